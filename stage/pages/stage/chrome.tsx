import type { ReadonlySignal, Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ArmView, Hello } from '../../protocol/messages.ts';
import { aspectOf } from '../shared/canvas.ts';
import type { Link } from '../shared/connection.ts';
import { EaselView } from '../shared/easel-view.tsx';
import { words } from '../shared/i18n/language.ts';
import { NoticeLine } from '../shared/notice.tsx';
import type { PaintingFeed } from '../shared/painting-feed.ts';
import type { SourceState } from './hands/source.ts';
import { Help } from './help.tsx';
import type { EaselSize } from './settings.ts';
import type { SoundState } from './sound.ts';

/** All that lies over the picture: little, quiet, and each part can be sent away. */
export interface ChromeState {
  readonly hello: ReadonlySignal<Hello | null>;
  readonly link: ReadonlySignal<Link>;
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly feed: PaintingFeed;
  readonly easel: Signal<EaselSize>;
  readonly join: Signal<boolean>;
  readonly help: Signal<boolean>;
  readonly sound: ReadonlySignal<SoundState>;
  readonly camera: ReadonlySignal<SourceState>;
  /** whether the line about the camera is still to be seen */
  readonly cameraLine: ReadonlySignal<boolean>;
  readonly hands: ReadonlySignal<number>;
  readonly fps: ReadonlySignal<number>;
  readonly webgl: boolean;
  readonly stop: () => void;
  readonly toggleHelp: () => void;
}

/** What is met, and what to do about it, in one line. */
export function CameraWords({ state }: { readonly state: SourceState }): JSX.Element {
  const { camera, cameraRemedy } = words.value;
  return (
    <>
      {camera[state.kind]} {state.remedy !== null && <span class="remedy">{cameraRemedy[state.remedy]}</span>}
    </>
  );
}

export function Chrome(state: ChromeState): JSX.Element {
  const { stage, link } = words.value;
  const hello = state.hello.value;
  const quiet = state.camera.value.kind === 'running' || state.camera.value.kind === 'starting';
  const size = state.webgl ? state.easel.value : 'large';
  return (
    <>
      {hello && size !== 'off' && (
        <figure class={`easel-corner ${size}`} style={{ '--aspect': aspectOf(hello) }}>
          <EaselView key={size} feed={state.feed} arm={state.arm} aspect={aspectOf(hello)} label={stage.painting} />
        </figure>
      )}
      {hello?.visitUrl && state.join.value && (
        <figure class="join">
          <img src="/join.svg" alt={hello.visitUrl} width="120" height="120" />
          <figcaption>{stage.join}</figcaption>
        </figure>
      )}
      <div class="lines">
        {!state.webgl && (
          <p>
            {stage.noWebgl} <span class="remedy">{stage.noWebglRemedy}</span>
          </p>
        )}
        {!quiet && state.webgl && !state.help.value && (
          <p class={state.cameraLine.value ? '' : 'gone'}>
            <CameraWords state={state.camera.value} />
          </p>
        )}
        {state.link.value === 'lost' && <p class="late">{link.lost}</p>}
        {state.link.value === 'refused' && (
          <p>
            {link.refused} <span class="remedy">{link.pair}</span>
          </p>
        )}
        {state.sound.value === 'waiting' && <p class="sound-hint">{stage.sound}</p>}
        <NoticeLine />
      </div>
      {state.help.value && <Help {...state} />}
    </>
  );
}

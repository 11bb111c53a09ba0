import type { JSX } from 'preact';
import { aspectOf } from '../shared/canvas.ts';
import { EaselView } from '../shared/easel-view.tsx';
import { words } from '../shared/i18n/language.ts';
import { NoticeLine } from '../shared/notice.tsx';
import { BodyWords, CameraWords } from './camera-words.tsx';
import type { ChromeState } from './chrome-state.ts';
import type { EarsState } from './ears.ts';
import type { SourceState } from './hands/source.ts';
import { Help } from './help.tsx';
import { VoteWords } from './vote-words.tsx';

/** A microphone that was asked for and is not there is said on the page, in words. */
const deaf: readonly EarsState[] = ['refused', 'absent', 'insecure', 'failed'];

const isTrouble = ({ kind }: SourceState): boolean => kind !== 'running' && kind !== 'starting' && kind !== 'off';

/** Paper over the picture is lit as the picture is: a blackout leaves nothing. */
const litBy = (light: number): { filter?: string } => (light === 1 ? {} : { filter: `brightness(${light.toFixed(3)})` });

export function Chrome(state: ChromeState): JSX.Element {
  const { stage, link, ears } = words.value;
  const hello = state.hello.value;
  // where no hand is seen either, one line says why
  const quiet = state.camera.value.kind === 'running' || state.camera.value.kind === 'starting';
  const lit = litBy(state.lit.value.light);
  const size = state.webgl ? state.easel.value : 'large';
  return (
    <>
      {hello && size !== 'off' && (
        <figure class={`easel-corner ${size}`} style={{ '--aspect': aspectOf(hello), ...lit }}>
          <EaselView key={size} feed={state.feed} arm={state.arm} aspect={aspectOf(hello)} label={stage.painting} />
        </figure>
      )}
      {hello?.visitUrl && state.join.value && (
        <figure class="join" style={lit}>
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
        {quiet && isTrouble(state.bodies.value) && !state.help.value && (
          <p class={state.bodiesLine.value ? '' : 'gone'}>
            <BodyWords state={state.bodies.value} />
          </p>
        )}
        {deaf.includes(state.ears.value) && !state.help.value && <p>{ears.state[state.ears.value]}</p>}
        {state.link.value === 'lost' && <p class="late">{link.lost}</p>}
        {state.link.value === 'refused' && (
          <p>
            {link.refused} <span class="remedy">{link.pair}</span>
          </p>
        )}
        {state.sound.value === 'waiting' && <p class="sound-hint">{stage.sound}</p>}
        <NoticeLine />
        <VoteWords said={state.said} />
      </div>
      {state.help.value && <Help {...state} />}
    </>
  );
}

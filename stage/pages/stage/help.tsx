import type { JSX } from 'preact';
import { language, speak, words } from '../shared/i18n/language.ts';
import { BodyWords, CameraWords } from './camera-words.tsx';
import type { ChromeState } from './chrome-state.ts';
import { type StageKey, stageKeys } from './keys.ts';

/** The keys of the stage, what it knows of its hands, and the one button that must never be hard to find. */
export function Help(state: ChromeState): JSX.Element {
  const { stage, arm, bodies, dismiss, ears, votes } = words.value;
  const does: Readonly<Record<StageKey, string>> = {
    fullscreen: stage.fullscreen,
    easel: stage.easel,
    join: stage.qr,
    camera: stage.cameraKey,
    mute: stage.mute,
    listen: ears.key,
    votes: votes.key,
    stop: stage.stop,
    help: stage.help,
  };
  return (
    <aside class="help" aria-label={stage.keys}>
      <dl>
        {stageKeys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does[what]}</dd>
          </div>
        ))}
      </dl>
      <p class="facts figures">
        <CameraWords state={state.camera.value} />
      </p>
      {state.bodies.value.kind !== 'off' && (
        <p class="facts figures">
          <BodyWords state={state.bodies.value} />
        </p>
      )}
      <p class="facts figures">{ears.state[state.ears.value]}</p>
      <p class="facts figures">
        {stage.fps(Math.round(state.fps.value))} · {stage.hands(state.hands.value)}
        {state.bodies.value.kind === 'running' && ` · ${bodies.seen(state.bodiesSeen.value)}`}
      </p>
      <button type="button" class="stop" onClick={state.stop}>
        {arm.stop}
      </button>
      <p class="foot">
        <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
          {language.value === 'en' ? 'Français' : 'English'}
        </button>
        <button type="button" onClick={state.toggleHelp}>
          {dismiss}
        </button>
      </p>
    </aside>
  );
}

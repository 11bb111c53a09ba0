import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { Desk } from './desk.ts';

/** The arm in words, its figures, and the three things one does to it. */
export function ArmPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w, arm: states, minutes } = words.value;
  const arm = desk.arm.value;
  const facts: readonly (readonly [string, string])[] = [
    [w.queued, arm ? String(arm.queued) : '–'],
    [w.painted, arm ? String(arm.painted) : '–'],
    [w.withdrawn, arm ? String(arm.withdrawn) : '–'],
    [w.dips, arm ? String(arm.dips) : '–'],
    [w.eta, arm && arm.queued > 0 ? minutes(arm.etaS) : '–'],
    [w.driver, arm?.driver ?? '–'],
  ];
  const held = arm?.state === 'held';
  return (
    <section class={`panel arm arm-${arm?.state ?? 'offline'}`}>
      <h2>{w.arm}</h2>
      <div class="words" aria-live="polite">
        <p class="state">{states[arm?.state ?? 'offline']}</p>
        {arm && arm.text !== '' && <p class="why">{arm.text}</p>}
        {arm?.remedy && <p class="remedy">{arm.remedy}</p>}
      </div>
      <dl class="figures">
        {facts.map(([name, value], i) => (
          <div key={name} class={i < 4 ? '' : 'wide'}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="pair">
        <button type="button" class={held ? 'armed' : ''} aria-pressed={held} onClick={desk.holdOrResume}>
          {held ? w.resume : w.hold} <kbd>H</kbd>
        </button>
        <button
          type="button"
          class={arm?.state === 'unreferenced' ? 'armed' : ''}
          disabled={arm?.state !== 'unreferenced'}
          onClick={desk.home}
        >
          {w.home}
        </button>
      </div>
      <button type="button" class="stop" title={w.stopHint} onClick={desk.stop}>
        {w.stop} <kbd>S</kbd>
      </button>
    </section>
  );
}

import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import { armWords, awaitsResume } from '../shared/arm-words.ts';
import { words } from '../shared/i18n/language.ts';
import { ArmFigures } from './arm-figures.tsx';
import type { Desk } from './desk.ts';
import { LeaseLine } from './lease-line.tsx';
import { timeOfDay } from './time-of-day.ts';

interface Props {
  readonly desk: Desk;
  readonly moving: Signal<boolean>;
}

function LastFault({ fault }: { readonly fault: NonNullable<ArmView['lastFault']> }): JSX.Element {
  return (
    <p class="last-fault" title={`${fault.text} ${fault.remedy}`}>
      <span class="soft figures">{words.value.console.lastFault(timeOfDay(fault.at))}</span> <span lang="en">{fault.text}</span>
    </p>
  );
}

/** The arm in words, who has it, its figures, and what one does to it. */
export function ArmPanel({ desk, moving }: Props): JSX.Element {
  const { console: w, arm: armTable } = words.value;
  const arm = desk.arm.arm.value;
  const said = armWords(arm, words.value);
  const waits = awaitsResume(arm);
  /** only finding its reference again gets it out of these */
  const lost = arm?.state === 'unreferenced' || arm?.state === 'faulted';
  const theirs = desk.arm.mayAct.value ? '' : 'theirs';
  return (
    <section class={`panel arm arm-${arm?.state ?? 'offline'}`}>
      <LeaseLine desk={desk.arm} />
      <div class="words" aria-live="polite">
        <p class="state">{said.state}</p>
        {said.why !== null && (
          // stroke after stroke would be read aloud all evening
          <p class="why" aria-live={arm?.state === 'painting' ? 'off' : undefined}>
            {said.why}
          </p>
        )}
        {arm?.slowed && <p class="why slowed">{armTable.slowed}</p>}
        {arm?.refusal && (
          <p lang="en">
            {arm.refusal.text !== '' && (
              <span class="why">
                {arm.state === 'faulted' && arm.lastFault && <span class="soft figures">{timeOfDay(arm.lastFault.at)} </span>}
                {arm.refusal.text}
              </span>
            )}
            <span class="remedy">{arm.refusal.remedy}</span>
          </p>
        )}
        {said.remedy !== null && <p class="remedy">{said.remedy}</p>}
        {arm?.lastFault && arm.state !== 'faulted' && <LastFault fault={arm.lastFault} />}
      </div>
      <ArmFigures arm={arm} palette={desk.hello.value?.palette ?? []} />
      <div class={`pair ${theirs}`}>
        <button type="button" class={waits ? 'armed' : ''} aria-pressed={waits} onClick={desk.arm.holdOrResume}>
          {waits ? w.resume : w.hold} <kbd>H</kbd>
        </button>
        {lost ? (
          <button type="button" class={waits ? '' : 'armed'} onClick={desk.arm.home}>
            {w.home}
          </button>
        ) : (
          <button
            type="button"
            aria-expanded={moving.value}
            onClick={() => {
              moving.value = !moving.value;
            }}
          >
            {w.move} <kbd>J</kbd>
          </button>
        )}
      </div>
      <button
        type="button"
        class="stop"
        title={w.stopHint}
        aria-keyshortcuts="S Pause"
        onPointerDown={desk.arm.stop}
        onClick={(event) => event.detail === 0 && desk.arm.stop()}
      >
        {w.stop} <kbd>S</kbd>
      </button>
    </section>
  );
}

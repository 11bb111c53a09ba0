import { computed, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CueNow } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { CueDesk } from './cue-desk.ts';
import { Snapshots } from './snapshots.tsx';

export interface CueSheetProps {
  readonly desk: CueDesk;
  readonly now: ReadonlySignal<ShowNow>;
}

/** What is told of the cues, and no more often than it changes. */
const useCue = (now: ReadonlySignal<ShowNow>): CueNow | null => {
  const text = useMemo(() => computed(() => JSON.stringify(now.value.cue)), [now]);
  return useMemo(() => computed((): CueNow | null => JSON.parse(text.value)), [text]).value;
};

function List({ desk, cue }: { readonly desk: CueDesk; readonly cue: CueNow | null }): JSX.Element {
  const { cues: w } = words.value;
  const list = desk.list.value;
  return (
    <ol class="cues">
      {list.map(({ number, name, scene, notes, group }, i) => {
        const on = number === cue?.number;
        const next = number === cue?.nextNumber;
        return (
          <li key={number} class={on ? 'on' : next ? 'next' : ''}>
            {group !== undefined && group !== list[i - 1]?.group && <h3>{group}</h3>}
            <div class="cue-row">
              <button
                type="button"
                class="choose"
                aria-pressed={next}
                title={w.standBy(name)}
                onClick={() => desk.wish({ kind: 'cue/standby', number })}
              >
                <span class="figures number">{number}</span>
                <span class="name">{name}</span>
                <span class="scene">{on ? w.on : next ? w.next : scene}</span>
              </button>
              <button type="button" aria-label={w.takeCue(name)} title={w.takeCue(name)} onClick={() => desk.jump(number)}>
                {w.take}
              </button>
            </div>
            {notes !== undefined && (on || next) && <p class="notes">{notes}</p>}
          </li>
        );
      })}
    </ol>
  );
}

/** The list of cues and what is kept of the faders, over the painting while it is open. */
export function CueSheet({ desk, now }: CueSheetProps): JSX.Element | null {
  const { cues: w } = words.value;
  const cue = useCue(now);
  const frozen = useMemo(() => computed(() => now.value.frozen), [now]).value;
  const undoable = useMemo(() => computed(() => now.value.undoable), [now]).value;
  if (!desk.open.value) return null;
  return (
    <section class="panel cue-sheet" aria-label={w.title}>
      <header>
        <h2>{w.title}</h2>
        <button
          type="button"
          disabled={cue === null || desk.list.value[0]?.number === cue.number}
          onClick={() => desk.wish({ kind: 'cue/back' })}
        >
          {w.back}
        </button>
        <button
          type="button"
          class={cue?.held ? 'armed' : ''}
          aria-pressed={cue?.held ?? false}
          title={w.holdHint}
          onClick={() => desk.wish({ kind: 'cue/hold', on: !cue?.held })}
        >
          {w.hold}
        </button>
        <button type="button" class={cue?.stopped ? 'armed' : ''} title={w.stopHint} onClick={() => desk.wish({ kind: 'cue/stop' })}>
          {w.stop}
        </button>
        <button
          type="button"
          class={frozen ? 'armed' : ''}
          aria-pressed={frozen}
          title={w.freezeHint}
          onClick={() => desk.wish({ kind: 'freeze', on: !frozen })}
        >
          {w.freeze}
        </button>
        <button type="button" disabled={!undoable} onClick={() => desk.wish({ kind: 'undo' })}>
          {w.undo} <kbd>Z</kbd>
        </button>
      </header>
      <List desk={desk} cue={cue} />
      <Snapshots desk={desk} now={now} />
    </section>
  );
}

import type { JSX } from 'preact';
import type { CueNow } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import type { CueDesk } from './cue-desk.ts';

interface Props {
  readonly desk: CueDesk;
  readonly cue: CueNow | null;
}

/** In place of the word, where the list is slim. */
const Pencil = (): JSX.Element => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d="M3 17l1-4.5L13.5 3l3.5 3.5L7.5 16z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" />
  </svg>
);

/** All cues: which is on, which comes next, and how to take or edit any of them. */
export function CueList({ desk, cue }: Props): JSX.Element {
  const { cues: w, editor: e } = words.value;
  const { editor } = desk;
  const list = desk.list.value;
  const locked = editor.locked.value;
  const edited = editor.editing.value?.instead ?? null;
  return (
    <ol class="cues">
      {list.map(({ number, name, scene, notes, group }, i) => {
        const on = number === cue?.number;
        const next = number === cue?.nextNumber;
        return (
          <li key={number} class={`${on ? 'on' : next ? 'next' : ''} ${number === edited ? 'edited' : ''}`}>
            {group !== undefined && group !== list[i - 1]?.group && <h3 dir="auto">{group}</h3>}
            <div class="cue-row">
              <button
                type="button"
                class="choose"
                aria-pressed={next}
                title={w.standBy(name)}
                onClick={() => desk.wish({ kind: 'cue/standby', number })}
              >
                <span class="figures number">{number}</span>
                <span class="name">
                  <bdi>{name}</bdi>
                </span>
                <span class="scene">{on ? w.on : next ? w.next : scene}</span>
              </button>
              <button
                type="button"
                class="edit"
                aria-label={e.editCue(name)}
                title={locked ? e.lockedWhy : e.editCue(name)}
                aria-expanded={number === edited}
                disabled={locked}
                onClick={() => editor.edit(number)}
              >
                <Pencil />
                <span>{e.edit}</span>
              </button>
              <button type="button" class="take" aria-label={w.takeCue(name)} title={w.takeCue(name)} onClick={() => desk.jump(number)}>
                {w.take}
              </button>
            </div>
            {notes !== undefined && (on || next) && (
              <p class="notes" dir="auto">
                {notes}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A new cue comes after the one that is edited, or else after the one that GO takes next. */
export function NewCue({ desk, cue }: Props): JSX.Element {
  const { editor: e } = words.value;
  const { editor } = desk;
  const list = desk.list.value;
  const locked = editor.locked.value;
  const why = locked ? e.lockedWhy : undefined;
  const numbers = list.map(({ number }) => number);
  const after = editor.editing.value?.instead ?? cue?.nextNumber ?? Math.max(0, ...numbers);
  return (
    <button type="button" disabled={locked} title={why} onClick={() => editor.create(after)}>
      {e.create(after)}
    </button>
  );
}

import { computed, type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { CueDesk } from './cue-desk.ts';
import { TwiceButton } from './editor/twice.tsx';
import { Fader } from './fader.tsx';

/** How long a recall takes, s: what an eye follows without being startled. */
const RECALL_S = 3;
/** As the show allows. */
const MOST_LETTERS = 60;
const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** Gives a snapshot its name: what is written, or the first free figure. */
function Store({ desk, kept }: { readonly desk: CueDesk; readonly kept: readonly string[] }): JSX.Element {
  const { cues: w, editor: e } = words.value;
  const written = useSignal('');
  const locked = desk.editor.locked.value;
  const free = Array.from({ length: kept.length + 1 }, (_, i) => String(i + 1)).find((name) => !kept.includes(name)) ?? '1';
  const name = written.value.trim() === '' ? free : written.value.trim();
  const store = (): void => {
    desk.wish({ kind: 'snapshot/store', name });
    written.value = '';
  };
  return (
    <form
      class="row store"
      onSubmit={(event) => {
        event.preventDefault();
        if (!locked) store();
      }}
    >
      <input
        type="text"
        autocomplete="off"
        maxLength={MOST_LETTERS}
        aria-label={e.snapshotName}
        placeholder={e.snapshotName}
        disabled={locked}
        value={written.value}
        onInput={({ currentTarget }) => {
          written.value = currentTarget.value;
        }}
      />
      <button type="submit" disabled={locked} title={locked ? e.lockedWhy : undefined}>
        {kept.includes(name) ? e.replace : w.store} {name}
      </button>
    </form>
  );
}

/** Where all faders stood: stored, recalled with a fade, forgotten, and any place between two of them. */
export function Snapshots({ desk, now }: { readonly desk: CueDesk; readonly now: ReadonlySignal<ShowNow> }): JSX.Element {
  const { cues: w, editor: e } = words.value;
  const text = useMemo(() => computed(() => JSON.stringify(now.value.kept)), [now]);
  const kept = useMemo(() => computed((): readonly string[] => JSON.parse(text.value)), [text]).value;
  const one = useSignal('');
  const other = useSignal('');
  const amount = useSignal(0);
  const locked = desk.editor.locked.value;
  const [from, to] = [kept.includes(one.value) ? one.value : (kept[0] ?? ''), kept.includes(other.value) ? other.value : (kept[1] ?? '')];
  return (
    <section class="snapshots">
      <h3>{w.snapshots}</h3>
      <Store desk={desk} kept={kept} />
      {kept.length > 0 && (
        <ul class="row">
          {kept.map((name) => (
            <li key={name} class="snapshot">
              <button
                type="button"
                aria-label={w.recall(name)}
                title={w.recall(name)}
                onClick={() => desk.wish({ kind: 'snapshot/recall', name, seconds: RECALL_S })}
              >
                {name}
              </button>
              <TwiceButton
                label="×"
                sure={e.forgetSure}
                spoken={e.forget(name)}
                act={() => desk.wish({ kind: 'snapshot/forget', name })}
                disabled={locked}
                title={locked ? e.lockedWhy : e.forget(name)}
              />
            </li>
          ))}
        </ul>
      )}
      {kept.length > 1 && (
        <div class="morph">
          {[[w.from, from, one] as const, [w.to, to, other] as const].map(([label, value, choice]) => (
            <label key={label}>
              {label}{' '}
              <select
                value={value}
                onChange={(event) => {
                  choice.value = event.currentTarget.value;
                }}
              >
                {kept.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          ))}
          <Fader
            label={w.morph}
            value={amount.value}
            min={0}
            max={1}
            step={0.01}
            show={percent}
            set={(value) => {
              amount.value = value;
              desk.wish({ kind: 'snapshot/morph', one: from, other: to, amount: value });
            }}
          />
        </div>
      )}
    </section>
  );
}

import { computed, type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { CueDesk } from './cue-desk.ts';
import { Fader } from './fader.tsx';

/** How long a recall takes, s: what an eye follows without being startled. */
const RECALL_S = 3;
const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** Where all faders stood: stored, recalled with a fade, and any place between two of them. */
export function Snapshots({ desk, now }: { readonly desk: CueDesk; readonly now: ReadonlySignal<ShowNow> }): JSX.Element {
  const { cues: w } = words.value;
  const text = useMemo(() => computed(() => JSON.stringify(now.value.kept)), [now]);
  const kept = useMemo(() => computed((): readonly string[] => JSON.parse(text.value)), [text]).value;
  const one = useSignal('');
  const other = useSignal('');
  const amount = useSignal(0);
  const [from, to] = [kept.includes(one.value) ? one.value : (kept[0] ?? ''), kept.includes(other.value) ? other.value : (kept[1] ?? '')];
  const free = Array.from({ length: kept.length + 1 }, (_, i) => String(i + 1)).find((name) => !kept.includes(name)) ?? '1';
  return (
    <section class="snapshots">
      <h3>{w.snapshots}</h3>
      <p class="row">
        <button type="button" onClick={() => desk.wish({ kind: 'snapshot/store', name: free })}>
          {w.store} {free}
        </button>
        {kept.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={w.recall(name)}
            title={w.recall(name)}
            onClick={() => desk.wish({ kind: 'snapshot/recall', name, seconds: RECALL_S })}
          >
            {name}
          </button>
        ))}
      </p>
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

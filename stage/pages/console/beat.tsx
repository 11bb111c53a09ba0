import { computed, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { PlayDesk } from './play-desk.ts';

interface Props {
  readonly play: PlayDesk;
  readonly now: ReadonlySignal<ShowNow>;
}

/** Beats that are drawn of a bar. */
const MOST = 16;
const NUDGE = 0.04;

/**
 * The beat as a light that walks along the bar. It never flashes: each place is lit once a bar, dims into the next, and the
 * whole keeps its brightness.
 */
function Bar({ now }: Pick<Props, 'now'>): JSX.Element {
  const length = useMemo(() => computed(() => Math.min(MOST, now.value.tempo.beatsPerBar)), [now]);
  const place = useMemo(
    () =>
      computed(() => {
        const { beats, barFrom, beatsPerBar } = now.value.tempo;
        return (((Math.floor(beats) - Math.round(barFrom)) % beatsPerBar) + beatsPerBar) % beatsPerBar;
      }),
    [now],
  );
  return (
    <span class="beats" role="img" aria-label={words.value.play.beat(place.value + 1)}>
      {Array.from({ length: length.value }, (_, i) => (
        <i key={i} class={i === place.value ? 'on' : ''} />
      ))}
    </span>
  );
}

/** Tempo: what it is, where the beat is, and a finger on it. */
export function Beat({ play, now }: Props): JSX.Element {
  const { play: w } = words.value;
  const bpm = useMemo(() => computed(() => words.value.console.quantity(now.value.tempo.bpm, 1, '')), [now]);
  const following = useMemo(() => computed(() => now.value.tempo.following), [now]);
  return (
    <div class="tempo">
      <Bar now={now} />
      <output class="figures" aria-label={w.tempo}>
        {bpm}
      </output>
      <button type="button" onClick={play.tap}>
        {w.tap} <kbd>T</kbd>
      </button>
      <button type="button" title={w.slower} aria-label={w.slower} onClick={() => play.nudge(-NUDGE)}>
        −
      </button>
      <button type="button" title={w.faster} aria-label={w.faster} onClick={() => play.nudge(NUDGE)}>
        +
      </button>
      {following.value && <span class="soft">{w.following}</span>}
    </div>
  );
}

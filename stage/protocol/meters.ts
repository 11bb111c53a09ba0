import type { ShowState } from '../../engine/show.ts';
import type { SignalValues } from '../../engine/signals.ts';
import type { MappingsView, MetersView, TempoView } from './play.ts';

/** A thousandth: finer than a meter's pixels. */
const short = (value: number): number => Math.round(value * 1000) / 1000;

export function mappingsView({ mapping }: ShowState): MappingsView {
  return {
    mappings: mapping.rows.filter((row) => !row.leaving).map((row) => row.mapping),
    learning: mapping.learn && { to: mapping.learn.to, id: mapping.learn.id },
  };
}

export function metersView({ mapping }: ShowState, signals: SignalValues): MetersView {
  return {
    rows: mapping.rows
      .filter((row) => !row.leaving)
      .map(({ raw, shaped, weight }) => [raw === null ? null : short(raw), short(shaped), short(weight)]),
    signals: Object.fromEntries([...signals].map(([name, value]) => [name, short(value)])),
  };
}

export const tempoView = ({ tempo }: ShowState): TempoView => ({
  bpm: tempo.bpm,
  beats: tempo.beats,
  beatsPerBar: tempo.beatsPerBar,
  barFrom: tempo.barFrom,
  following: tempo.follow !== null,
});

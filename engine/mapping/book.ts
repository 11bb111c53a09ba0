import { isSame } from '../canonical.ts';
import type { Input } from '../input.ts';
import type { SignalValues } from '../signals.ts';
import { type Deed, deedOf } from './deed.ts';
import { type Learn, stepLearn, waitFor } from './learn.ts';
import { type Mapping, MOST_MAPPINGS, mappingSchema } from './schema.ts';

/** A mapping and where it is now. Plain data: this is its meter. */
export interface Row {
  readonly mapping: Mapping;
  /** taken out; it is let go of before it is forgotten, so that nothing jumps */
  readonly leaving: boolean;
  /** where the signal is in the in-range, 0..1; null while there is no such signal */
  readonly raw: number | null;
  /** after threshold, curve and smoothing, 0..1 of the out-range */
  readonly shaped: number;
  /** whether the threshold is open; of what does something, whether it is held down */
  readonly open: boolean;
  /** how much it counts now, 0..1: it comes and goes softly with its signal */
  readonly weight: number;
}

/** Every mapping of the show, in the order in which they were made. */
export interface MappingState {
  readonly rows: readonly Row[];
  readonly learn: Learn | null;
  /** mappings learnt so far: it numbers the next */
  readonly learnt: number;
  /** what is moved now, by target, in the parameter's own unit; masters 0..1 */
  readonly moved: Readonly<Record<string, number>>;
  /** what was pressed in this step: it is done in the next */
  readonly pressed: readonly Deed[];
}

/** A pedal that is learnt by pressing it is held down, and has to be let go before it does anything. */
const enter = (mapping: Mapping): Row => ({ mapping, leaving: false, raw: null, shaped: 0, open: deedOf(mapping.to) !== null, weight: 0 });

/** @param mappings - a later one with the same id takes the place of an earlier one */
export function beginMappings(mappings: readonly Mapping[]): MappingState {
  return { rows: mappings.reduce<readonly Row[]>(put, []), learn: null, learnt: 0, moved: {}, pressed: [] };
}

function put(rows: readonly Row[], mapping: Mapping): readonly Row[] {
  const there = rows.findIndex((row) => row.mapping.id === mapping.id);
  const before = rows[there];
  if (!before) return rows.length < MOST_MAPPINGS ? [...rows, enter(mapping)] : rows;
  return !before.leaving && isSame(before.mapping, mapping) ? rows : rows.with(there, goOn(before, mapping));
}

/** Another signal or another goal is another mapping: it comes in softly. */
const goOn = (before: Row, mapping: Mapping): Row =>
  before.mapping.from === mapping.from && before.mapping.to === mapping.to ? { ...before, mapping, leaving: false } : enter(mapping);

/** @returns the mappings that count, without those that are on their way out */
export const mappingsNow = ({ rows }: Pick<MappingState, 'rows'>): readonly Mapping[] =>
  rows.flatMap(({ mapping, leaving }) => (leaving ? [] : [mapping]));

/** Exactly these mappings, in this order. What stays goes on where it is; what is not among them is let go of softly. */
export function bringMappings(state: MappingState, wanted: readonly Mapping[]): MappingState {
  const rows = wanted.map((mapping) => {
    const before = state.rows.find((row) => row.mapping.id === mapping.id);
    return before ? goOn(before, mapping) : enter(mapping);
  });
  const gone = state.rows.filter((row) => !wanted.some(({ id }) => id === row.mapping.id)).map((row) => ({ ...row, leaving: true }));
  return { ...state, rows: [...rows, ...gone] };
}

/** One word said of mappings. */
export function hearMapping(state: MappingState, input: Input): MappingState {
  switch (input.kind) {
    case 'mapping/put':
      return { ...state, rows: put(state.rows, input.mapping) };
    case 'mapping/remove':
      return { ...state, rows: state.rows.map((row) => (row.mapping.id === input.id ? { ...row, leaving: true } : row)) };
    case 'mapping/learn':
      return { ...state, learn: input.to === null ? null : waitFor(input.to, input.id ?? null) };
    default:
      return state;
  }
}

/** One step of learning: the signal that was moved most is bound to the parameter that waits. */
export function learnOn(state: MappingState, values: SignalValues): MappingState {
  if (state.learn === null) return state;
  const { learn, bound } = stepLearn(state.learn, values);
  if (bound === null) return { ...state, learn };
  const { to, id } = state.learn;
  const known = state.rows.find((row) => row.mapping.id === id && row.mapping.to === to)?.mapping;
  const made = known ?? { id: freshId(state), to };
  // another signal has another range: what the old one's was says nothing of it
  const { in: _, ...kept } = { ...made, in: undefined };
  return { ...state, learn, learnt: state.learnt + 1, rows: put(state.rows, mappingSchema.parse({ ...kept, from: bound })) };
}

function freshId({ rows, learnt }: MappingState): string {
  for (let n = learnt + 1; ; n++) {
    const id = `learnt-${n}`;
    if (!rows.some((row) => row.mapping.id === id)) return id;
  }
}

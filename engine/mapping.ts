import { learnOn, type MappingState, type Row } from './mapping/book.ts';
import { atShare, ease, opens, shape, shareOf } from './mapping/curve.ts';
import { type Deed, deedOf } from './mapping/deed.ts';
import { pressOf } from './mapping/press.ts';
import type { Mapping } from './mapping/schema.ts';
import type { Params } from './scene.ts';
import { signalKind } from './signals/names.ts';
import type { SignalValues } from './signals.ts';

/** What mappings move in this step: the scene that is on, and where the artist has set its parameters. */
export interface Movable {
  readonly scene: string;
  readonly params: Params;
  readonly set: Readonly<Record<string, number>>;
}

/** A mapping that begins or ends to count does so softly, s (time constant): a hand that comes or goes must not jerk the room. */
const FADE_S = 0.12;
const UNIT: readonly [number, number] = [0, 1];

interface Goal {
  readonly min: number;
  readonly max: number;
  /** where the artist has set it */
  readonly set: number;
}

/** @returns the range of a target and where the artist has set it; null while its scene is not on */
function goalOf(target: string, { scene, params, set }: Movable): Goal | null {
  // a master is scaled, not set: the artist's fader stays the ceiling
  if (target === 'master/light' || target === 'master/sound') return { min: 0, max: 1, set: 1 };
  if (!target.startsWith(`${scene}/`)) return null;
  const name = target.slice(scene.length + 1);
  const slider = Object.hasOwn(params, name) ? params[name] : undefined;
  return slider ? { min: slider.min, max: slider.max, set: set[name] ?? slider.initial } : null;
}

/** Found by its name once, not sixty times a second. */
const ranges = new WeakMap<Mapping, readonly [number, number]>();

function rangeOf(mapping: Mapping): readonly [number, number] {
  const known = mapping.in ?? ranges.get(mapping);
  if (known) return known;
  const kind = signalKind(mapping.from);
  const range = kind ? ([kind.min, kind.max] as const) : UNIT;
  ranges.set(mapping, range);
  return range;
}

function stepRow(row: Row, value: number | undefined, counts: boolean, dt: number): Row {
  const { mapping } = row;
  const here = value !== undefined && Number.isFinite(value);
  const goal = here && counts ? 1 : 0;
  if (!here && row.raw === null && row.weight === 0) return row;
  const weight = ease(row.weight, goal, dt, FADE_S);
  if (!here) return { mapping, leaving: row.leaving, raw: null, shaped: row.shaped, open: row.open, weight };
  const raw = shareOf(value, rangeOf(mapping));
  const open = opens(raw, mapping, row.open);
  const wanted = shape(raw, open, mapping);
  const constantS = wanted > row.shaped ? mapping.attackS : mapping.releaseS;
  // one that did not count begins where its signal is
  const shaped = row.weight === 0 ? wanted : ease(row.shaped, wanted, dt, constantS);
  return { mapping, leaving: row.leaving, raw, shaped, open, weight };
}

/** A press is told at once, and nothing about it is smooth. */
function stepPress(row: Row, value: number | undefined): Row {
  const { mapping, leaving } = row;
  const weight = mapping.mute ? 0 : 1;
  if (value === undefined || !Number.isFinite(value)) return { mapping, leaving, raw: null, shaped: 0, open: false, weight };
  const raw = shareOf(value, rangeOf(mapping));
  const share = mapping.invert ? 1 - raw : raw;
  const { on, off } = pressOf(mapping);
  const open = share >= (row.open ? off : on);
  return { mapping, leaving, raw, shaped: open ? 1 : 0, open, weight };
}

/** What several mappings of one target come to. */
interface Sum {
  readonly goal: Goal;
  weighed: number;
  weights: number;
  /** the largest weight: how far the parameter is taken from where it was set */
  pull: number;
}

/**
 * One step of every mapping. Several on one parameter meet in their mean, each counting as much as it is deep and present,
 * and the deepest says how far the parameter leaves the artist's own value. So their order means nothing, the result lies
 * between what each of them and the artist want, and one that comes or goes makes no jump; a sum would pile up at the stops,
 * and the last one winning would silence the rest.
 *
 * @param dt - seconds
 */
export function stepMappings(before: MappingState, values: SignalValues, movable: Movable, dt: number): MappingState {
  const state = learnOn(before, values);
  const solo = state.rows.some((row) => row.mapping.solo && !row.leaving && deedOf(row.mapping.to) === null);
  const sums = new Map<string, Sum | null>();
  const rows: Row[] = [];
  const pressed = new Set<Deed>();
  for (const row of state.rows) {
    const { mapping } = row;
    const deed = deedOf(mapping.to);
    if (deed !== null) {
      if (row.leaving) continue;
      const next = stepPress(row, values.get(mapping.from));
      rows.push(next);
      if (!mapping.mute && next.open && !row.open) pressed.add(deed);
      continue;
    }
    let sum = sums.get(mapping.to);
    if (sum === undefined) {
      const goal = goalOf(mapping.to, movable);
      sum = goal && { goal, weighed: 0, weights: 0, pull: 0 };
      sums.set(mapping.to, sum);
    }
    const counts = sum !== null && !row.leaving && !mapping.mute && (!solo || mapping.solo);
    const next = stepRow(row, values.get(mapping.from), counts, dt);
    if (row.leaving && next.weight < 0.01) continue;
    rows.push(next);
    const weight = next.weight * mapping.depth;
    if (!sum || weight === 0) continue;
    sum.weighed += weight * atShare(next.shaped, mapping.out ?? [sum.goal.min, sum.goal.max]);
    sum.weights += weight;
    sum.pull = Math.max(sum.pull, weight);
  }
  const moved: Record<string, number> = {};
  for (const [target, sum] of sums) {
    if (!sum || sum.weights === 0) continue;
    const { min, max, set } = sum.goal;
    moved[target] = Math.min(max, Math.max(min, set + sum.pull * (sum.weighed / sum.weights - set)));
  }
  return { rows, learn: state.learn, learnt: state.learnt, moved, pressed: [...pressed] };
}

/** @returns the parameters of the scene as they are now: the artist's own, moved by what moves them */
export function effective({ moved }: MappingState, scene: string, set: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const prefix = `${scene}/`;
  let now: Record<string, number> | null = null;
  for (const target in moved)
    if (target.startsWith(prefix)) {
      now ??= { ...set };
      now[target.slice(prefix.length)] = moved[target] ?? 0;
    }
  return now ?? set;
}

/** @returns whether a mapping listens to this signal */
export const listensTo =
  ({ rows }: MappingState) =>
  (name: string): boolean =>
    rows.some((row) => row.mapping.from === name);

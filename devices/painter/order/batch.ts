import { type Chains, createChains } from './chains.ts';
import { at } from './orderable.ts';
import type { Precedence } from './precedence.ts';
import { countWashes, runsOf } from './washes.ts';

/** Strokes painted so far, run by run, and what may come next. */
interface Plan {
  readonly before: Plan | null;
  readonly run: readonly number[];
  readonly filling: number;
  /** for each stroke, how many strokes it still waits for */
  readonly waiting: Int32Array;
  /** unpainted strokes that wait for none */
  readonly open: readonly number[];
  /** unpainted strokes of each filling */
  readonly left: Int32Array;
  readonly washes: number;
  readonly weight: number;
  readonly hash: number;
}

/** What a search is about. */
interface Task {
  readonly order: Precedence;
  readonly filling: Int32Array;
  readonly strokesPerWash: number;
  readonly chains: Chains;
  /** one random-looking number a stroke; their exclusive or names a set of strokes */
  readonly keys: Int32Array;
  /** plans kept side by side */
  readonly width: number;
}

/** A plan with one run more, measured but not yet made. */
interface Offer {
  readonly plan: Plan;
  readonly filling: number;
  readonly washes: number;
  /** washes so far and those that no order can avoid from here */
  readonly least: number;
  readonly weight: number;
  readonly hash: number;
}

/** Plans kept side by side: as many as this much work allows, and no more than `widest`. */
const work = 2e7;
const widest = 128;

/**
 * Order of painting with few washes, in which no stroke passes another that it overlaps, so that the picture stays the same.
 *
 * A beam search over runs: each run paints all that its filling can reach (stopping earlier saves no run), and the plans kept
 * are those whose washes so far plus those still unavoidable are least. Never worse than the composed order.
 *
 * @param filling - paint and brush of each stroke, numbered from 0
 * @param strokesPerWash - see `countWashes`
 * @returns runs of strokes of one filling, each in composed order
 */
export function batch(order: Precedence, filling: Int32Array, strokesPerWash: number = Number.POSITIVE_INFINITY): number[][] {
  const composed = runsOf(filling.keys(), filling);
  if (order.size === 0) return composed;
  const chains = createChains(
    order,
    filling,
    filling.reduce((most, f) => Math.max(most, f + 1), 0),
  );
  const width = Math.min(widest, Math.max(1, Math.floor(work / (chains.fillings * (order.pairs + 30 * order.size)))));
  const task = { order, filling, chains, keys: hashKeys(order.size), width };
  // runs that fit the brush are sought where they count, and fewest runs in any case: neither is always the better
  const limits = new Set([strokesPerWash, Number.POSITIVE_INFINITY]);
  const found = [...limits].map((limit) => search({ ...task, strokesPerWash: limit }));
  const washes = (runs: readonly (readonly number[])[]): number => countWashes(runs.flat(), filling, strokesPerWash);
  return found.reduce((best, runs) => (washes(runs) < washes(best) ? runs : best), composed);
}

function search(task: Task): number[][] {
  let beam: Plan[] = [emptyPlan(task)];
  let best: Plan | null = null;
  while (beam.length > 0) {
    const offers = beam.flatMap((plan) => offersOf(plan, task));
    offers.sort((a, b) => a.least - b.least || b.weight - a.weight || a.filling - b.filling);
    const seen = new Set<number>();
    beam = [];
    for (const offer of offers) {
      if (beam.length >= task.width || (best !== null && offer.least >= best.washes)) break;
      const same = offer.hash * task.chains.fillings + offer.filling;
      if (seen.has(same)) continue;
      seen.add(same);
      const plan = makePlan(offer, task);
      if (plan.open.length > 0) beam.push(plan);
      else if (best === null || plan.washes < best.washes) best = plan;
    }
  }
  const runs: number[][] = [];
  for (let plan = best; plan?.before; plan = plan.before) runs.unshift([...plan.run].sort((a, b) => a - b));
  return runs;
}

function emptyPlan({ order, filling, chains }: Task): Plan {
  const left = new Int32Array(chains.fillings);
  for (const f of filling) left[f] = at(left, f) + 1;
  const waiting = Int32Array.from(order.before, (earlier) => earlier.length);
  const open = [...waiting.keys()].filter((stroke) => waiting[stroke] === 0);
  return { before: null, run: [], filling: -1, waiting, open, left, washes: -1, weight: 0, hash: 0 };
}

/** Paints what a filling can reach, counting down `waiting`. @returns the run, and the strokes of other fillings that it opened */
function reach(plan: Plan, f: number, waiting: Int32Array, { order, filling }: Task) {
  const run = plan.open.filter((stroke) => filling[stroke] === f);
  const opened: number[] = [];
  for (const stroke of run) {
    for (const later of order.after[stroke] ?? []) {
      const still = at(waiting, later) - 1;
      waiting[later] = still;
      if (still === 0) (filling[later] === f ? run : opened).push(later);
    }
  }
  return { run, opened };
}

function offersOf(plan: Plan, task: Task): Offer[] {
  const { order, filling, strokesPerWash, chains, keys } = task;
  const next = new Set(plan.open.map((stroke) => at(filling, stroke)));
  return [...next].map((f) => {
    const { run, opened } = reach(plan, f, plan.waiting, task);
    let { weight, hash } = plan;
    for (const stroke of run) {
      weight += chains.weight(stroke);
      hash ^= at(keys, stroke);
      for (const later of order.after[stroke] ?? []) plan.waiting[later] = at(plan.waiting, later) + 1;
    }
    const open = [...plan.open.filter((stroke) => filling[stroke] !== f), ...opened];
    const washes = plan.washes + Math.ceil(run.length / strokesPerWash) + (Number.isFinite(strokesPerWash) ? 0 : 1);
    return {
      plan,
      filling: f,
      washes,
      least: washes + unavoidable(open, without(plan.left, f, run.length), chains, strokesPerWash),
      weight,
      hash,
    };
  });
}

/** Runs that no order can do without, once only the open strokes and those after them are left. */
function unavoidable(open: readonly number[], left: Int32Array, chains: Chains, strokesPerWash: number): number {
  let runs = 0;
  for (let f = 0; f < chains.fillings; f++) {
    let turns = 0;
    for (const stroke of open) turns = Math.max(turns, chains.turns(stroke, f));
    runs += Math.max(turns, Math.ceil(at(left, f) / strokesPerWash));
  }
  return runs;
}

function without(left: Int32Array, f: number, count: number): Int32Array {
  const fewer = left.slice();
  fewer[f] = at(left, f) - count;
  return fewer;
}

function makePlan({ plan, filling: f, washes, weight, hash }: Offer, task: Task): Plan {
  const waiting = plan.waiting.slice();
  const { run, opened } = reach(plan, f, waiting, task);
  const open = [...plan.open.filter((stroke) => task.filling[stroke] !== f), ...opened];
  return { before: plan, run, filling: f, waiting, open, left: without(plan.left, f, run.length), washes, weight, hash };
}

function hashKeys(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, i) => {
    const mixed = Math.imul((i + 1) ^ ((i + 1) >>> 16), 0x85ebca6b);
    return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  });
}

import { createRandom } from '../../../engine/random.ts';
import { greedyRoute } from './greedy.ts';
import { createImprover } from './moves.ts';
import { nearEnds } from './near.ts';
import { createRoute, type Route, type Terms, type Travelled } from './route.ts';

/**
 * How long to go on looking for less travel. `moves` counts candidates weighed, so that the same strokes always come out
 * in the same order; `time` asks a supplied clock, and may end differently each time.
 */
export type Budget =
  | { readonly kind: 'moves'; readonly moves: number }
  | { readonly kind: 'time'; readonly ms: number; readonly now: () => number };

/** Longest stretch that one change rewrites once the first descent is done, strokes: keeps each trial cheap. */
const trialReach = 1000;
/** Longest part that a trial displaces at random, strokes. */
const longestKick = 30;

/**
 * Less pen-up travel, within what the precedence, the groups and the strokes' own directions allow.
 *
 * Nearest neighbour within each run, then 2-opt, part exchange and Or-opt until nothing near helps; then, until the budget is
 * spent, small random exchanges are tried and kept where they lead to less.
 *
 * @param runs - an order that satisfies the precedence, in runs of one group each
 */
export function cutTravel(terms: Terms, runs: readonly (readonly number[])[], budget: Budget): Travelled {
  const over = meter(budget);
  const near = nearEnds(terms.ends, terms.group);
  const first = greedyRoute(terms, runs, near);
  const route = createRoute(terms, first);
  const queue: number[] = [...first.order];
  const queued = new Uint8Array(route.length).fill(1);
  let reach = route.length;
  const push = (stroke: number): void => {
    if (queued[stroke] === 1) return;
    queued[stroke] = 1;
    queue.push(stroke);
  };
  const improver = createImprover(route, terms.ends, near, push, () => reach);
  const spent = (): boolean => over(improver.weighed);

  /** @returns mm saved until nothing queued helps */
  const descend = (): number => {
    let saved = 0;
    let head = 0;
    for (; head < queue.length && !spent(); head++) {
      const stroke = queue[head];
      if (stroke === undefined) break;
      queued[stroke] = 0;
      for (let gain = improver.improve(stroke); gain > 0; gain = improver.improve(stroke)) saved += gain;
    }
    for (const stroke of queue.splice(0)) queued[stroke] = 0;
    return saved;
  };

  descend();
  route.keep();
  reach = Math.min(reach, trialReach);
  const random = createRandom(route.length);
  while (route.length > 2 && !spent()) {
    const cost = kick(route, random.next, push);
    if (cost === null) continue;
    if (descend() > cost) route.keep();
    else route.undo();
  }
  const order = Array.from({ length: route.length }, (_, i) => route.stroke(i + 1));
  return { order, turned: Uint8Array.from(order.keys(), (stroke) => route.entry(route.position(stroke)) & 1) };
}

/** Exchanges two short neighbouring parts at a random place. @returns mm that it adds; null where precedence forbids it */
function kick(route: Route, next: () => number, touched: (stroke: number) => void): number | null {
  const n = route.length;
  const span = Math.min(longestKick, Math.floor(n / 2));
  const from = 1 + Math.floor(next() * (n - 1));
  const mid = Math.min(n - 1, from + Math.floor(next() * span));
  const to = Math.min(n, mid + 1 + Math.floor(next() * span));
  if (!route.mayExchange(from, mid, to)) return null;
  const { entry, exit, join } = route;
  const before = join(exit(from - 1), entry(from)) + join(exit(mid), entry(mid + 1)) + join(exit(to), entry(to + 1));
  const after = join(exit(from - 1), entry(mid + 1)) + join(exit(to), entry(from)) + join(exit(mid), entry(to + 1));
  route.exchange(from, mid, to);
  const seam = from + to - mid - 1;
  for (const p of [from - 1, from, seam, seam + 1, to, to + 1]) if (p >= 1 && p <= n) touched(route.stroke(p));
  return after - before;
}

/** @returns whether the budget is spent, given the candidates weighed so far; asks a clock only now and then */
function meter(budget: Budget): (weighed: number) => boolean {
  let calls = 0;
  // a call counts too, so that strokes with nothing to weigh still come to an end
  if (budget.kind === 'moves') return (weighed) => weighed + calls++ >= budget.moves;
  const end = budget.now() + budget.ms;
  let over = false;
  return () => {
    if (!over && calls++ % 32 === 0) over = budget.now() >= end;
    return over;
  };
}

import { apartMm, type Ends } from './ends.ts';
import type { Route } from './route.ts';

/** Improvements smaller than this are rounding, mm. */
const leastMm = 1e-7;
/** Longest part that is moved to another place and turned round there, strokes. */
const longestMoved = 3;

/** Looks for changes that shorten a route. */
export interface Improver {
  /** Makes the first change found that shortens the route at a stroke. @returns mm saved; 0 where there is none */
  improve(stroke: number): number;
  /** candidates weighed since the begin */
  readonly weighed: number;
}

/**
 * 2-opt (turn a part round), exchange of two neighbouring parts, and moving up to three strokes elsewhere turned round. Each
 * looks only from an end to the ends nearest to it, and only while that alone would be a gain.
 *
 * @param touched - called with each stroke that got a new neighbour
 * @param reach - longest stretch of the route that one change may rewrite, strokes
 */
export function createImprover(
  route: Route,
  ends: Ends,
  near: readonly Int32Array[],
  touched: (stroke: number) => void,
  reach: () => number,
): Improver {
  const { entry, exit, join, position } = route;
  const n = route.length;
  let weighed = 0;
  const touch = (...places: readonly number[]): void => {
    for (const p of places) if (p >= 1 && p <= n) touched(route.stroke(p));
  };

  const tryTurn = (from: number, to: number): number => {
    if (from > to || from < 1 || to > n || to - from > reach()) return 0;
    weighed++;
    const gain =
      join(exit(from - 1), entry(from)) + join(exit(to), entry(to + 1)) - join(exit(from - 1), exit(to)) - join(entry(from), entry(to + 1));
    if (gain < leastMm || !route.mayTurn(from, to)) return 0;
    route.turn(from, to);
    touch(from - 1, from, to, to + 1);
    return gain;
  };

  const tryExchange = (from: number, mid: number, to: number): number => {
    if (from < 1 || mid < from || to <= mid || to > n || to - from > reach()) return 0;
    weighed++;
    const gain =
      join(exit(from - 1), entry(from)) +
      join(exit(mid), entry(mid + 1)) +
      join(exit(to), entry(to + 1)) -
      join(exit(from - 1), entry(mid + 1)) -
      join(exit(to), entry(from)) -
      join(exit(mid), entry(to + 1));
    if (gain < leastMm || !route.mayExchange(from, mid, to)) return 0;
    route.exchange(from, mid, to);
    const seam = from + to - mid - 1;
    touch(from - 1, from, seam, seam + 1, to, to + 1);
    return gain;
  };

  /** Moves from..to between `gap` and `gap` + 1, turned round. */
  const tryMoveTurned = (from: number, to: number, gap: number): number => {
    if (from < 1 || to > n || gap < 0 || gap > n || (gap >= from - 1 && gap <= to)) return 0;
    if (Math.abs(gap - from) > reach()) return 0;
    weighed++;
    const gain =
      join(exit(from - 1), entry(from)) +
      join(exit(to), entry(to + 1)) +
      join(exit(gap), entry(gap + 1)) -
      join(exit(from - 1), entry(to + 1)) -
      join(exit(gap), exit(to)) -
      join(entry(from), entry(gap + 1));
    if (gain < leastMm || !route.mayTurn(from, to)) return 0;
    const size = to - from;
    const [low, mid, high] = gap > to ? [from, to, gap] : [gap + 1, from - 1, to];
    if (!route.mayExchange(low, mid, high)) return 0;
    route.exchange(low, mid, high);
    const begin = gap > to ? gap - size : gap + 1;
    route.turn(begin, begin + size);
    touch(begin - 1, begin, begin + size, begin + size + 1, from - 1, from, to, to + 1);
    return gain;
  };

  /** Exchanges parts so that the stroke at q follows the one at p. */
  const tryFollow = (p: number, q: number): number => {
    let gain = 0;
    if (q > p + 1) {
      for (let to = q; to <= q + 2 && gain === 0; to++) gain = tryExchange(p + 1, q - 1, to);
      for (const other of near[entry(p + 1)] ?? []) {
        if (gain > 0) return gain;
        const to = position(other >> 1);
        if (to > q + 2 && exit(to) === other) gain = tryExchange(p + 1, q - 1, to);
      }
      return gain > 0 ? gain : tryExchange(p + 1, q - 1, n);
    }
    if (q >= p) return 0;
    for (let mid = p - 1; mid >= p - 3 && gain === 0; mid--) gain = tryExchange(q, mid, p);
    for (let mid = q; mid <= q + 2 && gain === 0; mid++) gain = tryExchange(q, mid, p);
    for (const other of near[exit(q - 1)] ?? []) {
      if (gain > 0) return gain;
      const mid = position(other >> 1) - 1;
      if (mid > q && mid < p && entry(mid + 1) === other) gain = tryExchange(q, mid, p);
    }
    return gain;
  };

  /** Changes that lead from the exit of p to a near end. */
  const leave = (p: number): number => {
    const end = exit(p);
    const now = join(end, entry(p + 1));
    for (const other of near[end] ?? []) {
      if (apartMm(ends, end, other) >= now) return 0;
      const q = position(other >> 1);
      let gain = 0;
      if (exit(q) === other) {
        gain = tryTurn(Math.min(p, q) + 1, Math.max(p, q));
        for (let size = 0; size < longestMoved && gain === 0; size++) gain = tryMoveTurned(q - size, q, p);
        for (let size = 0; size < longestMoved && gain === 0; size++) gain = tryMoveTurned(p - size, p, q);
      } else gain = tryFollow(p, q);
      if (gain > 0) return gain;
    }
    return 0;
  };

  /** Changes that lead from a near end to the entry of p. */
  const come = (p: number): number => {
    const end = entry(p);
    const now = join(exit(p - 1), end);
    for (const other of near[end] ?? []) {
      if (apartMm(ends, end, other) >= now) return 0;
      const q = position(other >> 1);
      let gain = 0;
      if (entry(q) === other) {
        gain = tryTurn(Math.min(p, q), Math.max(p, q) - 1);
        for (let size = 0; size < longestMoved && gain === 0; size++) gain = tryMoveTurned(q, q + size, p - 1);
        for (let size = 0; size < longestMoved && gain === 0; size++) gain = tryMoveTurned(p, p + size, q - 1);
      } else gain = tryFollow(q, p);
      if (gain > 0) return gain;
    }
    return 0;
  };

  return {
    improve: (stroke) => {
      const gain = leave(position(stroke));
      return gain > 0 ? gain : come(position(stroke));
    },
    get weighed() {
      return weighed;
    },
  };
}

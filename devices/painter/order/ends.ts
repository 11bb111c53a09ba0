import { createRandom } from '../../../engine/random.ts';
import type { StrokePoint } from '../../../engine/stroke.ts';
import { at } from './orderable.ts';

/**
 * Where strokes begin and end, canvas mm. End 2 i is the first point of stroke i, end 2 i + 1 its last. One more stroke, of no
 * length, stands for the place where the brush waits before the first.
 */
export interface Ends {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function endsOf(strokes: readonly { readonly points: readonly StrokePoint[] }[], startAt: readonly [number, number]): Ends {
  const x = new Float64Array(2 * strokes.length + 2).fill(startAt[0]);
  const y = new Float64Array(2 * strokes.length + 2).fill(startAt[1]);
  for (const [i, { points }] of strokes.entries()) {
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) throw new RangeError(`stroke ${i} has no points; give at least one`);
    x.set([first[0], last[0]], 2 * i);
    y.set([first[1], last[1]], 2 * i);
  }
  return { x, y };
}

/** Distance between two ends, mm. */
export function apartMm({ x, y }: Ends, a: number, b: number): number {
  const dx = at(x, a) - at(x, b);
  const dy = at(y, a) - at(y, b);
  return Math.sqrt(dx * dx + dy * dy);
}

/** Pen-up travel of strokes painted in an order, from the start place, mm. @param turned - 1 where a stroke is painted backwards */
export function travelMm(ends: Ends, order: readonly number[], turned: Uint8Array): number {
  let sum = 0;
  let from = ends.x.length - 1;
  for (const stroke of order) {
    const back = turned[stroke] ?? 0;
    sum += apartMm(ends, from, 2 * stroke + back);
    from = 2 * stroke + 1 - back;
  }
  return sum;
}

/** Pairs drawn to tell the length of a random order: within about half a percent of the mean of all. */
const pairsDrawn = 20_000;

/** Pen-up travel to expect of strokes painted forwards in random order, from the start place, mm. Seeded: always the same. */
export function randomTravelMm(ends: Ends): number {
  const n = ends.x.length / 2 - 1;
  if (n === 0) return 0;
  let first = 0;
  for (let stroke = 0; stroke < n; stroke++) first += apartMm(ends, 2 * n, 2 * stroke);
  let sum = 0;
  let count = 0;
  if (n * (n - 1) <= pairsDrawn) {
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (a !== b) sum += apartMm(ends, 2 * a + 1, 2 * b);
    count = n * (n - 1);
  } else {
    const random = createRandom(n);
    for (; count < pairsDrawn; count++) {
      const a = Math.floor(random.next() * n);
      const b = (a + 1 + Math.floor(random.next() * (n - 1))) % n;
      sum += apartMm(ends, 2 * a + 1, 2 * b);
    }
  }
  return first / n + (n > 1 ? ((n - 1) * sum) / count : 0);
}

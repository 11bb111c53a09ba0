import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlapToleranceMm } from '../../../../devices/painter/order/cone.ts';
import type { Orderable } from '../../../../devices/painter/order/orderable.ts';
import { overlaps } from '../../../../devices/painter/order/overlap.ts';
import { createPrecedence } from '../../../../devices/painter/order/precedence.ts';
import type { StrokePoint } from '../../../../engine/stroke.ts';
import { planMarkMm, syntheticPlan } from '../../../support/synthetic-plan.ts';
import { crowd, discs, halfMm } from './fixtures.ts';

const stroke = (id: string, ...points: StrokePoint[]): Orderable => ({ id, paint: 'red', brush: 'round', points });
const met = (strokes: readonly Orderable[]): number[][] => overlaps(strokes, halfMm).before.map((earlier) => [...earlier]);

/** How far apart two marks are at most, mm; overlapping where not above 0. Sampled, so never less than the truth. */
function gapMm(a: Orderable, b: Orderable, stepMm: number): number {
  const others = discs(b, stepMm);
  let least = Number.POSITIVE_INFINITY;
  for (const p of discs(a, stepMm)) for (const q of others) least = Math.min(least, Math.hypot(p.x - q.x, p.y - q.y) - p.mm - q.mm);
  return least;
}

it('misses no overlap, and calls none what is farther apart than its tolerance', () => {
  fc.assert(
    fc.property(crowd(8), (strokes) => {
      const found = met(strokes);
      for (const [i, a] of strokes.entries())
        for (const [j, b] of strokes.slice(0, i).entries()) {
          // by 0.25 mm of path, and the half-width's steepest change over it
          const gap = gapMm(a, b, 0.25);
          if (gap <= 0) expect(found[i]).toContain(j);
          else if (gap > overlapToleranceMm + 0.5) expect(found[i]).not.toContain(j);
        }
    }),
    { seed: 11, numRuns: 150 },
  );
});

it('finds the same in a crowded plan as a look at every pair does', () => {
  const strokes = syntheticPlan(3, 60, 6);
  const half = (s: Orderable, p: number): number => planMarkMm(s, p) / 2;
  const whole = overlaps(strokes, half);
  for (const [i, a] of strokes.entries())
    for (const [j, b] of strokes.slice(0, i).entries()) expect(whole.before[i]?.includes(j)).toBe(overlaps([b, a], half).pairs === 1);
});

it('is exact to its tolerance for straight marks of even width', () => {
  const a = stroke('a', [0, 0, 1], [100, 0, 1]);
  expect(met([a, stroke('b', [0, 8, 1], [100, 8, 1])])).toEqual([[], [0]]);
  expect(met([a, stroke('b', [0, 8.01, 1], [100, 8.01, 1])])).toEqual([[], []]);
  expect(met([a, stroke('b', [50, 30, 1], [50, -30, 1])])).toEqual([[], [0]]);
});

it('follows a mark that tapers, also where its width does not grow evenly', () => {
  const taper = stroke('a', [0, 0, 0], [100, 0, 1]);
  const dot = (x: number, gap: number): Orderable => stroke('b', [x, halfMm(null, x / 100) + 0.5 + gap, 0]);
  for (const x of [5, 25, 50, 75]) {
    expect(met([taper, dot(x, -0.05)])).toEqual([[], [0]]);
    expect(met([taper, dot(x, 0.3)])).toEqual([[], []]);
  }
});

it('misses no touch on the flank of a taper, where the widest disc is not the nearest', () => {
  const taper = stroke('a', [0, 0, 0], [20, 0, 1]);
  for (let x = 0.5; x < 20; x += 1.5) {
    let [near, far] = [0, 20];
    for (let i = 0; i < 40; i++) {
      const y = (near + far) / 2;
      if (gapMm(taper, stroke('b', [x, y, 0]), 0.02) <= 0) near = y;
      else far = y;
    }
    expect(met([taper, stroke('b', [x, near, 0])])).toEqual([[], [0]]);
    expect(met([taper, stroke('b', [x, far + 2 * overlapToleranceMm, 0])])).toEqual([[], []]);
  }
});

it('takes a dab of one point for a disc', () => {
  const dab = stroke('a', [0, 0, 1]);
  expect(met([dab, stroke('b', [7.99, 0, 1])])).toEqual([[], [0]]);
  expect(met([dab, stroke('b', [8.1, 0, 1])])).toEqual([[], []]);
});

it('keeps identical strokes in their order', () => {
  const same = Array.from({ length: 4 }, (_, i) => stroke(`s${i}`, [10, 10, 0.5], [20, 10, 0.5]));
  expect(met(same)).toEqual([[], [0], [0, 1], [0, 1, 2]]);
});

it('has nothing to say of nothing', () => expect(overlaps([], halfMm)).toEqual({ size: 0, before: [], after: [], pairs: 0 }));

it('refuses a half-width that is no length', () => {
  for (const bad of [Number.NaN, -1, Number.POSITIVE_INFINITY])
    expect(() => overlaps([stroke('a', [0, 0, 1])], () => bad)).toThrow(/half-width of stroke a/);
});

it('refuses an order that would have a stroke wait for a later one', () => {
  expect(() => createPrecedence([[1], []])).toThrow(/stroke 0 cannot stay after stroke 1/);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batch } from '../../../../devices/painter/order/batch.ts';
import { fillings } from '../../../../devices/painter/order/orderable.ts';
import { overlaps } from '../../../../devices/painter/order/overlap.ts';
import { createPrecedence, type Precedence } from '../../../../devices/painter/order/precedence.ts';
import { countWashes } from '../../../../devices/painter/order/washes.ts';
import { planMarkMm, syntheticPlan } from '../../../support/synthetic-plan.ts';
import { swapped, ties } from './fixtures.ts';

/** Fewest washes of any order, by trying all. */
function fewest(order: Precedence, filling: Int32Array): number {
  const all = 2 ** order.size - 1;
  const known = new Map<string, number>();
  const from = (painted: number, held: number): number => {
    if (painted === all) return 0;
    const key = `${painted} ${held}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = Number.POSITIVE_INFINITY;
    for (let s = 0; s < order.size; s++) {
      if (painted & (2 ** s) || !order.before[s]?.every((b) => painted & (2 ** b))) continue;
      const next = filling[s] ?? 0;
      best = Math.min(best, Number(held !== -1 && held !== next) + from(painted | (2 ** s), next));
    }
    known.set(key, best);
    return best;
  };
  return from(0, -1);
}

it('finds the fewest washes there are, where all orders can be tried', () => {
  fc.assert(
    fc.property(ties(11), ({ order, filling }) => {
      expect(countWashes(batch(order, filling).flat(), filling)).toBe(fewest(order, filling));
    }),
    { seed: 5, numRuns: 200 },
  );
});

it('paints each stroke once, after all that it must stay after, with no more washes than before', () => {
  fc.assert(
    fc.property(ties(40), fc.constantFrom(1, 2, 5, Number.POSITIVE_INFINITY), ({ order, filling }, strokesPerWash) => {
      const drawn = batch(order, filling, strokesPerWash).flat();
      expect([...drawn].sort((a, b) => a - b)).toEqual([...filling.keys()]);
      expect(swapped(drawn, order)).toEqual([]);
      expect(countWashes(drawn, filling, strokesPerWash)).toBeLessThanOrEqual(countWashes(filling.keys(), filling, strokesPerWash));
    }),
    { seed: 6, numRuns: 150 },
  );
});

it('needs at most 60 washes for 400 strokes of 12 colours that as composed need about 360', () => {
  for (const seed of [1, 2]) {
    const strokes = syntheticPlan(seed, 400, 12);
    const order = overlaps(strokes, (stroke, pressure) => planMarkMm(stroke, pressure) / 2);
    const filling = fillings(strokes);
    const drawn = batch(order, filling).flat();
    expect(countWashes(filling.keys(), filling)).toBeGreaterThan(300);
    expect(countWashes(drawn, filling)).toBeLessThanOrEqual(60);
    expect(swapped(drawn, order)).toEqual([]);
    expect(batch(order, filling).flat()).toEqual(drawn);
  }
}, 60_000);

it('leaves alone what cannot be better', () => {
  const chain = createPrecedence([[], [0], [1], [2]]);
  expect(batch(chain, Int32Array.of(0, 1, 0, 1))).toEqual([[0], [1], [2], [3]]);
  expect(batch(createPrecedence([]), Int32Array.of())).toEqual([]);
  expect(batch(createPrecedence([[]]), Int32Array.of(0))).toEqual([[0]]);
});

it('counts a wash at each change of filling, and after each filling’s worth of strokes', () => {
  const filling = Int32Array.of(0, 0, 0, 0, 0, 1, 0);
  expect(countWashes(filling.keys(), filling)).toBe(2);
  expect(countWashes(filling.keys(), filling, 2)).toBe(4);
  expect(countWashes(filling.keys(), filling, 1)).toBe(6);
  expect(countWashes([], filling)).toBe(0);
});

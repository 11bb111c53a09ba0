import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ordering, type OrderOptions, orderStrokes } from '../../../../devices/painter/order/order.ts';
import type { Orderable } from '../../../../devices/painter/order/orderable.ts';
import type { StrokePoint } from '../../../../engine/stroke.ts';
import { planMarkMm, syntheticPlan } from '../../../support/synthetic-plan.ts';
import { crowd, discs, markMm, picture } from './fixtures.ts';

const options: OrderOptions = {
  markWidthMm: markMm,
  mayFlip: ({ brush }) => brush === 'round',
  budget: { kind: 'moves', moves: 2000 },
  startAt: [0, 0],
  washMm: 2000,
};
const dab = (id: string, x: number, y: number, paint = 'red'): Orderable => ({ id, paint, brush: 'round', points: [[x, y, 0.5]] });

function order<S extends Orderable>(strokes: readonly S[], more: Partial<OrderOptions> = {}): Ordering<S> {
  const result = orderStrokes(strokes, { ...options, ...more });
  if (!result.ok) throw new Error(result.why.text);
  return result.value;
}

const touching = (a: Orderable, b: Orderable): boolean => {
  const others = discs(b, 0.25);
  return discs(a, 0.25).some((p) => others.some((q) => Math.hypot(p.x - q.x, p.y - q.y) <= p.mm + q.mm));
};

describe('ordering', () => {
  it('never lets two overlapping strokes change places', () => {
    fc.assert(
      fc.property(crowd(14), (strokes) => {
        const place = new Map(order(strokes).strokes.map(({ id }, i) => [id, i]));
        for (const [i, a] of strokes.entries())
          for (const b of strokes.slice(0, i)) if (touching(a, b)) expect(place.get(a.id)).toBeGreaterThan(place.get(b.id) ?? Number.NaN);
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it('leaves the picture as it was, stroke by stroke', () => {
    fc.assert(
      fc.property(crowd(25), fc.constantFrom(3, Number.POSITIVE_INFINITY), (strokes, strokesPerWash) => {
        expect(picture(order(strokes, { strokesPerWash }).strokes, 60)).toEqual(picture(strokes, 60));
      }),
      { seed: 22, numRuns: 60 },
    );
  });

  it('costs no more washes than before, and no more travel and washes together', () => {
    fc.assert(
      fc.property(
        crowd(25),
        fc.constantFrom(0, 50, 2000),
        fc.constantFrom(3, Number.POSITIVE_INFINITY),
        (strokes, washMm, strokesPerWash) => {
          const { figures } = order(strokes, { washMm, strokesPerWash });
          expect(figures.washesAfter).toBeLessThanOrEqual(figures.washesBefore);
          expect(figures.travelAfterMm + washMm * figures.washesAfter).toBeLessThanOrEqual(
            figures.travelBeforeMm + washMm * figures.washesBefore + 1e-6,
          );
        },
      ),
      { seed: 23, numRuns: 100 },
    );
  });

  it('gives every stroke back, turned round only where it may be', () => {
    fc.assert(
      fc.property(crowd(25), (strokes) => {
        const { strokes: drawn, figures } = order(strokes);
        const given = new Map(strokes.map((stroke) => [stroke.id, stroke]));
        let flipped = 0;
        expect(drawn.map(({ id }) => id).sort()).toEqual([...given.keys()].sort());
        for (const stroke of drawn) {
          const was = given.get(stroke.id);
          if (stroke === was) continue;
          flipped++;
          expect(stroke).toEqual({ ...was, points: was?.points.toReversed() });
          expect(stroke.brush).toBe('round');
        }
        expect(flipped).toBe(figures.flipped);
      }),
      { seed: 24, numRuns: 100 },
    );
  });

  it('comes out the same each time', () => {
    const strokes = syntheticPlan(8, 120, 6);
    expect(order(strokes, { markWidthMm: planMarkMm })).toEqual(order(strokes, { markWidthMm: planMarkMm }));
  });

  it('makes a plan of many colours cheap: few washes, and less travel than in random order', () => {
    const strokes = syntheticPlan(4, 200, 12);
    const { figures } = order(strokes, { markWidthMm: planMarkMm, budget: { kind: 'moves', moves: 50_000 } });
    expect(figures.washesBefore).toBeGreaterThan(150);
    expect(figures.washesAfter).toBeLessThan(figures.washesBefore / 4);
    expect(figures.travelPercentOfRandom).toBeLessThan(60);
    expect(figures.overlapping).toBeGreaterThan(200);
  });

  it('has nothing to do for no strokes or one', () => {
    expect(order([])).toMatchObject({ strokes: [], waits: [], figures: { travelAfterMm: 0, travelPercentOfRandom: 0, washesAfter: 0 } });
    const one = dab('a', 3, 4);
    expect(order([one])).toMatchObject({ strokes: [one], figures: { travelAfterMm: 5, travelPercentOfRandom: 100 } });
  });

  it('keeps identical strokes as they came', () => {
    const same = Array.from({ length: 6 }, (_, i) => dab(`s${i}`, 10, 10, i % 2 ? 'red' : 'blue'));
    expect(order(same).strokes).toEqual(same);
  });

  it('takes one paint on two brushes for two fillings', () => {
    const strokes = [0, 1, 2, 3].map((i) => ({ ...dab(`s${i}`, 20 * i, 0), brush: i % 2 ? 'flat' : 'round' }));
    expect(order(strokes).figures).toMatchObject({ washesBefore: 3, washesAfter: 1 });
  });

  it('refuses a stroke with a point that is no number, naming it', () => {
    for (const axis of [0, 1, 2])
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const point: StrokePoint = [axis === 0 ? bad : 1, axis === 1 ? bad : 1, axis === 2 ? bad : 1];
        const result = orderStrokes([dab('good', 1, 1), { ...dab('bad', 1, 1), points: [point] }], options);
        expect(result).toMatchObject({ ok: false, why: { code: 'order/not-finite', text: expect.stringContaining('Stroke bad') } });
      }
  });

  it('refuses a stroke without points, naming it', () => {
    const result = orderStrokes([{ ...dab('void', 1, 1), points: [] }], options);
    expect(result).toMatchObject({ ok: false, why: { code: 'order/no-points', text: expect.stringContaining('void') } });
  });

  it('throws on options out of range', () => {
    const strokes = [dab('a', 1, 1)];
    expect(() => order(strokes, { washMm: Number.NaN })).toThrow(/washMm is NaN/);
    expect(() => order(strokes, { startAt: [0, Number.NaN] })).toThrow(/startAt/);
    expect(() => order(strokes, { strokesPerWash: 0 })).toThrow(/strokesPerWash is 0/);
    expect(() => order(strokes, { budget: { kind: 'moves', moves: -1 } })).toThrow(/budget of -1/);
    expect(() => order(strokes, { markWidthMm: () => Number.NaN })).toThrow(/half-width of stroke a/);
  });
});

import fc from 'fast-check';
import type { Orderable } from '../../../../devices/painter/order/orderable.ts';
import { createPrecedence, type Precedence } from '../../../../devices/painter/order/precedence.ts';
import type { StrokePoint } from '../../../../engine/stroke.ts';

/** A brush whose mark grows fast at first, then less: half-width 0.5 to 4 mm. */
export const halfMm = (_stroke: unknown, pressure: number): number => 0.5 + 3.5 * Math.sqrt(Math.max(0, pressure));
export const markMm = (stroke: unknown, pressure: number): number => 2 * halfMm(stroke, pressure);

const place = fc.integer({ min: 0, max: 600 }).map((tenths) => tenths / 10);
const point: fc.Arbitrary<StrokePoint> = fc.tuple(
  place,
  place,
  fc.integer({ min: 0, max: 10 }).map((p) => p / 10),
);

/** Strokes of one to four points on 60 × 60 mm, crowded enough to overlap often, in three paints and two brushes. */
export const crowd = (maxLength: number): fc.Arbitrary<Orderable[]> =>
  fc
    .array(
      fc.record({
        paint: fc.constantFrom('white', 'red', 'blue'),
        brush: fc.constantFrom('round', 'flat'),
        points: fc.array(point, { minLength: 1, maxLength: 4 }),
      }),
      { maxLength },
    )
    .map((strokes) => strokes.map((stroke, i) => ({ ...stroke, id: `s${i}` })));

/** Any partial order of up to so many strokes, with a filling of each. */
export const ties = (maxLength: number): fc.Arbitrary<{ order: Precedence; filling: Int32Array }> =>
  fc
    .array(fc.record({ filling: fc.integer({ min: 0, max: 2 }), before: fc.array(fc.nat(), { maxLength: 3 }) }), {
      minLength: 1,
      maxLength,
    })
    .map((strokes) => ({
      order: createPrecedence(strokes.map(({ before }, i) => (i === 0 ? [] : [...new Set(before.map((b) => b % i))]))),
      filling: Int32Array.from(strokes, ({ filling }) => filling),
    }));

/** Pairs that an order has the wrong way round. */
export function swapped(order: readonly number[], precedence: Precedence): string[] {
  const place = new Map(order.map((stroke, i) => [stroke, i]));
  return precedence.before.flatMap((earlier, stroke) =>
    [...earlier]
      .filter((other) => !((place.get(other) ?? Number.NaN) < (place.get(stroke) ?? Number.NaN)))
      .map((other) => `${stroke} before ${other}`),
  );
}

/** Discs that a stroke's mark is made of, so close that no more than `stepMm` lies between two. */
export function discs(stroke: Orderable, stepMm: number): { x: number; y: number; mm: number }[] {
  return stroke.points.flatMap((b, i) => {
    const a = stroke.points[i - 1] ?? b;
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / stepMm));
    return Array.from({ length: steps + 1 }, (_, k) => {
      const t = k / steps;
      const mix = (axis: 0 | 1 | 2): number => a[axis] + t * (b[axis] - a[axis]);
      return { x: mix(0), y: mix(1), mm: halfMm(stroke, mix(2)) };
    });
  });
}

/** Which stroke is uppermost in each cell of 1 mm, by its id: marks laid flat, in order. */
export function picture(strokes: readonly Orderable[], sizeMm: number): string[] {
  const cells = new Array<string>(sizeMm * sizeMm).fill('');
  for (const stroke of strokes) {
    for (const { x, y, mm } of discs(stroke, 0.25)) {
      for (let v = Math.max(0, Math.floor(y - mm)); v <= Math.min(sizeMm - 1, y + mm); v++)
        for (let u = Math.max(0, Math.floor(x - mm)); u <= Math.min(sizeMm - 1, x + mm); u++)
          if (Math.hypot(u + 0.5 - x, v + 0.5 - y) <= mm) cells[v * sizeMm + u] = stroke.id;
    }
  }
  return cells;
}

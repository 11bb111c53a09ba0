import fc from 'fast-check';
import { machineSchema } from '../../../devices/machine.ts';
import description from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { Easel, Paintable } from '../../../devices/painter/easel.ts';
import type { Motion } from '../../../devices/painter/motion.ts';
import { cleanHand, type Hand, planStroke } from '../../../devices/painter/plan.ts';
import type { StrokePoint } from '../../../engine/stroke.ts';

export const easel: Easel = {
  machine: machineSchema.parse(description),
  canvas: { widthMm: 500, heightMm: 400 },
  palette: [
    { id: 'black', name: 'Lamp black', rgb: [20, 20, 20] },
    { id: 'red', name: 'Vermilion', rgb: [200, 40, 30] },
  ],
  brushes: [
    { id: 'flat', widthMm: 8 },
    { id: 'liner', widthMm: 1.5 },
  ],
  mmPerDip: 240,
};

export const paintable = (points: readonly StrokePoint[], changes: Partial<Paintable> = {}): Paintable => ({
  id: 's1',
  author: 'tester',
  paint: 'black',
  brush: 'flat',
  points,
  ...changes,
});

export interface Planned {
  readonly motions: readonly Motion[];
  readonly hand: Hand;
}

export function planAll(strokes: readonly Paintable[], from: Hand = cleanHand, fromMm = 0, at: Easel = easel): Planned {
  const motions: Motion[] = [];
  let hand = from;
  for (const stroke of strokes) {
    const steps = planStroke(at, stroke, fromMm, hand);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) motions.push(step.value);
    hand = step.value;
  }
  return { motions, hand };
}

/** Strokes of every kind that `checkStroke` lets through: dots, scribbles, long and short ones, right to the edge. */
export const anyStroke: fc.Arbitrary<Paintable> = fc
  .record({
    points: fc.array(
      fc.tuple(
        fc.double({ min: 0, max: easel.canvas.widthMm, noNaN: true }),
        fc.double({ min: 0, max: easel.canvas.heightMm, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { minLength: 1, maxLength: 12 },
    ),
    paint: fc.constantFrom('black', 'red'),
    brush: fc.constantFrom('flat', 'liner'),
    /** draws the stroke together to a point, so that short ones come up, too */
    size: fc.constantFrom(1, 0.1, 0.01, 0),
  })
  .map(({ points, paint, brush, size }) => {
    const [x0, y0] = points[0] ?? [0, 0];
    const drawn = points.map(([x, y, p]): StrokePoint => [x0 + (x - x0) * size, y0 + (y - y0) * size, p]);
    return paintable(drawn, { paint, brush });
  });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushProfile } from '../../../devices/painter/brush.ts';
import { checkStroke } from '../../../devices/painter/check.ts';
import type { Motion } from '../../../devices/painter/motion.ts';
import { minSegmentMm, toleranceMm } from '../../../devices/painter/path.ts';
import { overlapMm, stretches } from '../../../devices/painter/plan.ts';
import { lengthMm, type StrokePoint } from '../../../engine/stroke.ts';
import { anyStroke, easel, paintable, planAll } from './easel.ts';

const { canvasOrigin, heights, reach } = easel.machine;
const runs = { numRuns: 200, seed: 7 };
const crumb = 1e-6;

/** Motions with where each begins. */
function legs(motions: readonly Motion[]): { from: Motion['to']; motion: Motion }[] {
  let from = { ...easel.machine.park };
  return motions.map((motion) => {
    const leg = { from, motion };
    from = motion.to;
    return leg;
  });
}

function distance([x, y]: readonly [number, number], points: readonly StrokePoint[]): number {
  const [first] = points;
  let least = first === undefined ? Number.POSITIVE_INFINITY : Math.hypot(x - first[0], y - first[1]);
  for (const [i, b] of points.entries()) {
    const a = points[i - 1];
    if (a === undefined) continue;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const square = dx * dx + dy * dy;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square));
    least = Math.min(least, Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy));
  }
  return least;
}

describe('a plan', () => {
  it('touches the canvas on its strokes and nowhere else', () => {
    fc.assert(
      fc.property(anyStroke, (stroke) => {
        for (const { from, motion } of legs(planAll([stroke]).motions)) {
          const low = Math.min(from.z, motion.to.z) - canvasOrigin.z;
          if (motion.kind !== 'paint') {
            // a dab is left straight up
            if (low < -crumb) expect(Math.hypot(motion.to.x - from.x, motion.to.y - from.y)).toBeLessThan(crumb);
          } else {
            const { x, y } = motion.to;
            expect(distance([x - canvasOrigin.x, y - canvasOrigin.y], stroke.points)).toBeLessThan(toleranceMm);
          }
        }
      }),
      runs,
    );
  });

  it('crosses the canvas at the travel height only', () => {
    fc.assert(
      fc.property(fc.array(anyStroke, { minLength: 1, maxLength: 3 }), (strokes) => {
        for (const { from, motion } of legs(planAll(strokes).motions)) {
          if (motion.kind !== 'travel') continue;
          expect(Math.min(from.z, motion.to.z)).toBeGreaterThanOrEqual(canvasOrigin.z + heights.travelMm - crumb);
        }
      }),
      runs,
    );
  });

  it('never leaves the reach of the arm', () => {
    fc.assert(
      fc.property(fc.array(anyStroke, { minLength: 1, maxLength: 3 }), (strokes) => {
        for (const { to } of planAll(strokes).motions)
          for (const axis of ['x', 'y', 'z'] as const) {
            expect(to[axis]).toBeGreaterThanOrEqual(reach[axis].min - crumb);
            expect(to[axis]).toBeLessThanOrEqual(reach[axis].max + crumb);
          }
      }),
      runs,
    );
  });

  it('dips within a stroke only where it is longer than a dip lasts', () => {
    fc.assert(
      fc.property(anyStroke, (stroke) => {
        const kinds = planAll([stroke]).motions.map((motion) => motion.kind);
        const firstPaint = kinds.indexOf('paint');
        if (lengthMm(stroke.points) <= easel.mmPerDip) expect(kinds.lastIndexOf('dip')).toBeLessThan(firstPaint);
        else expect(kinds.lastIndexOf('dip')).toBeGreaterThan(firstPaint);
      }),
      runs,
    );
  });

  it('paints every stretch of a stroke, from its begin to its end, with paint on the brush', () => {
    fc.assert(
      fc.property(anyStroke, (stroke) => {
        const marks = planAll([stroke]).motions.flatMap((motion) => (motion.mark === undefined ? [] : [motion.mark]));
        let known = 0;
        for (const mark of marks) {
          expect(mark.fromMm).toBeLessThanOrEqual(known + crumb);
          known = Math.max(known, mark.toMm);
          expect(mark.loadTo).toBeGreaterThanOrEqual(-crumb);
        }
        expect(known).toBeCloseTo(lengthMm(stroke.points), 6);
      }),
      runs,
    );
  });

  it('presses no deeper than the stroke asks, and no segment but the last is shorter than the least', () => {
    fc.assert(
      fc.property(anyStroke, (stroke) => {
        const profile = brushProfile(easel.brushes.find((brush) => brush.id === stroke.brush) ?? { id: '', widthMm: 1 });
        const deepest = Math.max(0.1, ...stroke.points.map((point) => profile.depthMm(point[2])));
        const painted = legs(planAll([stroke]).motions).filter(({ motion }) => motion.kind === 'paint');
        for (const [i, { from, motion }] of painted.entries()) {
          expect(canvasOrigin.z - motion.to.z).toBeLessThanOrEqual(deepest + crumb);
          const last = painted[i + 1]?.from !== motion.to;
          const long = Math.hypot(motion.to.x - from.x, motion.to.y - from.y, motion.to.z - from.z);
          if (!last) expect(long).toBeGreaterThanOrEqual(minSegmentMm - crumb);
        }
      }),
      runs,
    );
  });
});

describe('dips', () => {
  const line = (mm: number, paint = 'black') =>
    paintable(
      [
        [50, 50, 0.5],
        [50 + mm, 50, 0.5],
      ],
      { paint },
    );

  it('go on with the paint that is on the brush while it lasts', () => {
    const kinds = planAll([line(100), line(100)]).motions.map((motion) => motion.kind);
    expect(kinds.lastIndexOf('dip')).toBeLessThan(kinds.indexOf('paint'));
  });

  it('come before a stroke that would run dry', () => {
    const { motions, hand } = planAll([line(200), line(100)]);
    const kinds = motions.map((motion) => motion.kind);
    expect(kinds.indexOf('dip', kinds.indexOf('paint'))).toBeGreaterThan(0);
    expect(hand).toEqual({ paint: 'black', leftMm: 140, sinceWash: 2 });
  });

  it('come before another paint', () => {
    const { motions } = planAll([line(20), line(20, 'red')]);
    const wells = motions.filter((motion) => motion.kind === 'dip').map((motion) => Math.round(motion.to.y / 100));
    expect(new Set(wells)).toEqual(new Set([3, 4]));
  });

  it('split a long stroke into equal stretches that overlap', () => {
    const parts = stretches(0, 600, 240);
    expect(parts.map(([a, b]) => Math.round(b - a))).toEqual([207, 207, 207]);
    for (const [i, [begin]] of parts.entries()) {
      const before = parts[i - 1];
      if (before !== undefined) expect(before[1] - begin).toBeCloseTo(overlapMm, 9);
    }
  });
});

describe('the fence', () => {
  const good = paintable([
    [10, 10, 0.5],
    [20, 20, 0.5],
  ]);
  it('lets a good stroke through', () => expect(checkStroke(easel, good).ok).toBe(true));

  it.each([
    [
      'a point off the canvas',
      {
        points: [
          [10, 10, 0.5],
          [501, 20, 0.5],
        ] as const,
      },
      'stroke/off-canvas',
      '501',
    ],
    ['a pressure over 1', { points: [[10, 10, 1.5]] as const }, 'stroke/pressure', '1.5'],
    ['a number that is none', { points: [[10, Number.NaN, 0.5]] as const }, 'stroke/number', 'NaN'],
    ['no point at all', { points: [] }, 'stroke/empty', 'empty'],
    ['a paint that is not in the palette', { paint: 'gold' }, 'stroke/paint', 'gold'],
    ['a brush that is not there', { brush: 'mop' }, 'stroke/brush', 'mop'],
  ])('refuses %s, naming the value and a remedy', (_what, change, code, named) => {
    const answer = checkStroke(easel, { ...good, ...change });
    if (answer.ok) throw new Error('it was let through');
    expect(answer.why.code).toBe(code);
    expect(answer.why.text).toContain(named);
    expect(answer.why.remedy.length).toBeGreaterThan(10);
  });

  it('refuses a stroke that the arm cannot reach, though it is on the canvas', () => {
    const wide = { ...easel, canvas: { widthMm: 2000, heightMm: 400 } };
    const answer = checkStroke(wide, paintable([[1500, 10, 0.5]]));
    expect(answer).toMatchObject({ ok: false, why: { code: 'reach/outside', text: expect.stringContaining('reach.x.max') } });
  });

  it('refuses a brush that would be pressed deeper than the arm goes', () => {
    const mop = { ...easel, brushes: [{ id: 'flat', widthMm: 100 }] };
    expect(checkStroke(mop, paintable([[100, 100, 1]]))).toMatchObject({
      ok: false,
      why: { text: expect.stringContaining('reach.z.min') },
    });
  });

  it('refuses a paint for which there is no well', () => {
    const { machine } = easel;
    const one = { ...easel, machine: { ...machine, wells: machine.wells.slice(0, 1) } };
    expect(checkStroke(one, paintable([[100, 100, 1]], { paint: 'red' }))).toMatchObject({ ok: false, why: { code: 'stroke/no-well' } });
  });
});

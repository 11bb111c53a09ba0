import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMm, type StrokePoint } from '../../../engine/stroke.ts';
import { clip, resample, smooth, taper } from '../../../scenes/kit/line.ts';

const field = { left: 10, bottom: 20, right: 90, top: 80 };
const point: fc.Arbitrary<StrokePoint> = fc.tuple(
  fc.double({ min: -50, max: 150, noNaN: true }),
  fc.double({ min: -50, max: 150, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const path = fc.array(point, { minLength: 2, maxLength: 12 });

describe('resample', () => {
  it('keeps both ends, and sets points no further apart than half a step too many', () => {
    fc.assert(
      fc.property(path, (points) => {
        const even = resample(points, 4);
        expect(even[0]).toEqual(points[0]);
        if (lengthMm(points) > 0) expect(even.at(-1)).toEqual(points.at(-1));
        for (const [i, p] of even.entries()) {
          const before = even[i - 1];
          if (before) expect(Math.hypot(p[0] - before[0], p[1] - before[1])).toBeLessThan(lengthMm(points) < 8 ? 8 : 6);
        }
      }),
      { seed: 1 },
    );
  });

  it('gives one point for a path without length', () => {
    expect(
      resample(
        [
          [5, 5, 0.5],
          [5, 5, 0.9],
        ],
        4,
      ),
    ).toEqual([[5, 5, 0.5]]);
  });
});

describe('clip', () => {
  it('yields only points inside, and never more length than there was', () => {
    fc.assert(
      fc.property(path, (points) => {
        const parts = clip(points, field);
        for (const [x, y] of parts.flat()) {
          expect(x).toBeGreaterThanOrEqual(field.left);
          expect(x).toBeLessThanOrEqual(field.right);
          expect(y).toBeGreaterThanOrEqual(field.bottom);
          expect(y).toBeLessThanOrEqual(field.top);
        }
        expect(parts.reduce((sum, part) => sum + lengthMm(part), 0)).toBeLessThanOrEqual(lengthMm(points) + 1e-6);
      }),
      { seed: 2 },
    );
  });

  it('cuts a line that crosses twice into the one part between, with its pressure where it was cut', () => {
    const parts = clip(
      [
        [0, 50, 0],
        [100, 50, 1],
      ],
      field,
    );
    expect(parts).toHaveLength(1);
    expect(parts[0]?.map((p) => p.map((v) => Number(v.toFixed(9))))).toEqual([
      [10, 50, 0.1],
      [90, 50, 0.9],
    ]);
  });

  it('makes two parts of a path that leaves and comes back', () => {
    const parts = clip(
      [
        [50, 50, 1],
        [50, 120, 1],
        [60, 120, 1],
        [60, 50, 1],
      ],
      field,
    );
    expect(parts.map((part) => Math.round(lengthMm(part)))).toEqual([30, 30]);
  });

  it('leaves a path that is inside as it is', () => {
    const inside: StrokePoint[] = [
      [20, 30, 0.1],
      [40, 50, 0.2],
      [60, 30, 0.3],
    ];
    expect(clip(inside, field)).toEqual([inside]);
  });
});

describe('smooth and taper', () => {
  const zigzag: StrokePoint[] = Array.from({ length: 21 }, (_, i) => [i * 5, i % 2 === 0 ? 0 : 4, 0.6]);

  it('calms a zigzag and holds its ends', () => {
    const calm = smooth(zigzag, 3);
    expect(lengthMm(calm)).toBeLessThan(lengthMm(zigzag));
    expect([calm[0], calm.at(-1)]).toEqual([zigzag[0], zigzag.at(-1)]);
  });

  it('thins both ends to the floor and leaves the middle alone', () => {
    const thinned = taper(zigzag, 20, 20, 0.1);
    expect(thinned[0]?.[2]).toBeCloseTo(0.06);
    expect(thinned.at(-1)?.[2]).toBeCloseTo(0.06);
    expect(thinned[10]?.[2]).toBeCloseTo(0.6);
  });
});

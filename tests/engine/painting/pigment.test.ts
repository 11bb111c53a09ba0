import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerOver, pigmentOf, toLinear, toSrgb } from '../../../engine/painting/pigment.ts';
import type { Paint } from '../../../engine/palette.ts';
import { black, grey, red } from './sheet.ts';

const over = (paint: Paint, ground: number, coats: number): number[] => {
  const { absorb, scatter } = pigmentOf(paint);
  return ([0, 1, 2] as const).map((i) => toSrgb(layerOver(ground, absorb[i] * coats, scatter[i] * coats)));
};

describe('pigment', () => {
  it.each([black, grey, red])('is its masstone where $name lies thick, on white and on black', (paint) => {
    for (const ground of [0, 1])
      for (const [i, value] of over(paint, ground, 40).entries()) expect(Math.abs(value - (paint.rgb[i] ?? 0))).toBeLessThan(1.5);
  });

  it.each([black, grey, red])('is its undertone where $name is a thin wash over white', (paint) => {
    for (const [i, value] of over(paint, 1, pigmentOf(paint).washCoats).entries())
      expect(Math.abs(value - (paint.undertone?.[i] ?? 0))).toBeLessThan(1);
  });

  it('leaves the ground as it was where there is no paint', () => {
    expect(layerOver(0.42, 0, 0)).toBe(0.42);
    expect(over(red, 0.5, 0)).toEqual([toSrgb(0.5), toSrgb(0.5), toSrgb(0.5)]);
  });

  it('hides more with more opacity at the same thickness', () => {
    const difference = (opacity: number): number => {
      const paint = { ...red, opacity };
      return (over(paint, 1, 0.5)[1] ?? 0) - (over(paint, 0, 0.5)[1] ?? 0);
    };
    expect(difference(0.9)).toBeLessThan(difference(0.5));
    expect(difference(0.5)).toBeLessThan(difference(0.1));
  });

  it('adds up: two layers of one paint are one layer of both thicknesses', () => {
    const part = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, fc.double({ min: 0, max: 1, noNaN: true }), (k, s, first, second, ground) => {
        const twice = layerOver(layerOver(ground, k * first, s * first), k * second, s * second);
        expect(twice).toBeCloseTo(layerOver(ground, k * (first + second), s * (first + second)), 6);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('reflects between nothing and everything, whatever is painted on whatever', () => {
    const any = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(any, any, fc.double({ min: 0, max: 1, noNaN: true }), (k, s, ground) => {
        const reflected = layerOver(ground, k, s);
        expect(reflected).toBeGreaterThanOrEqual(-1e-9);
        expect(reflected).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('goes from sRGB to light and back', () => {
    for (const value of [0, 3, 10, 128, 255]) expect(toSrgb(toLinear(value))).toBeCloseTo(value, 9);
  });
});

import { describe, expect, it } from 'vitest';
import { createBristles, markWidthMm } from '../../../engine/painting/brush.ts';
import { createLinen } from '../../../engine/painting/linen.ts';
import { chanceAt, noise2, noiseRow } from '../../../engine/painting/noise.ts';
import { mop } from './sheet.ts';

const setting = { widthPx: 300, heightPx: 200, pxPerMm: 2, seed: 5 };
const woven = (change: Partial<typeof setting> = {}): Float32Array => {
  const linen = createLinen({ ...setting, ...change });
  linen.weave(0, 0, 1e4, 1e4);
  return linen.tooth;
};
const deviation = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe('linen', () => {
  it('is the same cloth whether it is woven at once or patch by patch', () => {
    const linen = createLinen(setting);
    for (const [x, y] of [
      [250, 150],
      [0, 0],
      [130, 40],
      [0, 150],
      [250, 0],
      [130, 150],
      [0, 40],
      [250, 40],
      [130, 0],
    ] as const)
      linen.weave(x, y, 60, 60);
    linen.weave(0, 0, 300, 200);
    expect(linen.tooth).toEqual(woven());
  });

  it('is another cloth with another seed', () => {
    expect(woven({ seed: 6 })).not.toEqual(woven());
  });

  it('has pits and threads between 0 and 1, with room for a dry brush to miss', () => {
    const tooth = woven();
    expect(tooth.every((height) => height >= 0 && height <= 1)).toBe(true);
    expect(deviation(tooth)).toBeGreaterThan(0.1);
  });

  it('is not woven where nobody looked', () => {
    const linen = createLinen(setting);
    linen.weave(0, 0, 10, 10);
    expect(linen.tooth[199 * 300 + 299]).toBe(0);
    expect(linen.tooth.subarray(0, 10).some((height) => height > 0)).toBe(true);
  });
});

describe('noise', () => {
  it('is the same at a place whichever way it is asked', () => {
    const row = new Float32Array(50);
    noiseRow(9, 3.3, 17, 0.37, row);
    for (const [k, value] of row.entries()) expect(value).toBeCloseTo(noise2(9, (17 + k) * 0.37, 3.3), 6);
  });

  it('spreads evenly over 0 to 1', () => {
    const values = Array.from({ length: 4000 }, (_, i) => chanceAt(1, i % 63, Math.floor(i / 63)));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    for (const quarter of [0, 1, 2, 3]) {
      const count = values.filter((value) => Math.floor(value * 4) === quarter).length;
      expect(Math.abs(count - 1000)).toBeLessThan(120);
    }
  });
});

describe('brush', () => {
  it('marks from 0.15 of its width at first contact to all of it, and no further', () => {
    expect(markWidthMm(mop, 0)).toBeCloseTo(2.4, 9);
    expect(markWidthMm(mop, 1)).toBeCloseTo(16, 9);
    expect([markWidthMm(mop, -1), markWidthMm(mop, 7)]).toEqual([markWidthMm(mop, 0), markWidthMm(mop, 1)]);
  });

  it('keeps the character of its hair along the stroke', () => {
    const bristles = createBristles(mop, 3);
    const profile = (sMm: number): number[] => {
      bristles.at(sMm, 0.4, 0.6, 0.35);
      return [...bristles.thick];
    };
    const likeness = (a: number[], b: number[]): number => {
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const [ma, mb] = [mean(a), mean(b)];
      const product = (x: number[], mx: number, y: number[], my: number) =>
        x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0);
      return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
    };
    expect(likeness(profile(100), profile(103))).toBeGreaterThan(0.9);
    expect(likeness(profile(100), profile(600))).toBeLessThan(0.6);
  });

  it('lays less and reaches less deep as the paint goes', () => {
    const bristles = createBristles(mop, 3);
    const sums = (load: number): [number, number] => {
      bristles.at(100, load, 0.6, 0.35);
      const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
      return [sum(bristles.thick), sum(bristles.reach)];
    };
    const [full, spent] = [sums(1), sums(0.1)];
    expect(spent[0]).toBeLessThan(full[0] * 0.5);
    expect(spent[1]).toBeLessThan(full[1] * 0.6);
  });
});

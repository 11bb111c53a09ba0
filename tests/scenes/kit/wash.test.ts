import { describe, expect, it } from 'vitest';
import { toSrgb } from '../../../engine/painting/pigment.ts';
import type { Paint } from '../../../engine/palette.ts';
import { washes, washOf } from '../../../scenes/kit/wash.ts';

const vermilion: Paint = { id: 'vermilion', name: 'Vermilion', rgb: [204, 58, 34], undertone: [236, 120, 88] };
const grey: Paint = { id: 'grey', name: 'Grey', rgb: [38, 48, 62] };
const through = (density: readonly number[]): number[] => density.map((band) => Math.round(toSrgb(Math.exp(-band))));

describe('a wash', () => {
  it('shows its undertone where one of it lies on white', () => {
    expect(through(washOf(vermilion))).toEqual([236, 120, 88]);
  });

  it('comes near its masstone where two lie on each other', () => {
    const two = through(washOf(vermilion).map((band) => 2 * band));
    expect(two.map((value, i) => Math.abs(value - (vermilion.rgb[i] ?? 0)) < 25)).toEqual([true, true, true]);
  });

  it('is paler than the masstone when no undertone is known', () => {
    for (const [i, value] of through(washOf(grey)).entries()) expect(value).toBeGreaterThan(grey.rgb[i] ?? 255);
  });

  it('grows darker where two inks meet, in every band, as pigments do', () => {
    const [a, b] = [washOf(vermilion), washOf(grey)];
    const mixed = through(a.map((band, i) => band + (b[i] ?? 0)));
    for (const [i, value] of mixed.entries()) expect(value).toBeLessThan(Math.min(through(a)[i] ?? 0, through(b)[i] ?? 0));
  });

  it('is found by its paint’s id, and is the first one for an id that nobody knows', () => {
    const find = washes([vermilion, grey]);
    expect(find('grey')).toEqual(washOf(grey));
    expect(find('no-such-paint')).toEqual(washOf(vermilion));
  });
});

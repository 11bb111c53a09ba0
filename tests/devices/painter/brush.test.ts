import { expect, it } from 'vitest';
import { brushProfile } from '../../../devices/painter/brush.ts';

const profile = brushProfile({ id: 'flat', widthMm: 10 });

it('marks 15 % of its width at first contact and all of it at full pressure', () => {
  expect(profile.markMm(0)).toBeCloseTo(1.5);
  expect(profile.markMm(1)).toBeCloseTo(10);
});

it('is pressed in by up to 35 % of its width', () => {
  expect(profile.depthMm(0)).toBe(0);
  expect(profile.depthMm(1)).toBeCloseTo(3.5);
});

it('knows the pressure of a depth, as far as the brush goes', () => {
  expect(profile.pressureAt(profile.depthMm(0.37))).toBeCloseTo(0.37);
  expect(profile.pressureAt(9)).toBe(1);
  expect(profile.pressureAt(-1)).toBe(0);
});

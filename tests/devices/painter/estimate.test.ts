import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateS, exitSpeeds, type Leg, type Limits, legOf } from '../../../devices/painter/estimate.ts';
import { paintable, planAll } from './easel.ts';

const all = (value: number) => ({ x: value, y: value, z: value });
const limits: Limits = { rateMmS: all(300), accelerationMmS2: all(800), junctionMm: 0.01 };
const from = { x: 0, y: 0, z: 0 };

it('takes the time of a trapezoid for one straight motion', () => {
  // 0.125 s up and down over 6.25 mm each, 87.5 mm at 100 mm/s
  expect(estimateS(from, [{ kind: 'travel', to: { x: 100, y: 0, z: 0 }, speedMmS: 100 }], limits)).toBeCloseTo(1.125, 9);
});

it('takes the time of a triangle where the motion is too short for its speed', () => {
  expect(estimateS(from, [{ kind: 'travel', to: { x: 5, y: 0, z: 0 }, speedMmS: 300 }], limits)).toBeCloseTo(2 * Math.sqrt(5 / 800), 9);
});

it('lets no axis go faster than it may', () => {
  const slowZ = { ...limits, rateMmS: { x: 300, y: 300, z: 10 } };
  expect(legOf(from, { x: 3, y: 0, z: 4 }, 100, slowZ).speedMmS).toBeCloseTo(12.5, 9);
});

it('does not slow down at a division of a straight line', () => {
  const motions = Array.from({ length: 10 }, (_, i) => ({ kind: 'travel' as const, to: { x: 10 * (i + 1), y: 0, z: 0 }, speedMmS: 100 }));
  expect(estimateS(from, motions, limits)).toBeCloseTo(1.125, 9);
});

it('stops where it turns back', () => {
  const there: Leg = legOf(from, { x: 10, y: 0, z: 0 }, 100, limits);
  const back: Leg = legOf({ x: 10, y: 0, z: 0 }, from, 100, limits);
  expect(exitSpeeds([there, back], 0, limits)).toEqual([0, 0]);
});

it('never asks for a speed that cannot be reached or braked away', () => {
  const place = fc.record({
    x: fc.double({ min: 0, max: 50, noNaN: true }),
    y: fc.double({ min: 0, max: 50, noNaN: true }),
    z: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), fc.double({ min: 1, max: 300, noNaN: true }), (places, speed) => {
      const legs = places.flatMap((to, i) => {
        const before = places[i - 1];
        return before === undefined ? [] : [legOf(before, to, speed, limits)].filter((leg) => leg.lengthMm > 0);
      });
      let entry = 0;
      for (const [i, exit] of exitSpeeds(legs, 0, limits).entries()) {
        const leg = legs[i];
        if (leg === undefined) continue;
        const gain = 2 * leg.accelerationMmS2 * leg.lengthMm + 1e-6;
        expect(Math.abs(exit ** 2 - entry ** 2)).toBeLessThanOrEqual(gain);
        expect(exit).toBeLessThanOrEqual(leg.speedMmS + 1e-9);
        entry = exit;
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

it('estimates a whole stroke, dip and all, in its order of magnitude', () => {
  const { motions } = planAll([paintable(Array.from({ length: 400 }, (_, i) => [50 + i / 2, 100 + 20 * Math.sin(i / 30), 0.5]))]);
  const seconds = estimateS({ x: 120, y: 120, z: 60 }, motions, limits);
  expect(seconds).toBeGreaterThan(8);
  expect(seconds).toBeLessThan(20);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlanner, junctionSpeed2, type Move } from '../../../devices/virtual/planner.ts';
import { createSettings } from '../../../devices/virtual/settings.ts';
import type { Vec3 } from '../../../devices/virtual/vector.ts';

const settings = createSettings();
const to = (x: number, y = 0, feed = 6000): Move => ({ target: [x, y, 0], feed, rapid: false, inverseTime: false, line: 0 });
const direction = (degrees: number): Vec3 => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0];

describe('the speed of a corner', () => {
  it('is a·δ·sin(θ/2)/(1 − sin(θ/2)), squared', () => {
    // a right angle; each axis may have 800, so their diagonal change of direction 800·√2
    const half = Math.SQRT1_2;
    expect(junctionSpeed2(direction(0), direction(90), settings)).toBeCloseTo((800 * Math.SQRT2 * 0.01 * half) / (1 - half), 9);
  });

  it('knows no limit straight on, and stops where the way turns back', () => {
    expect(junctionSpeed2(direction(0), direction(0), settings)).toBe(Number.POSITIVE_INFINITY);
    expect(junctionSpeed2(direction(0), direction(180), settings)).toBe(0);
  });

  it('falls as the corner sharpens', () => {
    const speeds = [5, 20, 45, 90, 135, 170].map((degrees) => junctionSpeed2(direction(0), direction(degrees), settings));
    expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
  });
});

describe('the planner', () => {
  it('holds 15 blocks', () => {
    const planner = createPlanner(settings);
    for (let i = 1; i <= 15; i++) {
      expect(planner.full()).toBe(false);
      planner.append(to(i), 0);
    }
    expect(planner.full()).toBe(true);
  });

  it('makes no block of less than a step', () => {
    const planner = createPlanner(settings);
    expect(planner.append(to(0.001), 0)).toBe(false);
    expect(planner.blocks).toHaveLength(0);
  });

  it('ends on whole steps', () => {
    const planner = createPlanner(settings);
    planner.append(to(1.003), 0);
    expect(planner.position()[0]).toBeCloseTo(1, 9);
  });

  it('goes straight on at full speed, and can always stop at the end of what it knows', () => {
    const planner = createPlanner(settings);
    for (let i = 1; i <= 10; i++) planner.append(to(i), 0);
    // from the end: v² = 2·a·s for the s that is left
    expect(planner.blocks.map((block) => Math.round(block.entry2))).toEqual([0, 1600, 3200, 4800, 6400, 8000, 6400, 4800, 3200, 1600]);
  });

  it('lets a running buffer of 0.5 mm chords keep only the speed that its other 14 blocks can stop', () => {
    const planner = createPlanner(createSettings({ 120: 500, 121: 500, 122: 500 }));
    for (let i = 1; i <= 15; i++) planner.append(to(i * 0.5, 0, 20_000), 0);
    planner.replan(1000);
    expect(Math.sqrt(planner.blocks[1]?.entry2 ?? 0)).toBeCloseTo(Math.sqrt(2 * 500 * 14 * 0.5), 6);
  });

  it('takes the time of one trapezoid for a straight way in many pieces', () => {
    const planner = createPlanner(settings);
    for (let i = 1; i <= 15; i++) planner.append(to(i * 4), 0);
    expect(planner.seconds(0)).toBeCloseTo(60 / 100 + 100 / 800, 9);
  });

  it('limits a diagonal so that no axis passes its own rate and acceleration', () => {
    const planner = createPlanner(settings);
    planner.append({ ...to(10, 10), rapid: true }, 0);
    expect(planner.blocks[0]?.nominal).toBeCloseTo((20_000 / 60) * Math.SQRT2, 6);
    expect(planner.blocks[0]?.acceleration).toBeCloseTo(800 * Math.SQRT2, 6);
  });

  it('never plans an entry that the block before cannot give, nor one from which it cannot brake', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 100, max: 20_000 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 15 }), (points) => {
        const planner = createPlanner(settings);
        for (const [x, y, feed] of points) planner.append(to(x, y, feed), 0);
        planner.blocks.forEach((block, i) => {
          const exit2 = planner.blocks[i + 1]?.entry2 ?? 0;
          expect(block.entry2).toBeLessThanOrEqual(block.nominal ** 2 + 1e-6);
          expect(Math.abs(block.entry2 - exit2)).toBeLessThanOrEqual(2 * block.acceleration * block.mm + 1e-6);
        });
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { braking, trapezoid } from '../../../devices/virtual/profile.ts';

const base = { mm: 100, entry: 0, nominal: 50, exit: 0, acceleration: 800 };

describe('a trapezoid', () => {
  it('takes s/v + v/a from rest to rest', () => {
    expect(trapezoid(base).seconds).toBeCloseTo(100 / 50 + 50 / 800, 12);
  });

  it('is a triangle of 2√(s/a) where the way is too short for the speed', () => {
    const short = trapezoid({ ...base, mm: 1 });
    expect(short.seconds).toBeCloseTo(2 * Math.sqrt(1 / 800), 12);
    expect(short.speedAt(short.seconds / 2)).toBeCloseTo(Math.sqrt(800), 9);
  });

  it('leaves at its exit speed', () => {
    const way = trapezoid({ ...base, exit: 30 });
    expect(way.speedAt(way.seconds)).toBeCloseTo(30, 9);
    expect(way.seconds).toBeCloseTo(50 / 800 + 20 / 800 + (100 - 2500 / 1600 - (2500 - 900) / 1600) / 50, 12);
  });

  it('brakes first when it comes in too fast', () => {
    const way = trapezoid({ ...base, entry: 80 });
    expect(way.speedAt(30 / 800)).toBeCloseTo(50, 9);
    expect(way.mmAt(30 / 800)).toBeCloseTo((6400 - 2500) / 1600, 9);
    expect(way.mmAt(way.seconds)).toBe(100);
  });

  it('never passes a limit, and arrives, whatever is asked', () => {
    const speed = fc.double({ min: 0, max: 300, noNaN: true });
    const limits = fc.record({
      mm: fc.double({ min: 1e-4, max: 500, noNaN: true }),
      entry: speed,
      nominal: fc.double({ min: 0.1, max: 300, noNaN: true }),
      exit: speed,
      acceleration: fc.double({ min: 10, max: 5000, noNaN: true }),
    });
    fc.assert(
      fc.property(limits, (asked) => {
        const way = trapezoid(asked);
        let before = 0;
        for (let i = 0; i <= 20; i++) {
          const t = (way.seconds * i) / 20;
          expect(way.speedAt(t)).toBeLessThanOrEqual(Math.max(asked.nominal, asked.entry) + 1e-6);
          expect(way.mmAt(t)).toBeGreaterThanOrEqual(before - 1e-9);
          before = way.mmAt(t);
        }
        expect(way.mmAt(way.seconds * (1 - 1e-12))).toBeCloseTo(asked.mm, 3);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('braking', () => {
  it('stops after v²/2a and v/a', () => {
    const stop = braking({ mm: 10, entry: 60, acceleration: 800 });
    expect(stop.mm).toBeCloseTo(2.25, 12);
    expect(stop.seconds).toBeCloseTo(0.075, 12);
    expect(stop.speedAt(stop.seconds)).toBe(0);
  });

  it('leaves with what speed is left where the way ends sooner', () => {
    const way = braking({ mm: 1, entry: 60, acceleration: 800 });
    expect(way.mm).toBe(1);
    expect(way.speedAt(way.seconds)).toBeCloseTo(Math.sqrt(3600 - 1600), 9);
  });
});

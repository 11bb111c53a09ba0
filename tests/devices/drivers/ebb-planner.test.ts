import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move } from '../../../devices/drivers/driver.ts';
import { encodeLine } from '../../../devices/drivers/ebb/encode.ts';
import { createSlicer, type Slice } from '../../../devices/drivers/ebb/slicer.ts';
import { runAxis } from '../../../devices/virtual/ebb/steps.ts';
import { to } from './ebb-desk.ts';

const limits = { rateMmS: { x: 150, y: 150, z: 60 }, accelerationMmS2: { x: 1200, y: 1200, z: 1000 }, junctionMm: 0.02 };
const pen = { upAboveMm: 0.5, upMs: 100, downMs: 200 };

describe('the planner that an EBB lacks', () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 60 }),
    y: fc.integer({ min: 0, max: 40 }),
    z: fc.constantFrom(-1, 0, 4, 8),
  });
  const way = fc.array(fc.tuple(place, fc.integer({ min: 5, max: 200 })), { minLength: 1, maxLength: 8 });

  const slicesOf = (moves: readonly Move[]): Slice[] => {
    const slicer = createSlicer(limits, pen);
    slicer.restart({ x: 0, y: 0, z: 10 });
    const slices: Slice[] = [];
    const take = (): boolean => {
      const slice = slicer.next();
      if (slice !== undefined) slices.push(slice);
      return slice !== undefined;
    };
    for (const move of moves) while (!slicer.add(move)) if (!take()) throw new Error('it takes nothing and gives nothing');
    while (take());
    expect(slicer.accepted()).toBe(moves.length);
    return slices;
  };

  it('joins its pieces end to end, from standstill to standstill, with the pen as the height says', () => {
    fc.assert(
      fc.property(way, (stops) => {
        const moves = stops.map(([at, speedMmS]) => ({ to: at, speedMmS }));
        const slices = slicesOf(moves);
        let at: readonly [number, number] = [0, 0];
        let speed = 0;
        let up = true;
        for (const slice of slices) {
          if (slice.kind === 'pen') {
            expect(slice.up).toBe(!up);
            up = slice.up;
            if (slice.ms > 0) expect(speed).toBeCloseTo(0, 6);
          }
          if (slice.kind !== 'line') continue;
          expect(slice.from).toEqual(at);
          expect(slice.entryMmS).toBeCloseTo(speed, 6);
          expect(slice.seconds).toBeLessThanOrEqual(0.0381);
          const lengthMm = Math.hypot((slice.to[0] + slice.to[1] - at[0] - at[1]) / 160, (slice.to[0] - slice.to[1] - at[0] + at[1]) / 160);
          expect(lengthMm).toBeLessThanOrEqual((Math.max(slice.entryMmS, slice.exitMmS) + 8) * slice.seconds + 0.03);
          expect(Math.abs(slice.exitMmS - slice.entryMmS)).toBeLessThanOrEqual(1200 * Math.SQRT2 * slice.seconds + 1e-6);
          expect((slice.zFrom + slice.zTo) / 2 > pen.upAboveMm).toBe(up);
          at = slice.to;
          speed = slice.exitMmS;
        }
        const end = moves.at(-1)?.to ?? { x: 0, y: 0, z: 10 };
        expect(at).toEqual([(end.x + end.y) * 80, (end.x - end.y) * 80]);
        expect(speed).toBe(0);
        expect(up).toBe(end.z > pen.upAboveMm);
      }),
      { seed: 7, numRuns: 60, endOnFailure: true },
    );
  });

  it('makes commands with which both motors take all their steps in the time meant, and none too fast', () => {
    fc.assert(
      fc.property(way, (stops) => {
        for (const slice of slicesOf(stops.map(([at, speedMmS]) => ({ to: at, speedMmS })))) {
          if (slice.kind !== 'line') continue;
          const command = encodeLine(slice, true);
          if (command.startsWith('SM')) continue;
          const [r1 = 0, s1 = 0, a1 = 0, r2 = 0, s2 = 0, a2 = 0] = command.slice(3).split(',').map(Number);
          const ticks = Math.round(slice.seconds * 25_000);
          for (const [rate, steps, accel] of [
            [r1, s1, a1],
            [r2, s2, a2],
          ] as const) {
            const run = runAxis({ rate, steps, accel }, 0);
            if (steps === 0) continue;
            expect(run.ticks).toBeLessThanOrEqual(ticks + 1);
            // the last step may come early only by as long as a step takes at its speed
            const half = Math.abs(run.stepsAt(Math.floor(ticks / 2)));
            expect(half).toBeLessThanOrEqual(Math.abs(steps) * 0.76 + 1);
            expect(half).toBeGreaterThanOrEqual(Math.abs(steps) * 0.24 - 1);
          }
        }
      }),
      { seed: 8, numRuns: 40, endOnFailure: true },
    );
  });

  it('takes the time that speed and acceleration ask for', () => {
    const seconds = slicesOf([to(0, 60, 10, 60)]).reduce((sum, slice) => sum + (slice.kind === 'line' ? slice.seconds : 0), 0);
    expect(seconds).toBeCloseTo(60 / 60 + 60 / 1200, 3);
  });
});

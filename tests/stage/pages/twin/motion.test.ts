import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sway, swayShare } from '../../../../stage/pages/twin/room/drift.ts';
import { createFollower } from '../../../../stage/pages/twin/room/follow.ts';
import { createPace } from '../../../../stage/pages/twin/room/pace.ts';

const run = (follower: ReturnType<typeof createFollower>, seconds: number, dtS = 1 / 60): void => {
  for (let t = 0; t < seconds; t += dtS) follower.step(dtS);
};

describe('what follows the arm', () => {
  it('is there at once the first time, and when the arm is another', () => {
    const follower = createFollower(12);
    follower.to([1, 2, 3]);
    expect(follower.at).toEqual([1, 2, 3]);
    follower.to([9, 9]);
    expect(follower.at).toEqual([9, 9]);
  });

  it('never leaves the range of what was reported: a brush above the canvas is never seen below it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 80, noNaN: true }), fc.double({ min: 0.001, max: 0.3, noNaN: true })), {
          minLength: 2,
          maxLength: 40,
        }),
        (reports) => {
          const follower = createFollower(12);
          let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
          for (const [z, untilS] of reports) {
            follower.to([z]);
            [least, most] = [Math.min(least, z), Math.max(most, z)];
            for (const part of [0.3, 0.7]) {
              follower.step(untilS * part);
              const seen = follower.at[0] ?? Number.NaN;
              if (!(seen >= least - 1e-9 && seen <= most + 1e-9)) return false;
            }
          }
          return true;
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('moves alike on a slow page and on a fast one', () => {
    const [slow, fast] = [createFollower(12), createFollower(12)];
    for (const follower of [slow, fast]) {
      follower.to([0]);
      follower.to([100]);
    }
    run(slow, 0.2, 0.1);
    run(fast, 0.2, 0.005);
    expect(slow.at[0]).toBeCloseTo(fast.at[0] ?? 0, 6);
    expect(slow.at[0]).toBeGreaterThan(50);
  });

  it('arrives, and then says that nothing moves', () => {
    const follower = createFollower(12);
    follower.to([0, 5]);
    expect(follower.step(0.016)).toBe(false);
    follower.to([30, 5]);
    expect(follower.step(0.016)).toBe(true);
    run(follower, 3);
    expect(follower.at).toEqual([30, 5]);
    expect(follower.step(0.016)).toBe(false);
  });

  it('keeps up with a steady stroke, a sixth of a second behind', () => {
    const follower = createFollower(12);
    let x = 0;
    follower.to([0]);
    for (let report = 0; report < 40; report++) {
      x += 6;
      follower.to([x]);
      run(follower, 0.1, 1 / 60);
    }
    expect(x - (follower.at[0] ?? 0)).toBeLessThan((2 / 12) * 60);
  });
});

describe('the pace of drawing', () => {
  const frames = (count: number, apartMs: number, moving: boolean, drifting: boolean, pace = createPace()): number => {
    let drawn = 0;
    for (let i = 0; i < count; i++) if (pace.due(i * apartMs, moving, drifting)) drawn++;
    return drawn;
  };

  it('draws every frame while something moves, and none when nothing does', () => {
    expect(frames(60, 1000 / 60, true, true)).toBe(60);
    expect(frames(60, 1000 / 60, false, false)).toBe(0);
  });

  it('drifts at thirty frames a second at most, on screens of 60 and of 144', () => {
    expect(frames(60, 1000 / 60, false, true)).toBe(30);
    expect(frames(144, 1000 / 144, false, true)).toBeLessThanOrEqual(30);
    expect(frames(144, 1000 / 144, false, true)).toBeGreaterThan(25);
  });

  it('draws seldom, and drifts no more, where a frame takes half a second', () => {
    const pace = createPace();
    frames(10, 500, true, true, pace);
    expect(pace.slow).toBe(true);
    expect(pace.due(9000, false, true)).toBe(false);
    expect(pace.due(9100, true, true)).toBe(true);
    expect(pace.due(10_600, true, true)).toBe(false);
    expect(pace.due(11_100, true, true)).toBe(true);
  });

  it('takes an hour in the background for no slowness', () => {
    const pace = createPace();
    for (let i = 0; i < 20; i++) pace.due(i * 3_600_000, true, true);
    expect(pace.slow).toBe(false);
  });
});

describe('the drift of the view', () => {
  it('stays within a few degrees, and far slower than a hand', () => {
    for (let t = 0; t < 600; t += 0.1) {
      const [now, next] = [sway(t, 1), sway(t + 1 / 30, 1)];
      expect(Math.abs(now.around)).toBeLessThan(0.1);
      expect(Math.abs(next.around - now.around) * 30).toBeLessThan(0.02);
    }
  });

  it('waits for whoever turns the view, and then comes back without a start', () => {
    expect(swayShare(0)).toBe(0);
    expect(swayShare(8)).toBe(0);
    expect(swayShare(9.1)).toBeLessThan(0.01);
    expect(swayShare(60)).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { type Limits, legOf } from '../../../devices/painter/estimate.ts';
import type { MotionKind } from '../../../devices/painter/motion.ts';
import { cleanHand, unknownHand } from '../../../devices/painter/plan.ts';
import { createPace } from '../../../devices/stream/pace.ts';
import { createTrail, type Trail } from '../../../devices/stream/trail.ts';

const all = (value: number) => ({ x: value, y: value, z: value });
const limits: Limits = { rateMmS: all(300), accelerationMmS2: all(800), junctionMm: 0.01 };
const at = (x: number, y: number) => ({ x, y, z: 0 });

/** A path through the given places. */
function trailOf(...places: readonly (readonly [number, number])[]): Trail {
  const [first = [0, 0] as const] = places;
  const trail = createTrail(at(...first), () => 240, cleanHand);
  for (const [i, place] of places.entries()) {
    const before = places[i - 1];
    if (before === undefined) continue;
    const [from, to] = [at(...before), at(...place)];
    trail.add({ from, to, speedMmS: 50, wantedMmS: 50, leg: legOf(from, to, 50, limits), kind: 'travel', job: null });
  }
  return trail;
}

it('tells two passes over one place apart by where the arm is expected', () => {
  const cross = [
    [0, 0],
    [20, 0],
    [20, 10],
    [10, 10],
    [10, -10],
  ] as const;
  expect(trailOf(...cross).see(at(10, 0), 11, 100)).toMatchObject({ kind: 'on-path', atMm: 10 });
  expect(trailOf(...cross).see(at(10, 0), 48, 100)).toMatchObject({ kind: 'on-path', atMm: 50 });
});

it('believes in no more way than the arm can have made since it was last seen', () => {
  const cross = [
    [0, 0],
    [20, 0],
    [20, 10],
    [10, 10],
    [10, -10],
  ] as const;
  expect(trailOf(...cross).see(at(10, 0), 48, 30)).toMatchObject({ kind: 'on-path', atMm: 10 });
});

it('never goes back', () => {
  const trail = trailOf([0, 0], [20, 0]);
  trail.see(at(15, 0), 15, 100);
  expect(trail.see(at(14.9, 0), 15, 100)).toMatchObject({ kind: 'on-path', atMm: 15, executed: [] });
});

it('sees that the arm is somewhere else altogether', () => {
  expect(trailOf([0, 0], [20, 0]).see(at(5, 3), 5, 100)).toEqual({ kind: 'astray', offMm: 3 });
});

it('neither believes nor alarms where a report is a little off', () => {
  expect(trailOf([0, 0], [20, 0]).see(at(5, 0.4), 5, 100)).toEqual({ kind: 'unclear' });
});

describe('a washing', () => {
  const held = { paint: 'red', leftMm: 90, sinceWash: 12 };
  const kinds: readonly MotionKind[] = ['travel', 'wash', 'wash', 'wipe', 'lift', 'travel'];
  const washed = (): Trail => {
    const trail = createTrail(at(0, 0), () => 240, held);
    for (const [i, kind] of kinds.entries()) {
      const [from, to] = [at(10 * i, 0), at(10 * i + 10, 0)];
      trail.add({ from, to, speedMmS: 50, wantedMmS: 50, leg: legOf(from, to, 50, limits), kind, job: null });
    }
    return trail;
  };

  it('leaves a clean brush once it was seen to its end, and is counted once', () => {
    const trail = washed();
    trail.see(at(9, 0), 9, 100);
    expect(trail.hand).toEqual(held);
    trail.see(at(39, 0), 39, 100);
    expect([trail.hand, trail.washes]).toEqual([unknownHand, 0]);
    trail.see(at(45, 0), 45, 100);
    expect([trail.hand, trail.washes]).toEqual([cleanHand, 1]);
    trail.see(at(60, 0), 60, 100);
    expect(trail.washes).toBe(1);
  });

  it('that was broken off leaves a brush of unknown contents', () => {
    const trail = washed();
    trail.see(at(25, 0), 25, 100);
    trail.clear(at(25, 0));
    trail.add({
      from: at(25, 0),
      to: at(25, 9),
      speedMmS: 50,
      wantedMmS: 50,
      leg: legOf(at(25, 0), at(25, 9), 50, limits),
      kind: 'lift',
      job: null,
    });
    trail.see(at(25, 9), 9, 100);
    expect([trail.hand, trail.washes]).toEqual([unknownHand, 0]);
  });
});

it('models how far the controller has come, starts only what was accepted, and is put right by reports', () => {
  const pace = createPace(limits);
  pace.clear(0);
  pace.promise(legOf(at(0, 0), at(100, 0), 100, limits));
  expect(pace.committedMs(0)).toBeCloseTo(1125, 6);
  expect(pace.atMm(500)).toBe(0);
  pace.accept(500);
  expect(pace.atMm(500 + 125)).toBeCloseTo(6.25, 6);
  expect(pace.atMm(500 + 625)).toBeCloseTo(56.25, 6);
  expect(pace.committedMs(500 + 625)).toBeCloseTo(500, 6);
  pace.correct(50, 100, 500 + 625);
  expect(pace.committedMs(500 + 625)).toBeCloseTo(562.5, 6);
  expect(pace.idleSinceMs(2000)).toBeCloseTo(500 + 625 + 562.5, 6);
});

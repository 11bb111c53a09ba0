import { describe, expect, it } from 'vitest';
import { EMPTY_S, type Gathering, isHere, noGathering, stepGathering, WOKEN_S } from '../../../engine/gestures/gathering.ts';
import type { Person } from '../../../engine/people.ts';
import { hand } from '../../scenes/people.ts';

const later = (from: Gathering, seconds: number, people: readonly Person[]): Gathering => {
  let now = from;
  for (let i = 0; i < Math.round(seconds * 60); i++) now = stepGathering(now, people, [], 1 / 60);
  return now;
};
const still = hand({ velocity: { x: 0, y: 0 } });
const brisk = hand({ velocity: { x: 1.2, y: 0 } });

describe('the crowd as one', () => {
  it('has no energy while nobody moves, more with one who does, and more with two', () => {
    const energy = (...people: Person[]) => later(noGathering, 5, people).energy;
    expect(energy()).toBe(0);
    expect(energy(still, still)).toBe(0);
    expect(energy(brisk)).toBeGreaterThan(0.5);
    expect(energy(brisk, brisk)).toBeGreaterThan(energy(brisk) + 0.1);
    expect(energy(...Array.from({ length: 50 }, () => brisk))).toBeLessThanOrEqual(1);
  });

  it('catches energy sooner than it loses it', () => {
    const lively = later(noGathering, 0.5, [brisk]).energy;
    expect(lively).toBeGreaterThan(0.4);
    expect(later(later(noGathering, 5, [brisk]), 0.5, [still]).energy).toBeGreaterThan(0.4);
  });

  it('is where its people are, and in the middle when they have gone', () => {
    const corner = later(noGathering, 5, [hand({ at: { x: 0.1, y: 0.2 } }), hand({ at: { x: 0.3, y: 0.4 } })]);
    expect(corner.centre.x).toBeCloseTo(0.2, 2);
    expect(corner.centre.y).toBeCloseTo(0.3, 2);
    expect(later(corner, 5, []).centre.x).toBeCloseTo(0.5, 2);
  });

  it('attracts once the room has been empty for a while, and not before', () => {
    expect(later(noGathering, EMPTY_S - 0.1, []).attract).toBe(false);
    expect(later(noGathering, EMPTY_S + 0.1, []).attract).toBe(true);
    expect(later(later(later(noGathering, 15, []), 0.1, [still]), 15, []).attract).toBe(false);
  });

  it('is not woken by a hand that is seen for a moment', () => {
    const empty = later(noGathering, 30, []);
    expect(later(empty, WOKEN_S - 0.1, [still]).attract).toBe(true);
    expect(later(empty, WOKEN_S + 0.1, [still]).attract).toBe(false);
  });

  it('takes a mouse that nobody has touched for a while for a thing', () => {
    expect(isHere(hand({ kind: 'pointer', stillS: 30 }))).toBe(false);
    expect(isHere(hand({ kind: 'pointer', stillS: 30, grip: true }))).toBe(true);
    expect(isHere(hand({ stillS: 300 }))).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { createClock } from '../../engine/clock.ts';

it('gives one step each sixtieth of a second, without drifting', () => {
  const clock = createClock();
  let steps = 0;
  for (let ms = 0; ms <= 10_000; ms += 3) steps += clock.advance(ms).steps;
  expect(steps).toBe(600);
});

it('catches up five steps at most, then gives the rest up and says how much', () => {
  const clock = createClock();
  clock.advance(0);
  const due = clock.advance(10_000);
  expect(due.steps).toBe(5);
  expect(due.droppedMs).toBeCloseTo(10_000 - 6 * clock.stepMs, -2);
  expect(clock.advance(10_001).steps).toBeLessThanOrEqual(1);
});

it('stands still while the clock goes backwards, and goes on from there', () => {
  const clock = createClock();
  clock.advance(5000);
  expect(clock.advance(1000).steps).toBe(0);
  expect(clock.advance(1000 + 2 * clock.stepMs).steps).toBeGreaterThanOrEqual(1);
});

it('refuses a time that is no number, naming it', () => {
  expect(() => createClock().advance(Number.NaN)).toThrow(/NaN/);
});

it('knows how long to wait for the next step', () => {
  const clock = createClock();
  clock.advance(100);
  expect(clock.waitMs(100 + 4)).toBeCloseTo(clock.stepMs - 4, 6);
});

it('waits a step at most, though the clock went back by an hour since the last look', () => {
  const clock = createClock();
  clock.advance(5_000_000);
  expect(clock.waitMs(5_000_000 - 3_600_000)).toBeLessThanOrEqual(clock.stepMs);
});

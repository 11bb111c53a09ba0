import type { Mapping } from './schema.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Where a value lies in a range that may fall, 0..1; a range of no width is a step.
 *
 * @param value - finite
 */
export function shareOf(value: number, [from, to]: readonly [number, number]): number {
  if (from === to) return value >= from ? 1 : 0;
  return clamp((value - from) / (to - from));
}

/** @returns the value at a share of a range that may fall; exactly its ends at 0 and 1 */
export const atShare = (share: number, [from, to]: readonly [number, number]): number => from * (1 - share) + to * share;

/** Whether the threshold is open now, given whether it was. Without one it always is. */
export function opens(share: number, { threshold }: Mapping, was: boolean): boolean {
  if (!threshold) return true;
  return was ? share >= threshold.off : share >= threshold.on;
}

/** @param share - 0..1 of the in-range; @returns 0..1 of the out-range, before smoothing */
export function shape(share: number, open: boolean, mapping: Mapping): number {
  const { threshold, curve, bend, steps, invert } = mapping;
  const passed = threshold ? (!open ? 0 : threshold.as === 'switch' ? 1 : share) : share;
  const bent = clamp(bendBy(passed, curve, bend, steps));
  return invert ? 1 - bent : bent;
}

function bendBy(x: number, curve: Mapping['curve'], bend: number, steps: number): number {
  switch (curve) {
    case 'exponential':
      // under this a straight line is as near as a number can tell
      return Math.abs(bend) < 1e-6 ? x : Math.expm1(bend * x) / Math.expm1(bend);
    case 's-curve':
      return x * x * (3 - 2 * x);
    case 'steps':
      return Math.min(steps - 1, Math.floor(x * steps)) / (steps - 1);
    default:
      return x;
  }
}

/**
 * One step of a one-pole approach: 63 % of the way in the time constant, the same whatever the step.
 *
 * @param constantS - 0 arrives at once
 */
export function ease(now: number, goal: number, dt: number, constantS: number): number {
  if (constantS <= 0) return goal;
  const next = now + (goal - now) * (1 - Math.exp(-dt / constantS));
  return Math.abs(goal - next) < 1e-5 ? goal : next;
}

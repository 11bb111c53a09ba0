import type { Slice } from './slicer.ts';

type Line = Extract<Slice, { kind: 'line' }>;

/** an accumulator that reaches this takes a step; it is added to every 40 µs */
const whole = 2 ** 31;
const ticksPerS = 25_000;

/**
 * A straight piece at constant acceleration as LM, or at constant speed as SM for firmware before 2.7. Both motors begin with
 * empty accumulators and take their last step in the last tick.
 *
 * @see EBB command set, "LM": the accumulator after T ticks is R·T + A·T²/2
 */
export function encodeLine(line: Line, accelerates: boolean): string {
  const steps = [line.to[0] - line.from[0], line.to[1] - line.from[1]] as const;
  const ms = Math.max(1, Math.round(line.seconds * 1000));
  if (!accelerates || (steps[0] === 0 && steps[1] === 0)) return `SM,${ms},${steps[0]},${steps[1]}`;
  const ticks = Math.max(1, Math.round(line.seconds * ticksPerS));
  const sum = line.entryMmS + line.exitMmS;
  /** shares of the mean speed at the begin and at the end */
  const [first, last] = sum > 0 ? [(2 * line.entryMmS) / sum, (2 * line.exitMmS) / sum] : [1, 1];
  const axis = (count: number): string => {
    if (count === 0) return '0,0,0';
    const mean = (Math.abs(count) * whole) / ticks;
    const accel = Math.round((mean * (last - first)) / ticks);
    // the accumulator is to be full at the last tick, and not one later
    const rate = Math.ceil((Math.abs(count) * whole - (accel * ticks * (ticks + 1)) / 2) / ticks) + Math.trunc(accel / 2);
    return `${Math.min(whole - 1, Math.max(0, rate))},${count},${accel}`;
  };
  return `LM,${axis(steps[0])},${axis(steps[1])},3`;
}

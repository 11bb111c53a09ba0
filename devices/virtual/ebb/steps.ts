/** The step interrupt comes so often, per ms. */
export const ticksPerMs = 25;
/** an accumulator that reaches this takes a step */
const whole = 2 ** 31;

/** What one motor is told: signed steps, and what is added to its accumulator, and to that, at each tick of 40 µs. */
export interface AxisMove {
  readonly steps: number;
  readonly rate: number;
  readonly accel: number;
}

/** The steps of one motor over the ticks of one command. */
export interface AxisRun {
  /** ticks until the last step */
  readonly ticks: number;
  /** signed steps taken after so many ticks */
  stepsAt(ticks: number): number;
  /** left in the accumulator at the end */
  readonly rest: number;
}

/**
 * The accumulator of an EBB, worked out in closed form.
 *
 * A rate that would become negative rolls over to the highest: a move that brakes too early ends with a jerk, as on the board.
 *
 * @param start - left in the accumulator by the command before
 * @see EBB command set, "LM", Methods and consequences
 */
export function runAxis({ steps, rate, accel }: AxisMove, start: number): AxisRun {
  const count = Math.abs(steps);
  const first = rate - Math.trunc(accel / 2);
  const still = count === 0 || (rate === 0 && accel === 0);
  /** the tick at which the rate has rolled over more than `times` times */
  const rolls = (times: number): number =>
    accel < 0 ? Math.max(1, Math.floor((first + times * whole) / -accel) + 1) : Number.POSITIVE_INFINITY;
  const rolled = (ticks: number): number => {
    let sum = 0;
    for (let times = 0; rolls(times) <= ticks; times++) sum += whole * (ticks - rolls(times) + 1);
    return sum;
  };
  const sum = (ticks: number): number => start + first * ticks + (accel * ticks * (ticks + 1)) / 2 + rolled(ticks);
  const taken = (ticks: number): number => Math.min(count, ticks, Math.max(0, Math.floor(sum(ticks) / whole)));
  if (still) return { ticks: 0, stepsAt: () => 0, rest: start };

  let most = 1;
  while (taken(most) < count) most *= 2;
  let least = Math.floor(most / 2);
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (taken(middle) < count) least = middle;
    else most = middle;
  }
  const sign = Math.sign(steps);
  return {
    ticks: most,
    stepsAt: (ticks) => (ticks >= most ? steps : sign * taken(Math.max(0, ticks))),
    rest: Math.max(0, sum(most) - whole * count) % whole,
  };
}

/** SM: so many steps at constant speed within `ms`. */
export function steady(steps: number, ms: number): AxisMove {
  const rate = steps === 0 ? 0 : Math.min(whole, Math.floor((whole * Math.abs(steps)) / (ms * ticksPerMs)) + 1);
  return { steps, rate, accel: 0 };
}

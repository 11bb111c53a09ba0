/** A pinch that is decided with hysteresis: closing and opening have thresholds and times of their own. */
export interface Pinch {
  readonly on: boolean;
  /** seconds for which the hand has disagreed with `on` */
  readonly against: number;
}

export const noPinch: Pinch = { on: false, against: 0 };

/** Palm lengths between thumb and index, and seconds it must last. A hand measures 0.03–0.08 closed, ≥ 0.73 open (FIELD.md §8). */
const CLOSE = { below: 0.28, holdS: 0.03 };
const OPEN = { above: 0.45, holdS: 0.05 };

/** Tip-to-wrist over PIP-to-wrist of middle, ring and little: under this all three lie in the palm. */
const IN_PALM = 0.8;

/**
 * The gap that a pinch is decided by: a hand that makes a fist or points passes the thumb's tip by the index, and pinches
 * nothing.
 *
 * @param others - middle, ring, little
 */
export const pinchGap = (pinch: Pinch, pinchRatio: number, others: readonly number[]): number =>
  !pinch.on && Math.max(...others) < IN_PALM ? Math.max(pinchRatio, OPEN.above) : pinchRatio;

/** @param dtS - seconds since the last look, greater than 0 */
export function stepPinch(pinch: Pinch, pinchRatio: number, dtS: number): Pinch {
  const disagrees = pinch.on ? pinchRatio > OPEN.above : pinchRatio < CLOSE.below;
  if (!disagrees) return pinch.against === 0 ? pinch : { on: pinch.on, against: 0 };
  const against = pinch.against + dtS;
  return against >= (pinch.on ? OPEN.holdS : CLOSE.holdS) ? { on: !pinch.on, against: 0 } : { on: pinch.on, against };
}

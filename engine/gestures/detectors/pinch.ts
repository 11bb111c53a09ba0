/** A pinch that is decided with hysteresis: closing and opening have thresholds and times of their own. */
export interface Pinch {
  readonly on: boolean;
  /** seconds for which the hand has disagreed with `on` */
  readonly against: number;
}

export const noPinch: Pinch = { on: false, against: 0 };

/**
 * Palm lengths between thumb and index, and seconds it must last. A hand measures 0.03–0.08 closed, ≥ 0.73 open (FIELD.md §8);
 * eight rendered hands, turned up to 18°, 0.03–0.15 closed. A hand that is only half closed and turned aside comes to 0.24.
 */
const CLOSE = { below: 0.2, holdS: 0.03 };
const OPEN = { above: 0.45, holdS: 0.05 };

/**
 * A hand that makes a fist, or opens one, passes the thumb's tip by the index: while ring and little lie in the palm (by
 * their tip-to-wrist over PIP-to-wrist) a pinch must last longer. A brush is held so, and is still.
 */
const IN_PALM = { below: 0.8, holdS: 0.1 };

/**
 * @param dtS - seconds since the last look, greater than 0
 * @param others - how far ring and little are stretched
 */
export function stepPinch(pinch: Pinch, pinchRatio: number, dtS: number, others: readonly number[] = []): Pinch {
  const disagrees = pinch.on ? pinchRatio > OPEN.above : pinchRatio < CLOSE.below;
  if (!disagrees) return pinch.against === 0 ? pinch : { on: pinch.on, against: 0 };
  const against = pinch.against + dtS;
  const closeS = others.length > 0 && Math.max(...others) < IN_PALM.below ? IN_PALM.holdS : CLOSE.holdS;
  return against >= (pinch.on ? OPEN.holdS : closeS) ? { on: !pinch.on, against: 0 } : { on: pinch.on, against };
}

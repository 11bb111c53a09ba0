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

/** A pinch that may be none must last longer, s. */
const DOUBTFUL_S = 0.1;
/** Tip-to-wrist over PIP-to-wrist: with ring and little in the palm the thumb's tip may only be passing by the index. */
const IN_PALM = 0.8;
/** Palms a second: a hand that moves faster is seen with fingers that lag behind, for a frame. */
const HASTY = 4;

/**
 * Whether what looks like a pinch may be a hand that closes to a fist, or a hand in a hurry. A brush held in the palm looks
 * so too, and is still.
 *
 * @param fingers - how far index, middle, ring and little are stretched
 */
export const isDoubtful = ([, , ring, little]: readonly [number, number, number, number], palmsPerS: number): boolean =>
  Math.max(ring, little) < IN_PALM || palmsPerS > HASTY;

/** @param dtS - seconds since the last look, greater than 0 */
export function stepPinch(pinch: Pinch, pinchRatio: number, dtS: number, doubtful = false): Pinch {
  const disagrees = pinch.on ? pinchRatio > OPEN.above : pinchRatio < CLOSE.below;
  if (!disagrees) return pinch.against === 0 ? pinch : { on: pinch.on, against: 0 };
  const against = pinch.against + dtS;
  const closeS = doubtful ? DOUBTFUL_S : CLOSE.holdS;
  return against >= (pinch.on ? OPEN.holdS : closeS) ? { on: !pinch.on, against: 0 } : { on: pinch.on, against };
}

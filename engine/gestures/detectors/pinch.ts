import type { HandFeatures } from '../features.ts';

/** A pinch that is decided with hysteresis: closing and opening have thresholds and times of their own. */
export interface Pinch {
  readonly on: boolean;
  /** seconds for which the hand has disagreed with `on` */
  readonly against: number;
  /** all fingers are in the palm, or were and only the index has left it since */
  readonly fist: boolean;
}

export const noPinch: Pinch = { on: false, against: 0, fist: false };

/**
 * Palm lengths between thumb and index, and seconds it must last. A hand measures 0.03–0.08 closed, ≥ 0.73 open (FIELD.md §8);
 * eight rendered hands, turned up to 18°, 0.03–0.15 closed. A hand that is only half closed and turned aside comes to 0.24.
 */
const CLOSE = { below: 0.2, holdS: 0.03 };
const OPEN = { above: 0.45, holdS: 0.05 };
/**
 * With the three others stretched and the index bent, nothing else is meant: then the tips may seem so far apart. A dark hand,
 * tilted, in side light: 0.28–0.35.
 */
const PLAIN = { below: 0.38, bent: 1.05, stretched: 1.2 };
/** A fist: fingers in the palm, the thumb away. It has opened when one of the last three has left the palm. */
const FIST = { inPalm: 0.7, thumb: 0.45, left: 0.8 };

/** A pinch that may be none must last longer, s. */
const DOUBTFUL_S = 0.1;
/** Tip-to-wrist over PIP-to-wrist: with ring and little in the palm the thumb's tip may only be passing by the index. */
const IN_PALM = 0.8;
/** Palms a second: a hand that moves faster is seen with fingers that lag behind, for a frame. */
const HASTY = 4;

/**
 * The index bends to meet the thumb: 0.7–0.98 in every rendered pinch. Stretched farther than so it only lies before the thumb
 * in the picture, as in a hand that is seen from the side: 1.25 and more.
 */
const STRETCHED = 1.15;
/** Unless another finger is bent so far: a hand tilted back shows its bent index as stretched, 1.2–1.25. */
const HALF_CLOSED = 1.1;
/** Palm width over length of a pinch seen from the front; under which a hand is seen on edge, where all tips seem to meet. */
const FRONT = { from: 0.5, to: 0.95 };
const ON_EDGE = 0.35;

/**
 * Whether what looks like a pinch may be a hand that closes to a fist, a hand in a hurry, or one not seen from the front. A brush
 * held in the palm looks so too, and is still.
 */
export const isDoubtful = ({ fingers: [, , ring, little], slim }: HandFeatures, palmsPerS: number): boolean =>
  Math.max(ring, little) < IN_PALM || palmsPerS > HASTY || slim < FRONT.from || slim > FRONT.to;

/** @param dtS - seconds since the last look, greater than 0 */
export function stepPinch(pinch: Pinch, seen: Seen, dtS: number, doubtful = false): Pinch {
  const fist = wasFist(pinch.fist, seen);
  const disagrees = pinch.on ? seen.pinchRatio > OPEN.above : !fist && meets(seen);
  if (!disagrees) return pinch.against === 0 && pinch.fist === fist ? pinch : { on: pinch.on, against: 0, fist };
  const against = pinch.against + dtS;
  const closeS = doubtful ? DOUBTFUL_S : CLOSE.holdS;
  return against >= (pinch.on ? OPEN.holdS : closeS) ? { on: !pinch.on, against: 0, fist } : { on: pinch.on, against, fist };
}

type Seen = Pick<HandFeatures, 'pinchRatio' | 'fingers' | 'slim'>;

/** Whether thumb and index meet. */
function meets({ pinchRatio, slim, fingers: [index, ...others] }: Seen): boolean {
  const plain = index < PLAIN.bent && Math.min(...others) > PLAIN.stretched;
  return pinchRatio < (plain ? PLAIN.below : CLOSE.below) && (index < STRETCHED || Math.min(...others) < HALF_CLOSED) && slim > ON_EDGE;
}

/** In bad light a fist is seen, for some frames, with an index that reaches for the thumb. */
function wasFist(was: boolean, { pinchRatio, fingers: [index, ...others] }: Seen): boolean {
  const most = Math.max(...others);
  return was ? most < FIST.left : Math.max(index, most) < FIST.inPalm && pinchRatio > FIST.thumb;
}

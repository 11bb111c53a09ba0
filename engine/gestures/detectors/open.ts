import type { HandFeatures } from '../features.ts';
import { poseDetector } from './detector.ts';

/**
 * How flat and wide a hand is shown: the thumb's distance from the index, less the fingers' bend. A hand at rest is nearly
 * as open in the picture, so that neither alone tells them apart. Measured on ten rendered hands, turned up to 38°: 1.05 and
 * more shown on purpose, 0.9 and less at rest; noise of 2 % of a palm changes neither by more than 0.05.
 */
const flatness = ({ pinchRatio, bendDeg }: HandFeatures): number => pinchRatio - bendDeg / 200;
const FLAT = { enters: 1.01, leaves: 0.94 };

/**
 * A hand with short fingers, as children's are beside the palm, or one turned aside, has its thumb never so far away: 0.88–0.93
 * shown without care. Its fingers tell: with all joints straighter than so, degrees, and every finger stretched, no rendered hand
 * at rest was seen that was still. A tracker in bad light does not say so: then it must be shown with care.
 */
const STRAIGHT = { entersDeg: 24.5, leavesDeg: 28, enters: 0.87, leaves: 0.8, stretched: 1.25 };
/** Bends to and fro cancel in a hand that the tracker sees wrongly; flat ones have less than so, with noise and all. */
const CROOKED_DEG = 55;
const straight = ({ crookDeg, fingers }: HandFeatures, mostDeg: number): boolean =>
  crookDeg < mostDeg && Math.min(...fingers) > STRAIGHT.stretched;
const shown = (f: HandFeatures): boolean =>
  f.crookDeg < CROOKED_DEG && flatness(f) > (straight(f, STRAIGHT.entersDeg) ? STRAIGHT.enters : FLAT.enters);
const stillShown = (f: HandFeatures): boolean => flatness(f) > (straight(f, STRAIGHT.leavesDeg) ? STRAIGHT.leaves : FLAT.leaves);

/** Palms a second: a hand that moves faster is seen with a thumb that lags behind, and shows nothing. */
const QUIET = 2;

/** A flat hand, thumb away: shown on purpose. */
export const open = poseDetector({
  kind: 'open',
  enters: (f, palmsPerS) => palmsPerS < QUIET && Math.min(...f.fingers) > 1.15 && shown(f),
  leaves: (f) => Math.min(...f.fingers) < 1.05 || !stillShown(f),
  onS: 0.05,
  offS: 0.1,
});

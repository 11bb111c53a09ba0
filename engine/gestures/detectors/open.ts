import type { HandFeatures } from '../features.ts';
import { poseDetector } from './detector.ts';

/**
 * How flat and wide a hand is shown: the thumb's distance from the index, less the fingers' bend. A hand at rest is nearly
 * as open in the picture, so that neither alone tells them apart. Measured on eight rendered hands, turned up to 18°: 1.09
 * and more shown on purpose, 0.89 and less at rest.
 */
const flatness = ({ pinchRatio, bendDeg }: HandFeatures): number => pinchRatio - (bendDeg - 20) / 100;

/**
 * A hand with short fingers, as children's are beside the palm, has its thumb never so far away: 0.95–0.97 shown without care.
 * Its fingers tell: straighter than so, degrees, no rendered hand at rest was seen (25 and more).
 */
const STRAIGHT = { enters: 23, leaves: 25 };
const shown = (f: HandFeatures): boolean => flatness(f) > (f.bendDeg < STRAIGHT.enters ? 0.92 : 1.01);
const stillShown = (f: HandFeatures): boolean => flatness(f) > (f.bendDeg < STRAIGHT.leaves ? 0.86 : 0.94);

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

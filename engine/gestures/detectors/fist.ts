import type { HandFeatures } from '../features.ts';
import { poseDetector } from './detector.ts';

/**
 * A pinch whose other fingers are in the palm is none: thumb and index meet, and the index does not reach into the palm.
 * Measured: 0.10–0.21 and 0.65 and more; in a fist 0.55 and more, 0.64 and less.
 */
const isPinch = ({ pinchRatio, fingers: [index] }: HandFeatures): boolean => pinchRatio < 0.3 && index > 0.64;

/** All four fingers in the palm. Measured on rendered hands: 0.40–0.61 in a fist, 1.0 and more half closed. */
export const fist = poseDetector({
  kind: 'fist',
  enters: (f) => Math.max(...f.fingers) < 0.85 && !isPinch(f),
  leaves: ({ fingers }) => Math.max(...fingers) > 1,
  onS: 0.05,
  offS: 0.1,
});

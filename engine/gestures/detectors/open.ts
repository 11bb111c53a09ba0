import { poseDetector } from './detector.ts';

/**
 * A flat hand, thumb away: shown on purpose. A hand at rest is nearly as open in the picture; it is told by the bend of
 * its fingers in depth (15–20° flat, 28° and more at rest) and by the thumb, which lies nearer (1.15 and 0.95 palms).
 */
export const open = poseDetector({
  kind: 'open',
  enters: ({ fingers, bendDeg, pinchRatio }) => Math.min(...fingers) > 1.15 && bendDeg < 24 && pinchRatio > 1.02,
  leaves: ({ fingers, bendDeg, pinchRatio }) => Math.min(...fingers) < 1.05 || bendDeg > 40 || pinchRatio < 0.8,
  onS: 0.05,
  offS: 0.1,
});

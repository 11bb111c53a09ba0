import { poseDetector } from './detector.ts';

/**
 * The index stretched, the others in the palm: 1.32 and more; a fist in bad light seems to reach out with 1.14. The thumb may do
 * as it likes, but for touching the index: 0.73 and more away, less than 0.45 in a pinch that is seen badly.
 */
export const point = poseDetector({
  kind: 'point',
  enters: ({ pinchRatio, fingers: [index, ...others] }) => index > 1.2 && Math.max(...others) < 0.9 && pinchRatio > 0.5,
  leaves: ({ fingers: [index, ...others] }) => index < 1 || Math.max(...others) > 1.05,
  onS: 0.05,
  offS: 0.1,
});

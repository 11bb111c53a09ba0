import { poseDetector } from './detector.ts';

/** All four fingers in the palm. Measured on rendered hands: 0.40–0.61 in a fist, 1.0 and more half closed. */
export const fist = poseDetector({
  kind: 'fist',
  enters: ({ fingers }) => Math.max(...fingers) < 0.85,
  leaves: ({ fingers }) => Math.max(...fingers) > 1,
  onS: 0.05,
  offS: 0.1,
});

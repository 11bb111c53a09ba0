import { poseDetector } from './detector.ts';

/** Index and middle stretched, ring and little in the palm. */
export const victory = poseDetector({
  kind: 'victory',
  enters: ({ fingers: [index, middle, ring, little] }) => Math.min(index, middle) > 1.12 && Math.max(ring, little) < 0.9,
  leaves: ({ fingers: [index, middle, ring, little] }) => Math.min(index, middle) < 1 || Math.max(ring, little) > 1.05,
  onS: 0.05,
  offS: 0.1,
});

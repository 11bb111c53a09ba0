import { poseDetector } from './detector.ts';

/**
 * Index and middle stretched and apart, ring and little in the palm. Measured: 1.29 and more; a talking hand that the tracker sees
 * wrongly 1.1–1.25, the tips one on the other.
 */
export const victory = poseDetector({
  kind: 'victory',
  enters: ({ fingers: [index, middle, ring, little], vee }) => Math.min(index, middle) > 1.2 && Math.max(ring, little) < 0.9 && vee > 0.25,
  leaves: ({ fingers: [index, middle, ring, little] }) => Math.min(index, middle) < 1 || Math.max(ring, little) > 1.05,
  onS: 0.05,
  offS: 0.1,
});

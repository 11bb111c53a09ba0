import { poseDetector } from './detector.ts';

/** The index stretched, the others in the palm; the thumb may do as it likes. */
export const point = poseDetector({
  kind: 'point',
  enters: ({ fingers: [index, ...others] }) => index > 1.12 && Math.max(...others) < 0.9,
  leaves: ({ fingers: [index, ...others] }) => index < 1 || Math.max(...others) > 1.05,
  onS: 0.05,
  offS: 0.1,
});

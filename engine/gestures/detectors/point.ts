import { poseDetector } from './detector.ts';

/** The index stretched (1.32 and more; a fist in bad light seems to reach out with 1.14), the others in the palm; the thumb may do as it likes. */
export const point = poseDetector({
  kind: 'point',
  enters: ({ fingers: [index, ...others] }) => index > 1.2 && Math.max(...others) < 0.9,
  leaves: ({ fingers: [index, ...others] }) => index < 1 || Math.max(...others) > 1.05,
  onS: 0.05,
  offS: 0.1,
});

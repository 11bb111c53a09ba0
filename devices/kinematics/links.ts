import { done, type Result } from '../../engine/result.ts';
import type { JointLimit, Unreachable } from './kinematics.ts';
import type { BrushPose } from './pose.ts';
import type { RangeDeg, RangeMm } from './schema.ts';
import { atan2Deg } from './space.ts';
import { tooFar, tooNear } from './unreachable.ts';

export const slide = (joint: string, { minMm, maxMm }: RangeMm): JointLimit => ({ joint, unit: 'mm', min: minMm, max: maxMm });
export const hinge = (joint: string, { minDeg, maxDeg }: RangeDeg): JointLimit => ({ joint, unit: 'deg', min: minDeg, max: maxDeg });

/** Where a hinge should be near, if nothing is known of it: the middle of its range, which keeps both limits far. */
export const middle = ({ minDeg, maxDeg }: RangeDeg): number => (minDeg + maxDeg) / 2;

/**
 * How far two links bend, 0 (straight) to 180 degrees (folded), to hold two points a distance apart.
 *
 * @param joint - that the distance is counted from, for the refusal
 * @returns refused where the links are too short for it, or too unequal
 * @see Craig, "Introduction to Robotics: Mechanics and Control", §4.4: law of cosines
 */
export function bend(pose: BrushPose, joint: string, firstMm: number, secondMm: number, apartMm: number): Result<number, Unreachable> {
  const cos = (apartMm ** 2 - firstMm ** 2 - secondMm ** 2) / (2 * firstMm * secondMm);
  if (cos > 1) return tooFar(pose, joint, apartMm, firstMm + secondMm);
  if (cos < -1) return tooNear(pose, joint, apartMm, Math.abs(firstMm - secondMm));
  return done(atan2Deg(Math.sqrt((1 - cos) * (1 + cos)), cos));
}

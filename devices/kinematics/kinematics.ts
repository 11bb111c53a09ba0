import type { Refusal, Result } from '../../engine/result.ts';
import type { Frame } from './frame.ts';
import type { BrushPose } from './pose.ts';

/** One number a joint, in the order of `axes`: mm for a slide, degrees for a hinge. */
export type Joints = readonly number[];

export interface JointLimit {
  readonly joint: string;
  readonly unit: 'mm' | 'deg';
  readonly min: number;
  readonly max: number;
}

/** How far joints are from a place where the arm loses a direction. It refuses poses nearer than `least`. */
export interface Clearance {
  /** the joint or the links concerned: `elbow`, `wrist pitch` */
  readonly of: string;
  readonly unit: 'mm' | 'deg';
  /** negative beyond the singularity, in a posture that the description does not allow */
  readonly value: number;
  readonly least: number;
}

/** Why a pose cannot be taken. `code` is `reach/` and the kind. */
export interface Unreachable extends Refusal {
  readonly kind: 'too-far' | 'too-near' | 'joint-limit' | 'singular' | 'tilt';
  /** the joint, or the links, that forbid it */
  readonly joint: string;
  readonly unit: 'mm' | 'deg';
  readonly value: number;
  readonly limit: number;
}

/**
 * The geometry of one arm. Pure: the same joints give the same pose.
 *
 * `forward` of what `inverse` gives is the asked pose, to 1 µm. An arm that cannot tilt ignores the tilt asked for, and
 * its `forward` says 0: it paints with the brush as it is mounted, along the machine's z.
 */
export interface Kinematics {
  readonly kind: string;
  readonly axes: readonly string[];
  readonly limits: readonly JointLimit[];
  readonly tilts: boolean;
  /** what tilt is counted from */
  readonly straight: Frame;
  /**
   * @param near - where the arm is. With it, the answer keeps the arm's posture and turns each joint by less than half a
   *   turn, so that a path never jumps to another branch: where the posture ends, the pose is unreachable. Without it, the
   *   posture of the description, with joints near the middle of their ranges.
   * @throws RangeError where a number of the pose is not finite
   */
  inverse(pose: BrushPose, near?: Joints): Result<Joints, Unreachable>;
  /**
   * @param joints - within their limits or not
   * @returns refused only where the links cannot meet
   * @throws RangeError where the number of joints is wrong
   */
  forward(joints: Joints): Result<BrushPose, Unreachable>;
  /** all the ways in which these joints are near a singularity; empty for an arm that has none */
  clearances(joints: Joints): readonly Clearance[];
}

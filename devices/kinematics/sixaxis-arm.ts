import { done, type Result } from '../../engine/result.ts';
import type { Unreachable } from './kinematics.ts';
import { bend } from './links.ts';
import type { BrushPose } from './pose.ts';
import type { SixAxisDescription } from './schema.ts';
import { atan2Deg, cosDeg, sinDeg, type Vector } from './space.ts';

/** The first three joints of a six-axis arm, degrees: they carry the middle of the wrist. */
export type ArmJoints = readonly [base: number, shoulder: number, elbow: number];
export type Posture = SixAxisDescription['posture'];

/** The forearm as one straight line from the elbow to the middle of the wrist: its length, and its angle above the forearm. */
export function forearm({ foreMm, elbowRiseMm }: SixAxisDescription): { readonly lengthMm: number; readonly riseDeg: number } {
  return { lengthMm: Math.hypot(foreMm, elbowRiseMm), riseDeg: atan2Deg(elbowRiseMm, foreMm) };
}

/** How far the wrist is in front of the base's axis, mm (negative: behind), in the plane that the base faces. */
export function outMm(d: SixAxisDescription, [, q2, q3]: ArmJoints): number {
  const { lengthMm, riseDeg } = forearm(d);
  return d.shoulderForwardMm + d.upperMm * cosDeg(q2) + lengthMm * cosDeg(q2 + q3 + riseDeg);
}

/** @returns the middle of the wrist, machine mm */
export function wristAt(d: SixAxisDescription, joints: ArmJoints): Vector {
  const [q1, q2, q3] = joints;
  const { lengthMm, riseDeg } = forearm(d);
  const out = outMm(d, joints);
  return {
    x: out * cosDeg(q1),
    y: out * sinDeg(q1),
    z: d.shoulderHeightMm + d.upperMm * sinDeg(q2) + lengthMm * sinDeg(q2 + q3 + riseDeg),
  };
}

/**
 * The joints that bring the middle of the wrist to a place, in one posture.
 *
 * @returns refused where the links do not reach; the margins are not looked at
 * @see Siciliano, Sciavicco, Villani, Oriolo, "Robotics: Modelling, Planning and Control", §2.12.3: the anthropomorphic arm
 */
export function armTo(d: SixAxisDescription, pose: BrushPose, wrist: Vector, posture: Posture): Result<ArmJoints, Unreachable> {
  const distance = Math.hypot(wrist.x, wrist.y);
  const facing = posture.shoulder === 'front' ? 1 : -1;
  const out = facing * distance - d.shoulderForwardMm;
  const rise = wrist.z - d.shoulderHeightMm;
  const { lengthMm, riseDeg } = forearm(d);
  const bent = bend(pose, 'shoulder', d.upperMm, lengthMm, Math.hypot(out, rise));
  if (!bent.ok) return bent;
  const down = posture.elbow === 'up' ? -bent.value : bent.value;
  const q2 = atan2Deg(rise, out) - atan2Deg(lengthMm * sinDeg(down), d.upperMm + lengthMm * cosDeg(down));
  return done([atan2Deg(facing * wrist.y, facing * wrist.x), q2, down - riseDeg]);
}

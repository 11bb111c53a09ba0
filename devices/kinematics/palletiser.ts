import { done } from '../../engine/result.ts';
import { machineFrame } from './frame.ts';
import type { Clearance, Joints, Kinematics } from './kinematics.ts';
import { bend, hinge, middle } from './links.ts';
import type { PalletiserDescription } from './schema.ts';
import { atan2Deg, bentDeg, cosDeg, sinDeg, turnNear } from './space.ts';
import { checked, finite, jointLimit, triple } from './unreachable.ts';

/**
 * A turning base, an upper arm and a forearm, both driven from the base, and a head that parallelograms keep level (uArm,
 * MeArm, Dobot class). The elbow is above the line from shoulder to wrist, always: these arms cannot bend the other way.
 *
 * @see Craig, "Introduction to Robotics: Mechanics and Control", §4.4: the two-link arm, here in a plane that turns
 */
export function palletiser(description: PalletiserDescription): Kinematics {
  const { shoulderHeightMm, shoulderForwardMm, upperMm, foreMm, headForwardMm, brushDropMm } = description;
  const { base, shoulder, elbow, links } = description;
  const limits = [hinge('base', base), hinge('shoulder', shoulder), hinge('elbow', elbow)];
  const forwardMm = shoulderForwardMm + headForwardMm;
  const upwardMm = shoulderHeightMm - brushDropMm;
  /** from the base's axis to the brush, mm, negative behind it */
  const radius = (q2: number, q3: number): number => forwardMm + upperMm * cosDeg(q2) + foreMm * cosDeg(q3);
  const clearances = (joints: Joints): Clearance[] => {
    const [, q2, q3] = triple(joints);
    return [
      { of: 'links', unit: 'deg', value: Math.sign(sinDeg(q2 - q3)) * bentDeg(q2 - q3), least: description.marginDeg },
      { of: 'base', unit: 'mm', value: radius(q2, q3), least: description.axisMarginMm },
    ];
  };
  return {
    kind: 'palletiser',
    axes: ['base', 'shoulder', 'elbow'],
    limits,
    tilts: false,
    straight: machineFrame,
    inverse(pose, near) {
      finite(pose);
      const [near1, near2, near3] = near === undefined ? [middle(base), middle(shoulder), middle(elbow)] : triple(near);
      const out = Math.hypot(pose.x, pose.y) - forwardMm;
      const rise = pose.z - upwardMm;
      const bent = bend(pose, 'shoulder', upperMm, foreMm, Math.hypot(out, rise));
      if (!bent.ok) return bent;
      const q2 = atan2Deg(rise, out) + atan2Deg(foreMm * sinDeg(bent.value), upperMm + foreMm * cosDeg(bent.value));
      const joints = [turnNear(atan2Deg(pose.y, pose.x), near1), turnNear(q2, near2), turnNear(q2 - bent.value, near3)];
      const between = 180 - bent.value;
      const found = checked(pose, joints, limits, clearances(joints));
      if (!found.ok) return found;
      if (between < links.minDeg) return jointLimit(pose, { joint: 'links', unit: 'deg' }, between, links.minDeg);
      if (between > links.maxDeg) return jointLimit(pose, { joint: 'links', unit: 'deg' }, between, links.maxDeg);
      return found;
    },
    forward(joints) {
      const [q1, q2, q3] = triple(joints);
      const r = radius(q2, q3);
      const z = upwardMm + upperMm * sinDeg(q2) + foreMm * sinDeg(q3);
      return done({ x: r * cosDeg(q1), y: r * sinDeg(q1), z, tiltDeg: 0, tiltTowardsDeg: 0 });
    },
    clearances,
  };
}

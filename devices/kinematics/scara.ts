import { done } from '../../engine/result.ts';
import { machineFrame } from './frame.ts';
import type { Clearance, Joints, Kinematics } from './kinematics.ts';
import { bend, hinge, middle, slide } from './links.ts';
import type { ScaraDescription } from './schema.ts';
import { atan2Deg, bentDeg, cosDeg, sinDeg, turnNear } from './space.ts';
import { checked, finite, triple } from './unreachable.ts';

/**
 * Two links in a level plane, and a slide that lifts the brush.
 *
 * @see Craig, "Introduction to Robotics: Mechanics and Control", §4.4: the two-link planar arm
 */
export function scara(description: ScaraDescription): Kinematics {
  const { upperMm, foreMm, shoulder, elbow } = description;
  const limits = [hinge('shoulder', shoulder), hinge('elbow', elbow), slide('z', description.z)];
  const clearances = ([, q2]: Joints): Clearance[] => [{ of: 'elbow', unit: 'deg', value: bentDeg(q2 ?? 0), least: description.marginDeg }];
  return {
    kind: 'scara',
    axes: ['shoulder', 'elbow', 'z'],
    limits,
    tilts: false,
    straight: machineFrame,
    inverse(pose, near) {
      finite(pose);
      const [near1, near2] = near === undefined ? [middle(shoulder), middle(elbow)] : triple(near);
      const kept = near === undefined ? 0 : Math.sign(sinDeg(near2));
      const turn = kept === 0 ? (description.elbowSide === 'right' ? 1 : -1) : kept;
      const bent = bend(pose, 'shoulder', upperMm, foreMm, Math.hypot(pose.x, pose.y));
      if (!bent.ok) return bent;
      const q2 = turn * bent.value;
      const q1 = atan2Deg(pose.y, pose.x) - atan2Deg(foreMm * sinDeg(q2), upperMm + foreMm * cosDeg(q2));
      const joints = [turnNear(q1, near1), turnNear(q2, near2), pose.z];
      return checked(pose, joints, limits, clearances(joints));
    },
    forward(joints) {
      const [q1, q2, z] = triple(joints);
      return done({
        x: upperMm * cosDeg(q1) + foreMm * cosDeg(q1 + q2),
        y: upperMm * sinDeg(q1) + foreMm * sinDeg(q1 + q2),
        z,
        tiltDeg: 0,
        tiltTowardsDeg: 0,
      });
    },
    clearances,
  };
}

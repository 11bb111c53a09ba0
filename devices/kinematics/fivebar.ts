import { done, type Result } from '../../engine/result.ts';
import { machineFrame } from './frame.ts';
import type { Clearance, Joints, Kinematics, Unreachable } from './kinematics.ts';
import { bend, hinge, middle, slide } from './links.ts';
import type { BrushPose } from './pose.ts';
import type { BarArm, FiveBarDescription } from './schema.ts';
import { add, angleDeg, atan2Deg, bentDeg, cosDeg, cross, minus, scale, sinDeg, size, turnNear, type Vector } from './space.ts';
import { checked, finite, singular, triple, unreachable } from './unreachable.ts';

const level = (x: number, y: number): Vector => ({ x, y, z: 0 });
const elbowOf = (motor: Vector, arm: BarArm, deg: number): Vector =>
  add(motor, level(arm.proximalMm * cosDeg(deg), arm.proximalMm * sinDeg(deg)));

/** @returns the angle of one motor that brings its arm to the tip */
function motorDeg(pose: BrushPose, name: string, motor: Vector, arm: BarArm, near: number): Result<number, Unreachable> {
  const to = minus(level(pose.x, pose.y), motor);
  const bent = bend(pose, `${name} motor`, arm.proximalMm, arm.distalMm, size(to));
  if (!bent.ok) return bent;
  const turn = arm.elbowSide === 'right' ? bent.value : -bent.value;
  const deg = atan2Deg(to.y, to.x) - atan2Deg(arm.distalMm * sinDeg(turn), arm.proximalMm + arm.distalMm * cosDeg(turn));
  return done(turnNear(deg, near));
}

/**
 * Two motors side by side whose arms meet at the brush, and a slide that lifts it.
 *
 * The elbows' sides and the assembly are the description's, wherever the arm is: it can change them only through a
 * singularity. What makes a place unreachable is what RepRapFirmware tests too: the motors' ranges, the angle between each
 * proximal link and its distal one, and the angle between the two distal links. The motors' ranges must keep the brush on one
 * side of the motors: on the other there is a mirror image, which no way leads to.
 *
 * @see Campos, Bourbonnais, Bonev, Bigras, "Development of a Five-Bar Parallel Robot With Large Workspace" (2010): working
 *   and assembly modes
 */
export function fiveBar(description: FiveBarDescription): Kinematics {
  const { spacingMm, left, right, assembly, marginDeg, tipMarginDeg } = description;
  const leftMotor = level(-spacingMm / 2, 0);
  const rightMotor = level(spacingMm / 2, 0);
  const limits = [hinge('left motor', left.shoulder), hinge('right motor', right.shoulder), slide('z', description.z)];

  const tip = (l: Vector, r: Vector): Result<Vector, Unreachable> => {
    const apart = size(minus(r, l));
    const facts = { joint: 'tip', unit: 'mm', value: apart } as const;
    const remedy = 'Turn the motors by hand to where the brush hangs between them, then reference the arm again.';
    const most = left.distalMm + right.distalMm;
    const least = Math.abs(left.distalMm - right.distalMm);
    if (apart > most)
      return unreachable(
        null,
        { ...facts, kind: 'too-far', limit: most },
        (v, m) => `the elbows are ${v} apart, and meet within ${m}`,
        remedy,
      );
    if (apart <= least)
      return unreachable(null, { ...facts, kind: 'too-near', limit: least }, (v, m) => `the elbows are ${v} apart, not above ${m}`, remedy);
    const towards = scale(minus(r, l), 1 / apart);
    const a = (left.distalMm ** 2 - right.distalMm ** 2 + apart ** 2) / (2 * apart);
    const h = Math.sqrt(Math.max(0, left.distalMm ** 2 - a ** 2)) * (assembly === 'up' ? 1 : -1);
    return done(add(l, add(scale(towards, a), level(-towards.y * h, towards.x * h))));
  };

  const clearances = (joints: Joints): Clearance[] => {
    const [q1, q2] = triple(joints);
    const l = elbowOf(leftMotor, left, q1);
    const r = elbowOf(rightMotor, right, q2);
    const at = tip(l, r);
    if (!at.ok) return [{ of: 'tip', unit: 'deg', value: 0, least: tipMarginDeg }];
    const p = at.value;
    const elbow = (name: string, motor: Vector, arm: BarArm, joint: Vector): Clearance => {
      const [first, second] = [minus(joint, motor), minus(p, joint)];
      const side = cross(first, second).z > 0 ? 'right' : 'left';
      return {
        of: `${name} elbow`,
        unit: 'deg',
        value: (side === arm.elbowSide ? 1 : -1) * bentDeg(angleDeg(first, second)),
        least: marginDeg,
      };
    };
    return [
      elbow('left', leftMotor, left, l),
      elbow('right', rightMotor, right, r),
      { of: 'tip', unit: 'deg', value: bentDeg(angleDeg(minus(p, l), minus(p, r))), least: tipMarginDeg },
    ];
  };

  return {
    kind: 'fivebar',
    axes: ['left motor', 'right motor', 'z'],
    limits,
    tilts: false,
    straight: machineFrame,
    inverse(pose, near) {
      finite(pose);
      const [near1, near2] = near === undefined ? [middle(left.shoulder), middle(right.shoulder)] : triple(near);
      const q1 = motorDeg(pose, 'left', leftMotor, left, near1);
      if (!q1.ok) return q1;
      const q2 = motorDeg(pose, 'right', rightMotor, right, near2);
      if (!q2.ok) return q2;
      const l = elbowOf(leftMotor, left, q1.value);
      const r = elbowOf(rightMotor, right, q2.value);
      const p = level(pose.x, pose.y);
      const above = cross(minus(r, l), minus(p, l)).z > 0;
      // the other assembly lies beyond the singularity: so far on the wrong side counts as negative
      if (above !== (assembly === 'up'))
        return singular(pose, { of: 'tip', unit: 'deg', value: -bentDeg(angleDeg(minus(p, l), minus(p, r))), least: tipMarginDeg });
      const joints = [q1.value, q2.value, pose.z];
      return checked(pose, joints, limits, clearances(joints));
    },
    forward(joints) {
      const [q1, q2, z] = triple(joints);
      const at = tip(elbowOf(leftMotor, left, q1), elbowOf(rightMotor, right, q2));
      return at.ok ? done({ x: at.value.x, y: at.value.y, z, tiltDeg: 0, tiltTowardsDeg: 0 }) : at;
    },
    clearances,
  };
}

import { done, type Result } from '../../engine/result.ts';
import { type Frame, poseOf } from './frame.ts';
import type { Clearance, Joints, Kinematics, Unreachable } from './kinematics.ts';
import { hinge, middle } from './links.ts';
import type { BrushPose } from './pose.ts';
import type { SixAxisDescription } from './schema.ts';
import { type ArmJoints, armTo, forearm, outMm, type Posture, wristAt } from './sixaxis-arm.ts';
import { brushAxes, brushOf, flangeAxes, flangeOf, forearmAxes, reachOf, type WristJoints, wristTo } from './sixaxis-wrist.ts';
import { add, bentDeg, minus, scale, sinDeg, turnNear } from './space.ts';
import { checked, finite, unreachable } from './unreachable.ts';

/** @throws RangeError where the count is wrong */
function halves(joints: Joints): readonly [ArmJoints, WristJoints] {
  const [a, b, c, d, e, f] = joints;
  if (joints.length !== 6 || a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
    throw new RangeError(`joints: got ${joints.length} of them; give 6, in the order of the axes`);
  return [
    [a, b, c],
    [d, e, f],
  ];
}

/** Steps of the search for the greatest tilt: 180 degrees halved so often is a hundredth of a degree. */
const halvings = 14;

/**
 * A six-axis arm with a spherical wrist that holds the brush at any tilt. The brush is not spun about its own axis but as
 * the shortest way from straight to the tilt turns it, so that a pose has one answer in each posture.
 *
 * @param straight - the canvas's directions: tilt 0 is square to it
 * @see Pieper, "The Kinematics of Manipulators under Computer Control" (1968): a wrist whose axes meet decouples
 */
export function sixAxis(d: SixAxisDescription, straight: Frame): Kinematics {
  const ranges = [d.base, d.shoulder, d.elbow, d.roll, d.pitch, d.turn];
  const axes = ['base', 'shoulder', 'elbow', 'roll', 'pitch', 'turn'];
  const limits = ranges.map((range, index) => hinge(axes[index] ?? '', range));

  const postureOf = (joints: Joints): Posture => {
    const [arm, [, pitch]] = halves(joints);
    return {
      shoulder: outMm(d, arm) >= 0 ? 'front' : 'back',
      elbow: sinDeg(arm[2] + forearm(d).riseDeg) <= 0 ? 'up' : 'down',
      wrist: sinDeg(pitch) >= 0 ? 'positive' : 'negative',
    };
  };

  const clearances = (joints: Joints): Clearance[] => {
    const [arm, [, pitch]] = halves(joints);
    return [
      { of: 'base', unit: 'mm', value: Math.abs(outMm(d, arm)), least: d.axisMarginMm },
      { of: 'elbow', unit: 'deg', value: bentDeg(arm[2] + forearm(d).riseDeg), least: d.elbowMarginDeg },
      { of: 'pitch', unit: 'deg', value: bentDeg(pitch), least: d.wristMarginDeg },
    ];
  };

  const solve = (pose: BrushPose, near: Joints | undefined): Result<Joints, Unreachable> => {
    const posture = near === undefined ? d.posture : postureOf(near);
    const brush = brushAxes(straight, pose, d.brush.spinDeg);
    const flange = flangeOf(brush, d.brush.bendDeg);
    const arm = armTo(d, pose, minus(pose, reachOf(flange, d.flangeMm, brush, d.brush.lengthMm)), posture);
    if (!arm.ok) return arm;
    const wrist = wristTo(forearmAxes(arm.value), flange, posture.wrist === 'positive');
    const joints = [...arm.value, ...wrist].map((deg, index) => {
      const range = ranges[index];
      return turnNear(deg, near?.[index] ?? (range === undefined ? 0 : middle(range)));
    });
    return checked(pose, joints, limits, clearances(joints));
  };

  /** a refusal of a leaning brush that would not be one of a straight brush is the tilt's */
  const blame = (pose: BrushPose, near: Joints | undefined, why: Unreachable): Result<Joints, Unreachable> => {
    if (pose.tiltDeg === 0 || !solve({ ...pose, tiltDeg: 0 }, near).ok) return { ok: false, why };
    let most = 0;
    let over = pose.tiltDeg;
    for (let i = 0; i < halvings; i++) {
      const half = (most + over) / 2;
      if (solve({ ...pose, tiltDeg: half }, near).ok) most = half;
      else over = half;
    }
    return unreachable(
      pose,
      { kind: 'tilt', joint: why.joint, unit: 'deg', value: pose.tiltDeg, limit: most },
      (v, l) =>
        `tilted ${v} towards ${pose.tiltTowardsDeg.toFixed(1)} deg, where ${l} is the most: ${why.joint} is in the way (${why.kind})`,
      `Tilt no more than ${(Math.floor(most * 10) / 10).toFixed(1)} deg there, or to another side.`,
    );
  };

  return {
    kind: 'sixaxis',
    axes,
    limits,
    tilts: true,
    straight,
    inverse(pose, near) {
      finite(pose);
      if (pose.tiltDeg < 0 || pose.tiltDeg > 180)
        return unreachable(
          pose,
          { kind: 'tilt', joint: 'brush', unit: 'deg', value: pose.tiltDeg, limit: pose.tiltDeg < 0 ? 0 : 180 },
          (v, l) => `a tilt of ${v} is past ${l}`,
          'Give a tilt of 0 to 180 deg, and the side that it leans to.',
        );
      const found = solve(pose, near);
      return found.ok ? found : blame(pose, near, found.why);
    },
    forward(joints) {
      const [arm, wrist] = halves(joints);
      const flange = flangeAxes(forearmAxes(arm), wrist);
      const brush = brushOf(flange, d.brush.bendDeg);
      const at = add(wristAt(d, arm), reachOf(flange, d.flangeMm, brush, d.brush.lengthMm));
      return done(poseOf(straight, at, scale(brush.x, -1)));
    },
    clearances,
  };
}

import { links, type Member, member } from './figure-member.ts';
import type { Joints } from './kinematics.ts';
import type { PalletiserDescription, SixAxisDescription } from './schema.ts';
import { type ArmJoints, wristAt } from './sixaxis-arm.ts';
import { flangeAxes, forearmAxes, type WristJoints } from './sixaxis-wrist.ts';
import { add, cosDeg, scale, sinDeg, type Vector } from './space.ts';
import { triple } from './unreachable.ts';

/** Base column, shoulder, elbow, wrist, the head that stays level, and the brush that hangs from it. */
export function palletiserFigure(d: PalletiserDescription, joints: Joints, tip: Vector): Member[] {
  const [q1, q2, q3] = triple(joints);
  const thick = (d.upperMm + d.foreMm) * 0.036;
  const at = (radius: number, z: number): Vector => ({ x: radius * cosDeg(q1), y: radius * sinDeg(q1), z });
  const elbowOut = d.shoulderForwardMm + d.upperMm * cosDeg(q2);
  const elbowZ = d.shoulderHeightMm + d.upperMm * sinDeg(q2);
  const wristOut = elbowOut + d.foreMm * cosDeg(q3);
  const wristZ = elbowZ + d.foreMm * sinDeg(q3);
  const head = at(wristOut + d.headForwardMm, wristZ);
  return [
    ...links([
      [{ x: 0, y: 0, z: 0 }, thick * 1.7],
      [{ x: 0, y: 0, z: d.shoulderHeightMm }, thick * 1.3],
      [at(d.shoulderForwardMm, d.shoulderHeightMm), thick * 1.1],
      [at(elbowOut, elbowZ), thick * 0.9],
      [at(wristOut, wristZ), thick * 0.75],
      [head, 0],
    ]),
    member('brush', head, tip, Math.min(7, thick * 0.6)),
  ];
}

const halves = ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: Joints): readonly [ArmJoints, WristJoints] => [
  [a, b, c],
  [d, e, f],
];

/** Base, shoulder, elbow with its rise, the middle of the wrist, the flange, and the brush. */
export function sixAxisFigure(d: SixAxisDescription, joints: Joints, tip: Vector): Member[] {
  const [arm, turn] = halves(joints);
  const [q1, q2, q3] = arm;
  const thick = (d.upperMm + d.foreMm) * 0.055;
  const out = d.shoulderForwardMm + d.upperMm * cosDeg(q2);
  const elbow = { x: out * cosDeg(q1), y: out * sinDeg(q1), z: d.shoulderHeightMm + d.upperMm * sinDeg(q2) };
  const forearm = forearmAxes([q1, q2, q3]);
  const wrist = wristAt(d, arm);
  const flange = add(wrist, scale(flangeAxes(forearm, turn).x, d.flangeMm));
  return [
    ...links([
      [{ x: 0, y: 0, z: 0 }, thick * 1.25],
      [{ x: 0, y: 0, z: d.shoulderHeightMm }, thick * 1.1],
      [{ x: d.shoulderForwardMm * cosDeg(q1), y: d.shoulderForwardMm * sinDeg(q1), z: d.shoulderHeightMm }, thick],
      [elbow, thick],
      [add(elbow, scale(forearm.z, d.elbowRiseMm)), thick * 0.8],
      [wrist, thick * 0.55],
      [flange, 0],
    ]),
    member('brush', flange, tip, Math.min(8, thick * 0.4)),
  ];
}

import { planeOf } from '../kinematics/frame.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import { makeKinematics } from '../kinematics/make.ts';
import { type Accelerations, accelerationsOf } from '../kinematics/speed.ts';
import type { MachinePoint } from '../machine.ts';
import type { Limits } from '../painter/estimate.ts';

/**
 * What an arm's controller will make of the brush's motions, as far as that can be foretold: each is sent at a speed that the joints
 * can follow, and what they allow where they allow least holds everywhere.
 *
 * @param junctionMm - about what a corner of the path may be rounded by
 */
export function brushLimits({ speeds }: ArmMachine, { gentlest, usual }: Accelerations, junctionMm: number): Limits {
  const all = (value: number): MachinePoint => ({ x: value, y: value, z: value });
  const fastest = Math.max(speeds.travelMmS, speeds.paintMmS, speeds.plungeMmS);
  return { rateMmS: all(fastest), accelerationMmS2: all(gentlest), usualMmS2: usual, junctionMm };
}

/**
 * The same of an arm that is told of places: its firmware keeps the brush's own acceleration too, and what it says of its axes is of
 * motors, in degrees perhaps.
 */
export function placedLimits(machine: ArmMachine, { junctionMm }: Limits): Limits {
  const plane = planeOf(machine.canvas);
  const joints = accelerationsOf(machine, makeKinematics(machine.kinematics, plane), plane);
  const { accelerationMmS2: own } = machine.speeds;
  return brushLimits(machine, { gentlest: Math.min(joints.gentlest, own), usual: Math.min(joints.usual, own) }, junctionMm);
}

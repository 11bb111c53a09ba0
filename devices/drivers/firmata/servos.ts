import { done, type Result, refused } from '../../../engine/result.ts';
import { type Servo, servoDegOf } from '../../hardware/pins.ts';
import type { EaselMachine } from '../../kinematics/easel-machine.ts';
import { planeOf } from '../../kinematics/frame.ts';
import type { Joints } from '../../kinematics/kinematics.ts';
import type { ArmMachine } from '../../kinematics/machine-arm.ts';
import { makeKinematics } from '../../kinematics/make.ts';
import { parkOf } from '../../kinematics/reach.ts';
import type { Rate } from './path.ts';

/** The joints of an arm, and the servos that turn them. */
export interface Rig {
  readonly arm: ArmMachine;
  readonly servos: readonly Servo[];
  readonly rates: readonly Rate[];
  readonly park: Joints;
  /** set-points for all servos, in their own order, the servos' degrees */
  servoDegs(joints: Joints): number[];
  /** @returns the joint whose servo cannot go there; undefined if all can */
  beyond(joints: Joints): string | undefined;
}

/** @returns `firmata/no-servos` for a machine that is not described as an arm with servos, or why it has no park */
export function rigOf(machine: EaselMachine | undefined): Result<Rig> {
  const arm = machine?.arm;
  const servos = arm?.hardware?.servos ?? [];
  if (arm === undefined || servos.length === 0)
    return refused(
      'firmata/no-servos',
      `${machine?.name ?? 'This machine'} is not described as an arm with servos.`,
      'Choose a machine with driver firmata, and with hardware.servos in its description.',
    );
  const kinematics = makeKinematics(arm.kinematics, planeOf(arm.canvas));
  const park = parkOf(arm, kinematics);
  if (!park.ok) return park;
  const axes = servos.map(({ joint }) => kinematics.axes.indexOf(joint));
  const servoDegs = (joints: Joints): number[] => servos.map((servo, i) => servoDegOf(servo, joints[axes[i] ?? -1] ?? 0));
  return done({
    arm,
    servos,
    rates: arm.rates.map((rate) =>
      'speedMmS' in rate
        ? { speed: rate.speedMmS, acceleration: rate.accelerationMmS2 }
        : { speed: rate.speedDegS, acceleration: rate.accelerationDegS2 },
    ),
    park: park.value.joints,
    servoDegs,
    beyond: (joints) => {
      const degs = servoDegs(joints);
      return servos.find(({ minDeg, maxDeg }, i) => !((degs[i] ?? Number.NaN) >= minDeg && (degs[i] ?? Number.NaN) <= maxDeg))?.joint;
    },
  });
}

import { planeOf } from '../kinematics/frame.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import { makeKinematics } from '../kinematics/make.ts';
import { parkOf } from '../kinematics/reach.ts';
import type { Range } from './core.ts';
import type { VirtualGrblOptions } from './grbl.ts';
import { axesOf } from './vector.ts';

/** servos with a gear behind them: a step is finer than any report */
const stepsPerDeg = 1000;
const free: Range = { min: 0, max: 0 };

/**
 * A grblHAL with an axis for each joint of an arm: degrees, at the rates of its description. It rests at the park, where its
 * home switches sit, and knows so when it is switched on, as an arm with absolute encoders does.
 *
 * @throws Error where the description has no park within reach: `easelMachine` refuses such a one
 */
export function jointArm(machine: ArmMachine): VirtualGrblOptions {
  const kinematics = makeKinematics(machine.kinematics, planeOf(machine.canvas));
  const parked = parkOf(machine, kinematics);
  if (!parked.ok) throw new Error(`jointArm: ${parked.why.text}`);
  const count = kinematics.axes.length;
  const rest = axesOf(count, (axis) => Math.round((parked.value.joints[axis] ?? 0) * stepsPerDeg) / stepsPerDeg);
  const settings: Record<number, number> = {};
  for (const [axis, rate] of machine.rates.entries()) {
    const [speed, acceleration] = 'speedMmS' in rate ? [rate.speedMmS, rate.accelerationMmS2] : [rate.speedDegS, rate.accelerationDegS2];
    settings[100 + axis] = stepsPerDeg;
    settings[110 + axis] = speed * 60;
    settings[120 + axis] = acceleration;
  }
  const [x = free, y = free, z = free, a = free, b = free, c = free] = kinematics.limits;
  return {
    make: { firmware: 'grblHAL', axes: count, blocks: 100, bytes: 1024 },
    settings,
    travel: { x, y, z, a, b, c },
    homing: true,
    homeAt: rest,
    start: rest,
    absolute: true,
  };
}

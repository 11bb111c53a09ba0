import { planeOf } from '../kinematics/frame.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import { makeKinematics } from '../kinematics/make.ts';
import { parkOf } from '../kinematics/reach.ts';
import { accelerationsOf } from '../kinematics/speed.ts';
import type { VirtualMarlinOptions } from './marlin/marlin.ts';
import type { Vec3 } from './vector.ts';

/** of a motor that turns a joint, or lifts a slide */
const stepsPerUnit = 100;

/**
 * A Marlin that knows the kinematics of a machine and is told of the brush's place, in the machine's frame. Its soft endstops are
 * the fence. It rests at the park, where its home switches sit, and knows so when it is switched on, as an arm with absolute
 * encoders does. It plans the brush's way, with what the joints allow it where they allow least, where a real one would plan each joint's.
 *
 * @throws Error where the description has no park within reach: `easelMachine` refuses such a one
 */
export function placedArm(machine: ArmMachine): VirtualMarlinOptions {
  const plane = planeOf(machine.canvas);
  const kinematics = makeKinematics(machine.kinematics, plane);
  const parked = parkOf(machine, kinematics);
  if (!parked.ok) throw new Error(`placedArm: ${parked.why.text}`);
  const { fence, speeds } = machine;
  const { pose } = parked.value;
  const rest: Vec3 = [pose.x, pose.y, pose.z];
  const fastest = Math.max(speeds.travelMmS, speeds.paintMmS, speeds.plungeMmS);
  const gentlest = Math.min(speeds.accelerationMmS2, accelerationsOf(machine, kinematics, plane).gentlest);
  const range = (axis: 'x' | 'y' | 'z') => ({ min: fence.min[axis], max: fence.max[axis] });
  const all = (value: number): Vec3 => [value, value, value];
  return {
    settings: {
      stepsPerMm: all(stepsPerUnit),
      rateMmS: all(fastest),
      accelerationMmS2: all(gentlest),
      printMmS2: gentlest,
      travelMmS2: gentlest,
    },
    travel: { x: range('x'), y: range('y'), z: range('z') },
    homeAt: rest,
    start: rest,
    absolute: true,
    motors: ([x, y, z]) => {
      const joints = kinematics.inverse({ x, y, z, tiltDeg: 0, tiltTowardsDeg: 0 }, parked.value.joints);
      return joints.ok ? joints.value.map((value) => value * stepsPerUnit) : [];
    },
  };
}

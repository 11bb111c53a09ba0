import { drivers } from './detect.ts';
import type { DriverFactory } from './driver.ts';
import { jointDriver } from './joints.ts';
import { placedDriver } from './placed.ts';

/** Drives any machine: its firmware's driver, and, for what is no gantry square to its canvas, the arm's kinematics before it. */
export const armDriver: DriverFactory = (transport, options) => {
  const { machine } = options;
  const inner = drivers[machine?.driver ?? 'grbl'](transport, options);
  const arm = machine?.arm;
  if (arm === undefined) return inner;
  return arm.wire === 'joints' ? jointDriver(inner, arm, options.timers) : placedDriver(inner, arm, options.timers);
};

import { drivers } from './detect.ts';
import type { DriverFactory } from './driver.ts';
import { jointDriver } from './joints.ts';

/** Drives any machine: its firmware's driver, and where the machine is told of its joints, the arm's kinematics before it. */
export const armDriver: DriverFactory = (transport, options) => {
  const { machine } = options;
  const inner = drivers[machine?.driver ?? 'grbl'](transport, options);
  return machine?.arm === undefined ? inner : jointDriver(inner, machine.arm, options.timers);
};

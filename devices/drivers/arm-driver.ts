import type { DriverFactory } from './driver.ts';
import { grblDriver } from './grbl.ts';
import { jointDriver } from './joints.ts';

/** Drives any machine: Grbl, and where the machine is told of its joints, the arm's kinematics before it. */
export const armDriver: DriverFactory = (transport, options) => {
  const grbl = grblDriver(transport, options);
  const arm = options.machine?.arm;
  return arm === undefined ? grbl : jointDriver(grbl, arm, options.timers);
};

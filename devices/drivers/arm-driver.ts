import type { Machine } from '../machine.ts';
import type { DriverFactory } from './driver.ts';
import { grblDriver } from './grbl.ts';
import { jointDriver } from './joints.ts';
import { marlinDriver } from './marlin.ts';

const firmwares: Readonly<Record<Machine['driver'], DriverFactory>> = { grbl: grblDriver, marlin: marlinDriver };

/** Drives any machine: its firmware's driver, and where the machine is told of its joints, the arm's kinematics before it. */
export const armDriver: DriverFactory = (transport, options) => {
  const { machine } = options;
  const inner = firmwares[machine?.driver ?? 'grbl'](transport, options);
  return machine?.arm === undefined ? inner : jointDriver(inner, machine.arm, options.timers);
};

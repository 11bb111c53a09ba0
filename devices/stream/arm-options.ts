import type { DriverFactory, Timers } from '../drivers/driver.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { ArmStatus, FromArm, ToArm } from '../process/messages.ts';
import type { Transport, TransportAddress } from '../transports/transport.ts';

export interface ArmOptions {
  readonly timers: Timers;
  readonly driver: DriverFactory;
  /** a new transport for each connection */
  readonly transport: (address: TransportAddress, machine: EaselMachine) => Transport;
  readonly emit: (message: FromArm) => void;
  /** ms since the epoch, for `firstByte` */
  readonly epochMs: () => number;
  readonly reference: Reference;
  /** how long to listen before speaking to a fresh connection, ms (see DriverOptions) */
  readonly quietMs: (address: TransportAddress) => number;
}

/**
 * What the controller's zero is worth at the first connection, without homing.
 *
 * - `known`: it is the machine's zero. True for the virtual arm in memory; for a real one where somebody has just referenced it.
 * - `switched-on`: it is, where the controller has no homing switches, is not locked and stands at exact zero: it has just
 *   been switched on at the place that its makers call zero. Never after that: a later zero is a reset.
 * - `none`: it is worth nothing until the arm is homed.
 */
export type Reference = 'known' | 'switched-on' | 'none';

/** The whole of an arm, apart from the process that it runs in. */
export interface Arm {
  handle(message: ToArm): void;
  status(): ArmStatus;
  /** resolves after `bye`, when the brush is up and the port is free */
  readonly ended: Promise<void>;
}

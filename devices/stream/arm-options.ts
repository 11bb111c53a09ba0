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
  /**
   * Take the controller's zero for the machine's zero at the first connection, without homing. True for the virtual arm,
   * which is at zero when it is made; for a real arm only where somebody has just referenced it by other means.
   */
  readonly assumeReferenced: boolean;
  /** how long to listen before speaking to a fresh connection, ms (see DriverOptions) */
  readonly quietMs: (address: TransportAddress) => number;
}

/** The whole of an arm, apart from the process that it runs in. */
export interface Arm {
  handle(message: ToArm): void;
  status(): ArmStatus;
  /** resolves after `bye`, when the brush is up and the port is free */
  readonly ended: Promise<void>;
}

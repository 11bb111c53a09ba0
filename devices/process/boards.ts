import type { Refusal } from '../../engine/result.ts';
import type { Timers } from '../drivers/driver.ts';
import { rigOf } from '../drivers/firmata/servos.ts';
import { createHardwareClient, type HardwareClient } from '../hardware/client.ts';
import { type HardwarePins, hasSensors } from '../hardware/pins.ts';
import { askAfterMs, type HardwareSetting } from '../hardware/setting.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import { hardwareTransport } from '../transports/hardware.ts';
import type { Transport, TransportAddress } from '../transports/transport.ts';
import { createHardwareDesk, type HardwareDesk } from './hardware-desk.ts';
import type { ArmSetting, FromArm, ToArm } from './messages.ts';

export interface BoardsOptions {
  /** file of the built johnny-five process */
  readonly program: string;
  readonly timers: Timers;
  /** to the arm */
  readonly handle: (message: ToArm) => void;
  /** to the show */
  readonly emit: (message: FromArm) => void;
  /** a connection to a johnny-five process; tests have their own */
  readonly connect?: (setting: HardwareSetting) => Transport;
}

/** The boards with Firmata of one arm: the one that turns its servos, the one with its button and sensors, or one for both. */
export interface Boards {
  /** to be called before the arm is configured. Boards of an earlier setting stay */
  configure(setting: ArmSetting): void;
  /** a cable to the board of the servos; undefined for an arm without */
  cable(machine: EaselMachine): Transport | undefined;
  /** what the arm tells the show */
  heard(message: FromArm): void;
  /** @returns why the arm may not hear this now; undefined if it may */
  forbids(message: ToArm): Refusal | undefined;
  /** as `forbids`, and the show is told why. @returns whether the arm may hear it */
  allows(message: ToArm): boolean;
  close(): Promise<void>;
}

const nameOf = (address: TransportAddress): string =>
  address.kind === 'memory' ? 'memory' : address.kind === 'serial' ? address.path : `tcp://${address.host}:${address.port}`;

export function createBoards({ program, timers, handle, emit, connect }: BoardsOptions): Boards {
  let servos: HardwareClient | undefined;
  let sensors: HardwareClient | undefined;
  let desk: HardwareDesk | undefined;

  const open = (address: TransportAddress, pins: HardwarePins, parkDeg?: readonly number[]): HardwareClient => {
    const setting: HardwareSetting = { address, pins, askAfterMs: askAfterMs(address), ...(parkDeg && { parkDeg: [...parkDeg] }) };
    const name = nameOf(address);
    const make = (): Transport => connect?.(setting) ?? hardwareTransport({ program, argument: JSON.stringify(setting), name });
    return createHardwareClient({ name, make, timers });
  };

  /** where the servos of a virtual board stand: at the park */
  const parkDegOf = (machine: EaselMachine): readonly number[] | undefined => {
    const rig = rigOf(machine);
    return rig.ok ? rig.value.servoDegs(rig.value.park) : undefined;
  };

  return {
    configure: ({ machine, address, hardware }) => {
      if (servos !== undefined || sensors !== undefined) return;
      const { servos: wired, ...others } = machine.hardware ?? {};
      const shared = machine.driver === 'firmata' && (hardware === undefined || nameOf(hardware) === nameOf(address));
      if (machine.driver === 'firmata') {
        const pins = shared ? (machine.hardware ?? {}) : { ...(wired && { servos: wired }) };
        servos = open(address, pins, address.kind === 'memory' ? parkDegOf(machine) : undefined);
      }
      if (hardware === undefined && !shared) return;
      if (!hasSensors(others)) {
        if (hardware !== undefined) emit({ kind: 'fault', fault: noPins(machine) });
        return;
      }
      sensors = shared ? servos : hardware === undefined ? undefined : open(hardware, others);
      if (sensors !== undefined) desk = createHardwareDesk({ board: sensors, pins: others, timers, handle, emit });
    },
    cable: ({ driver }) => (driver === 'firmata' ? servos?.cable() : undefined),
    heard: (message) => desk?.heard(message),
    forbids: (message) => desk?.forbids(message),
    allows: (message) => {
      const fault = desk?.forbids(message);
      if (fault !== undefined) emit({ kind: 'fault', fault });
      return fault === undefined;
    },
    close: async () => {
      await Promise.all([servos?.close(), sensors?.close()]);
    },
  };
}

const noPins = ({ name }: EaselMachine) => ({
  code: 'hardware/no-pins',
  text: `A hardware board was given, but the description of ${name} does not say what is wired to it.`,
  remedy: 'Add “hardware” to the machine description: { "stopPin": 2 } for a stop button between pin 2 and ground.',
});

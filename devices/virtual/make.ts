import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { VirtualController } from './controller.ts';
import { createVirtualEbb, type VirtualEbbOptions } from './ebb/ebb.ts';
import { servoArm } from './firmata/servo-arm.ts';
import { createVirtualGrbl, type VirtualGrblOptions } from './grbl.ts';
import { jointArm } from './joint-arm.ts';
import { createVirtualMarlin } from './marlin/marlin.ts';
import { placedArm } from './placed-arm.ts';

/** What a virtual controller may be given, whatever its firmware. */
export type Common = Pick<VirtualGrblOptions, 'avr' | 'bootloader' | 'baud' | 'seed' | 'faults' | 'nowMs'> & {
  /** limit switches are fitted: a Grbl then starts locked. An EBB has none, and an arm that knows where it stands has them always */
  readonly switches: boolean;
};

/** how far below first contact a lowered pen comes to rest, and above the highest place a raised one, mm */
const penDownMm = 1;

/** A controller with the firmware that a machine is driven by, and that machine behind it. */
export function virtualArm(machine: EaselMachine, { switches, ...common }: Common): VirtualController {
  const { arm, driver, reach: travel } = machine;
  if (driver === 'firmata') return servoArm(machine, { ...common, ...(common.bootloader !== true && { blinkMs: 0 }) });
  if (driver === 'ebb') return createVirtualEbb({ ...common, pen: penLift(machine) });
  if (driver === 'marlin') return createVirtualMarlin({ ...common, switches, ...(arm === undefined ? { travel } : placedArm(arm)) });
  if (arm === undefined) return createVirtualGrbl({ ...common, homing: switches, travel });
  return createVirtualGrbl({ ...common, ...(arm.wire === 'joints' ? jointArm(arm) : squareArm(arm)) });
}

/** What speaks there, for a person. */
export function virtualName({ arm, name, driver }: EaselMachine): string {
  if (driver === 'firmata') return 'StandardFirmata 2.5';
  if (driver === 'ebb') return 'EBB 2.8';
  if (driver === 'marlin') return arm === undefined ? 'Marlin 2.1' : `Marlin 2.1 for ${name}`;
  return arm === undefined ? 'Grbl 1.1h' : arm.wire === 'joints' ? `grblHAL for ${name}` : `Grbl 1.1h for ${name}`;
}

/** A Grbl that is told of places in the machine's frame: as the Marlin for such a machine. */
function squareArm(arm: NonNullable<EaselMachine['arm']>): VirtualGrblOptions {
  const { travel, homeAt, start, absolute } = placedArm(arm);
  return {
    ...(travel && { travel }),
    ...(homeAt && { homeAt }),
    ...(start && { start }),
    ...(absolute === true && { absolute }),
    homing: true,
  };
}

function penLift({ canvasOrigin, park }: EaselMachine): NonNullable<VirtualEbbOptions['pen']> {
  return { up: { pulse: 20_640, mm: park.z }, down: { pulse: 15_250, mm: canvasOrigin.z - penDownMm } };
}

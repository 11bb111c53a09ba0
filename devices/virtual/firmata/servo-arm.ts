import { rigOf } from '../../drivers/firmata/servos.ts';
import type { EaselMachine } from '../../kinematics/easel-machine.ts';
import { createVirtualFirmata, type VirtualFirmata, type VirtualFirmataOptions } from './firmata.ts';

/**
 * A board with Firmata, wired as the machine says. Where the machine is an arm of servos, they stand at its park, and the board
 * tells of its joints; else it carries button, sensors and lamps alone.
 */
export function servoArm(machine: EaselMachine | undefined, options: VirtualFirmataOptions = {}): VirtualFirmata {
  const rig = rigOf(machine);
  const pins = machine?.hardware ?? {};
  if (!rig.ok) return createVirtualFirmata({ pins, ...options });
  const { arm, park, servoDegs } = rig.value;
  return createVirtualFirmata({ pins, joints: arm.rates.map(({ joint }) => joint), startDeg: servoDegs(park), ...options });
}

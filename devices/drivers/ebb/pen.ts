import type { EaselMachine } from '../../kinematics/easel-machine.ts';
import type { Pen } from './slicer.ts';

/** pulse widths of the pen's servo, 1/12 µs, and their changes each 24 ms: down is gentler */
const servo = { up: 20_640, down: 15_250, rateUp: 1500, rateDown: 750 } as const;
/** how long the servo takes with them, and a little more */
const upMs = 110;
const downMs = 200;
/** the pen counts as up from so far above first contact: as near to it as a stroke's ramps allow, mm */
const contactMm = 0.5;

/** @param machine - what the board drives; without one, first contact is at z 0 */
export function penOf(machine: EaselMachine | undefined): Pen & { readonly restZ: number } {
  const contactZ = machine?.canvasOrigin.z ?? 0;
  return {
    upMs,
    downMs,
    upAboveMm: contactZ + contactMm,
    /** where the pen is taken to be when it is up and nothing else is known */
    restZ: machine?.park.z ?? contactMm + 10,
  };
}

/** Sets the servo up, keeps its power on (an old board may not know how), and raises the pen. */
export const raising: readonly string[] = [
  `SC,4,${servo.up}`,
  `SC,5,${servo.down}`,
  `SC,11,${servo.rateUp}`,
  `SC,12,${servo.rateDown}`,
  'SR,0',
  `SP,1,${upMs}`,
];

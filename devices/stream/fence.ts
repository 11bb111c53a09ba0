import type { Refusal } from '../../engine/result.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import { pastBoxes } from '../kinematics/fence.ts';
import type { MachinePoint } from '../machine.ts';

/** floating-point crumbs, and a step of any arm, mm */
const crumbMm = 0.05;
const axes = ['x', 'y', 'z'] as const;

/** the code where a kept-out box is in the way: the arm holds, and somebody can jog it round */
export const inTheWay = 'fence/in-the-way';

/**
 * The last look before a line is sent: no motion ends outside the reach, or passes a kept-out box, whoever asked for it. An arm
 * that was found outside may come back in, and may not go farther out; one in a box may leave it.
 *
 * @param from - where the motion begins, machine mm
 * @returns why it must not be sent
 */
export function fenced(
  { reach, bounds }: Pick<EaselMachine, 'reach' | 'bounds'>,
  from: MachinePoint,
  to: MachinePoint,
): Refusal | undefined {
  for (const axis of axes) {
    const { min, max } = reach[axis];
    const value = to[axis];
    if (value >= Math.min(min, from[axis]) - crumbMm && value <= Math.max(max, from[axis]) + crumbMm) continue;
    return {
      code: 'fence/outside',
      text: `A motion to ${axis} ${Number(value.toFixed(2))} mm was not sent: the machine reaches from ${min} to ${max} mm.`,
      remedy: 'Check reach and canvasOrigin in the machine description; withdraw the stroke, then press Resume.',
    };
  }
  const past = bounds === undefined ? undefined : pastBoxes(bounds, 'It', from, to);
  if (past === undefined || past.ok) return undefined;
  return {
    code: inTheWay,
    text: `A motion was not sent, because of what stands in its way. ${past.why.text}`,
    remedy: 'Jog the arm around it, then press Resume.',
  };
}

import type { Refusal } from '../../engine/result.ts';
import type { Machine, MachinePoint } from '../machine.ts';

/** floating-point crumbs, and a step of any arm, mm */
const crumbMm = 0.05;
const axes = ['x', 'y', 'z'] as const;

/**
 * The last look before a line is sent: no motion ends outside the reach, whoever asked for it. An arm that was found outside
 * may come back in, and may not go farther out.
 *
 * @param from - where the motion begins, machine mm
 * @returns why it must not be sent
 */
export function fenced({ reach }: Machine, from: MachinePoint, to: MachinePoint): Refusal | undefined {
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
  return undefined;
}

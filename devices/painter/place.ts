import { done, type Result, refused } from '../../engine/result.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import { clearWay } from '../kinematics/fence.ts';
import { type Machine, type MachinePoint, ragPerRim, rimOf } from '../machine.ts';
import type { Easel } from './easel.ts';

/** @param heightMm - above first contact; negative presses in. @returns machine mm, for a Cartesian machine */
export function place(machine: Machine, xMm: number, yMm: number, heightMm: number): MachinePoint {
  const origin = machine.canvasOrigin;
  return { x: origin.x + xMm, y: origin.y + yMm, z: origin.z + heightMm };
}

/** The inverse of `place`. @returns canvas mm, and height above first contact */
export function unplace(machine: Machine, at: MachinePoint): { readonly xMm: number; readonly yMm: number; readonly heightMm: number } {
  const origin = machine.canvasOrigin;
  return { xMm: at.x - origin.x, yMm: at.y - origin.y, heightMm: at.z - origin.z };
}

/** The nearest place within reach. */
export function withinReach({ reach }: Machine, at: MachinePoint): MachinePoint {
  const clamp = (value: number, { min, max }: { min: number; max: number }): number => Math.min(max, Math.max(min, value));
  return { x: clamp(at.x, reach.x), y: clamp(at.y, reach.y), z: clamp(at.z, reach.z) };
}

/** floating-point crumbs of a scene that clipped to the very edge, mm */
export const crumbMm = 1e-3;
const axes = ['x', 'y', 'z'] as const;
export const mm = (value: number): string => `${Number(value.toFixed(2))} mm`;

/** @param what - names the place in the text, as in `wells[2]`. @param from - where the brush comes from, straight */
export function fence(machine: EaselMachine, what: string, at: MachinePoint, remedy: string, from = at): Result<void> {
  const clear = machine.bounds === undefined ? done(undefined) : clearWay(machine.bounds, what, from, at);
  if (!clear.ok) return clear;
  for (const axis of axes) {
    const { min, max } = machine.reach[axis];
    if (at[axis] < min - crumbMm)
      return refused('reach/outside', `${what} is at machine ${axis} ${mm(at[axis])}, below reach.${axis}.min ${mm(min)}.`, remedy);
    if (at[axis] > max + crumbMm)
      return refused('reach/outside', `${what} is at machine ${axis} ${mm(at[axis])}, beyond reach.${axis}.max ${mm(max)}.`, remedy);
  }
  return done(undefined);
}

/** Checks the machine's own places: park, wells, water and rag (as far as the brush goes in them) and the height that it travels at. */
export function checkEasel(easel: Easel): Result<void> {
  const { machine, canvas, palette } = easel;
  for (const [side, value, most] of [
    ['widthMm', canvas.widthMm, machine.most?.widthMm],
    ['heightMm', canvas.heightMm, machine.most?.heightMm],
  ] as const)
    if (most !== undefined && value > most + crumbMm)
      return refused(
        'reach/canvas',
        `canvas.${side} is ${mm(value)}, and ${machine.name} paints ${mm(most)} at most.`,
        'Choose a smaller canvas, or another machine.',
      );
  const { heights, canvasOrigin } = machine;
  if (heights.travelMm <= heights.hoverMm)
    return refused(
      'machine/heights',
      `heights.travelMm is ${mm(heights.travelMm)}, not above heights.hoverMm ${mm(heights.hoverMm)}.`,
      'Set heights.travelMm in the machine description well above the hover height.',
    );
  const park = fence(machine, 'park', machine.park, 'Move park within reach in the machine description.');
  if (!park.ok) return park;
  const travel = fence(
    machine,
    'heights.travelMm',
    { ...machine.park, z: canvasOrigin.z + heights.travelMm },
    'Lower heights.travelMm in the machine description, or set reach.z.max as it was measured.',
  );
  if (!travel.ok) return travel;
  for (const { what, at, radiusMm } of openings(machine, palette.length))
    for (const [dx, dy] of [
      [-radiusMm, 0],
      [radiusMm, 0],
      [0, -radiusMm],
      [0, radiusMm],
    ] as const) {
      const edge = { x: at.x + dx, y: at.y + dy, z: at.z };
      const found = fence(machine, `${what}, with its edge of ${mm(radiusMm)},`, edge, `Move ${what} within reach.`);
      if (!found.ok) return found;
    }
  return done(undefined);
}

/** The wells that are in use, and what the brush is washed with. */
function openings(machine: Machine, paints: number): { readonly what: string; readonly at: MachinePoint; readonly radiusMm: number }[] {
  const { radiusMm } = rimOf(machine);
  const wells = machine.wells.slice(0, paints).map((at, index) => ({ what: `wells[${index}]`, at, radiusMm }));
  if (machine.wash === undefined) return wells;
  const { water, rag } = machine.wash;
  return [...wells, { what: 'wash.water', at: water, radiusMm }, { what: 'wash.rag', at: rag, radiusMm: radiusMm * ragPerRim }];
}

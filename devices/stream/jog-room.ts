import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { Box } from '../kinematics/machine-arm.ts';
import type { MachinePoint } from '../machine.ts';

export type JogSpeed = readonly [x: number, y: number, z: number];

/** it stays so far from a kept-out box, mm: a step of any arm. Within half of it, it counts as inside */
const gapMm = 0.05;
const axes = ['x', 'y', 'z'] as const;
type Axis = (typeof axes)[number];

/** What holds a jog: the reach, and on a gantry what may not be entered. */
export type JogSpace = Pick<EaselMachine, 'reach' | 'bounds'>;

/**
 * How fast a jog may go on from here, so that it can stand still before the fence and before each kept-out box: for the time
 * ahead at that speed, and to brake from it, v²/2a. An axis that would bring it too far is slowed, and the others go on: it slides
 * along what it meets. Inside of a box, however it came there, it may only leave: to the nearer side, or up.
 *
 * @param from - where what is promised ends, machine mm
 * @param mmS - as asked for
 * @param aheadS - how long it goes on before it is looked after again
 * @param brakeMmS2 - what it surely brakes with, in any direction
 * @returns mm/s, no axis faster than asked for
 */
export function heldSpeed(space: JogSpace, from: MachinePoint, mmS: JogSpeed, aheadS: number, brakeMmS2: number): JogSpeed {
  const { reach, bounds } = space;
  const boxes = bounds?.keepOut.map(({ box }) => box) ?? [];
  const mine = boxes.filter((box) => within(from, box));
  const v: Record<Axis, number> = { x: mmS[0], y: mmS[1], z: mmS[2] };
  for (const box of mine) for (const axis of axes) if (!leaves(axis, Math.sign(v[axis]), from, box, reach)) v[axis] = 0;

  const slow = (axis: Axis, roomMm: number): void => {
    const others = Math.hypot(...axes.map((one) => (one === axis ? 0 : v[one])));
    v[axis] = Math.sign(v[axis]) * Math.min(Math.abs(v[axis]), fastest(roomMm, others, aheadS, brakeMmS2));
  };
  for (const axis of axes) slow(axis, v[axis] > 0 ? reach[axis].max - from[axis] : from[axis] - reach[axis].min);

  // an axis that stays out of a box keeps all of the way out of it, and is only slowed by the next ones
  const left = boxes.filter((box) => !mine.includes(box));
  for (let met = nextMet(); met !== undefined; met = nextMet()) {
    const { box, axis } = met;
    left.splice(left.indexOf(box), 1);
    slow(axis, (v[axis] > 0 ? box.min[axis] - from[axis] : from[axis] - box.max[axis]) - gapMm);
  }
  return [v.x, v.y, v.z];

  function nextMet(): { readonly box: Box; readonly axis: Axis } | undefined {
    const seconds = aheadS + Math.hypot(v.x, v.y, v.z) / (2 * brakeMmS2);
    for (const box of left) {
      const axis = entered(from, v, seconds, box);
      if (axis !== undefined) return { box, axis };
    }
    return undefined;
  }
}

/** @returns the speed of an axis that uses up its room in the time ahead and while braking; others make that longer, mm/s */
function fastest(roomMm: number, othersMmS: number, aheadS: number, brakeMmS2: number): number {
  const lead = aheadS + othersMmS / (2 * brakeMmS2);
  return brakeMmS2 * (Math.sqrt(lead * lead + (2 * Math.max(0, roomMm)) / brakeMmS2) - lead);
}

const within = (at: MachinePoint, { min, max }: Box): boolean =>
  axes.every((axis) => at[axis] > min[axis] - gapMm / 2 && at[axis] < max[axis] + gapMm / 2);

/** A side that lies beyond the reach is no way out. */
function leaves(axis: Axis, sign: number, from: MachinePoint, { min, max }: Box, reach: JogSpace['reach']): boolean {
  const open = { up: max[axis] + gapMm < reach[axis].max, down: min[axis] - gapMm > reach[axis].min };
  const nearerUp = max[axis] - from[axis] <= from[axis] - min[axis];
  if (sign > 0) return open.up && (axis === 'z' || nearerUp || !open.down);
  return open.down && (!nearerUp || !open.up);
}

/** @returns along which axis the way comes into the box, from outside; undefined where it does not (the slab method) */
function entered(from: MachinePoint, v: Readonly<Record<Axis, number>>, seconds: number, { min, max }: Box): Axis | undefined {
  let [first, last] = [Number.NEGATIVE_INFINITY, seconds];
  let found: Axis | undefined;
  for (const axis of axes) {
    const [least, most] = [min[axis] - gapMm / 2, max[axis] + gapMm / 2];
    if (v[axis] === 0) {
      if (from[axis] <= least || from[axis] >= most) return undefined;
      continue;
    }
    const [a, b] = [(least - from[axis]) / v[axis], (most - from[axis]) / v[axis]];
    if (Math.min(a, b) > first) {
      first = Math.min(a, b);
      found = axis;
    }
    last = Math.min(last, Math.max(a, b));
  }
  return first >= 0 && first < last ? found : undefined;
}

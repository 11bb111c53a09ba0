import { done, type Result, refused } from '../../engine/result.ts';
import type { ArmMachine, Box } from './machine-arm.ts';
import { along, type Vector } from './space.ts';

const axes = ['x', 'y', 'z'] as const;
/** floating-point crumbs of a place on the fence itself, mm */
const crumbMm = 1e-3;

const inside = (at: Vector, { min, max }: Box, marginMm: number): boolean =>
  axes.every((axis) => at[axis] > min[axis] - marginMm && at[axis] < max[axis] + marginMm);

/** Where a brush may be, machine mm: inside the fence, and outside of each kept-out box. */
export type Bounds = Pick<ArmMachine, 'fence' | 'keepOut'>;

/** @param what - names the place in the text. @returns `reach/fence` or `reach/keep-out`, naming the box and the value */
export function withinFence({ fence, keepOut }: Bounds, what: string, at: Vector): Result<void> {
  if (!inside(at, fence, crumbMm)) {
    const axis = axes.find((one) => at[one] <= fence.min[one] - crumbMm || at[one] >= fence.max[one] + crumbMm) ?? 'x';
    const [side, limit] = at[axis] < fence.min[axis] ? (['min', fence.min[axis]] as const) : (['max', fence.max[axis]] as const);
    return refused(
      'reach/fence',
      `${what} is at machine ${axis} ${at[axis].toFixed(1)} mm, outside fence.${side}.${axis}, ${limit} mm.`,
      `Move it inwards, or widen fence.${side}.${axis} if nothing stands there.`,
    );
  }
  const met = keepOut.find(({ box }) => inside(at, box, -crumbMm));
  return met === undefined ? done(undefined) : inBox(what, at, met.name);
}

/**
 * A straight way whose begin is where the brush stands: its end must be within bounds, and what lies between out of each box. The
 * fence is convex, so the end alone counts for it; and a brush that stands in a box, however it came there, may leave it.
 */
export function clearWay(bounds: Bounds, what: string, from: Vector, to: Vector): Result<void> {
  const ends = withinFence(bounds, what, to);
  return ends.ok ? pastBoxes(bounds, what, from, to) : ends;
}

/** The boxes alone: one that the way begins in may be left. */
export function pastBoxes({ keepOut }: Pick<Bounds, 'keepOut'>, what: string, from: Vector, to: Vector): Result<void> {
  for (const { name, box } of keepOut) {
    if (inside(from, box, -crumbMm)) continue;
    const share = meetsAt(from, to, box);
    if (share !== undefined) return inBox(what, along(from, to, share), name);
  }
  return done(undefined);
}

/** @returns how far along the way it first is inside the box, 0 to 1; undefined where it never is (the slab method) */
function meetsAt(from: Vector, to: Vector, { min, max }: Box): number | undefined {
  let [first, last] = [0, 1];
  for (const axis of axes) {
    const [least, most] = [min[axis] + crumbMm, max[axis] - crumbMm];
    const way = to[axis] - from[axis];
    if (way === 0 && (from[axis] <= least || from[axis] >= most)) return undefined;
    if (way === 0) continue;
    const [a, b] = [(least - from[axis]) / way, (most - from[axis]) / way];
    first = Math.max(first, Math.min(a, b));
    last = Math.min(last, Math.max(a, b));
  }
  return first < last ? first : undefined;
}

const inBox = (what: string, at: Vector, name: string): Result<never> =>
  refused(
    'reach/keep-out',
    `${what} is at machine (${axes.map((axis) => at[axis].toFixed(1)).join(', ')}) mm, inside “${name}”.`,
    `Move it out of “${name}”, or correct that box in keepOut.`,
  );

import { done, type Result, refused } from '../../engine/result.ts';
import type { ArmMachine, Box } from './machine-arm.ts';
import type { Vector } from './space.ts';

const axes = ['x', 'y', 'z'] as const;
/** floating-point crumbs of a place on the fence itself, mm */
const crumbMm = 1e-3;

const inside = (at: Vector, { min, max }: Box, marginMm: number): boolean =>
  axes.every((axis) => at[axis] > min[axis] - marginMm && at[axis] < max[axis] + marginMm);

/** @param what - names the place in the text. @returns `reach/fence` or `reach/keep-out`, naming the box and the value */
export function withinFence({ fence, keepOut }: Pick<ArmMachine, 'fence' | 'keepOut'>, what: string, at: Vector): Result<void> {
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
  if (met === undefined) return done(undefined);
  return refused(
    'reach/keep-out',
    `${what} is at machine (${axes.map((axis) => at[axis].toFixed(1)).join(', ')}) mm, inside “${met.name}”.`,
    `Move it out of “${met.name}”, or correct that box in keepOut.`,
  );
}

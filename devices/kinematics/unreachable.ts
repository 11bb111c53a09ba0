import { done, type Result } from '../../engine/result.ts';
import type { Clearance, JointLimit, Joints, Unreachable } from './kinematics.ts';
import type { BrushPose } from './pose.ts';

/** floating-point crumbs of a joint that was asked to its very limit, mm or degrees */
const crumb = 1e-9;

/** @returns the number as a person reads it, with enough digits to differ from `from` */
function figure(value: number, from: number): string {
  const near = Math.abs(value - from);
  const digits = near > 0 ? Math.min(9, Math.max(2, Math.ceil(-Math.log10(near)) + 1)) : 2;
  return String(Number(value.toFixed(digits)));
}

const place = ({ x, y, z }: BrushPose): string => `x ${x.toFixed(1)}, y ${y.toFixed(1)}, z ${z.toFixed(1)} mm`;

/** A pose that cannot be taken, in words: `what` follows "the elbow would be at 151 deg, …". */
export function unreachable(
  pose: BrushPose | null,
  facts: Pick<Unreachable, 'kind' | 'joint' | 'unit' | 'value' | 'limit'>,
  what: (value: string, limit: string) => string,
  remedy: string,
): { readonly ok: false; readonly why: Unreachable } {
  const { kind, joint, unit, value, limit } = facts;
  const where = pose === null ? '' : `Brush at ${place(pose)}: `;
  const text = `${where}${what(`${figure(value, limit)} ${unit}`, `${figure(limit, value)} ${unit}`)}.`;
  return { ok: false, why: { code: `reach/${kind}`, text, remedy, kind, joint, unit, value, limit } };
}

export const tooFar = (pose: BrushPose, joint: string, value: number, limit: number) =>
  unreachable(
    pose,
    { kind: 'too-far', joint, unit: 'mm', value, limit },
    (v, l) => `that is ${v} from the ${joint}, and the links reach ${l}`,
    'Move that place nearer to the arm, or paint a smaller canvas.',
  );

export const tooNear = (pose: BrushPose, joint: string, value: number, limit: number) =>
  unreachable(
    pose,
    { kind: 'too-near', joint, unit: 'mm', value, limit },
    (v, l) => `that is ${v} from the ${joint}, and the folded links stay ${l} away`,
    'Move that place away from the arm.',
  );

export const jointLimit = (pose: BrushPose, { joint, unit }: Pick<JointLimit, 'joint' | 'unit'>, value: number, limit: number) =>
  unreachable(
    pose,
    { kind: 'joint-limit', joint, unit, value, limit },
    (v, l) => `${joint} would be at ${v}, ${value < limit ? 'below' : 'beyond'} its limit of ${l}`,
    `Move that place towards the middle of the reach, or correct the range of ${joint} in the machine description.`,
  );

export const singular = (pose: BrushPose, { of, unit, value, least }: Clearance) =>
  unreachable(
    pose,
    { kind: 'singular', joint: of, unit, value, limit: least },
    (v, l) => `${of} would be ${v} from a singularity, nearer than the margin of ${l}`,
    'Move that place, or hold the brush at another tilt, so that the path keeps away from it.',
  );

/** @throws RangeError naming the number that is not finite */
export function finite(pose: BrushPose): void {
  for (const [name, value] of Object.entries(pose))
    if (!Number.isFinite(value)) throw new RangeError(`inverse: ${name} is ${value}; give finite numbers, mm and degrees`);
}

/** @throws RangeError where the count is wrong */
export function triple(joints: Joints): readonly [number, number, number] {
  const [a, b, c] = joints;
  if (joints.length !== 3 || a === undefined || b === undefined || c === undefined)
    throw new RangeError(`joints: got ${joints.length} of them; give 3, in the order of the axes`);
  return [a, b, c];
}

/** Joints that are clear of every singularity and within every limit, or why not. */
export function checked(
  pose: BrushPose,
  joints: Joints,
  limits: readonly JointLimit[],
  clearances: readonly Clearance[],
): Result<Joints, Unreachable> {
  const close = clearances.find(({ value, least }) => value < least - crumb);
  if (close !== undefined) return singular(pose, close);
  for (const [index, limit] of limits.entries()) {
    const value = joints[index] ?? Number.NaN;
    if (value < limit.min - crumb) return jointLimit(pose, limit, value, limit.min);
    if (value > limit.max + crumb) return jointLimit(pose, limit, value, limit.max);
  }
  return done(joints);
}

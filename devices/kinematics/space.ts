import type { MachinePoint } from '../machine.ts';

/** A place (mm) or a direction in the machine's frame. */
export type Vector = MachinePoint;

export const add = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
export const minus = (a: Vector, b: Vector): Vector => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });
export const scale = (a: Vector, by: number): Vector => ({ x: a.x * by, y: a.y * by, z: a.z * by });
export const dot = (a: Vector, b: Vector): number => a.x * b.x + a.y * b.y + a.z * b.z;
export const cross = (a: Vector, b: Vector): Vector => ({
  x: a.y * b.z - a.z * b.y,
  y: a.z * b.x - a.x * b.z,
  z: a.x * b.y - a.y * b.x,
});
export const size = (a: Vector): number => Math.hypot(a.x, a.y, a.z);
export const along = (a: Vector, b: Vector, share: number): Vector => add(scale(a, 1 - share), scale(b, share));

/** @throws RangeError where `a` has no direction */
export function unit(a: Vector): Vector {
  const length = size(a);
  if (!(length > 0)) throw new RangeError(`unit: (${a.x}, ${a.y}, ${a.z}) has no direction; give a vector that is not zero`);
  return scale(a, 1 / length);
}

export const radians = (deg: number): number => (deg * Math.PI) / 180;
export const degrees = (rad: number): number => (rad * 180) / Math.PI;
export const sinDeg = (deg: number): number => Math.sin(radians(deg));
export const cosDeg = (deg: number): number => Math.cos(radians(deg));
export const atan2Deg = (y: number, x: number): number => degrees(Math.atan2(y, x));

/** The same direction as `deg`, by whole turns as near as can be to `near`. */
export const turnNear = (deg: number, near: number): number => deg + 360 * Math.round((near - deg) / 360);

/**
 * Angle between two directions, 0 to 180 degrees. By tangent, because the cosine loses half its digits near 0 and 180.
 *
 * @param a - of any length but zero, like `b`
 */
export const angleDeg = (a: Vector, b: Vector): number => atan2Deg(size(cross(a, b)), dot(a, b));

/** How far an angle between two links is from straight and from folded, whichever is nearer: 0 (singular) to 90 degrees. */
export const bentDeg = (deg: number): number => Math.abs(atan2Deg(Math.abs(sinDeg(deg)), Math.abs(cosDeg(deg))));

/**
 * `v` turned about an axis, right-handed.
 *
 * @param axis - of length 1
 * @see Murray, Li, Sastry, "A Mathematical Introduction to Robotic Manipulation", §2.2: Rodrigues' formula
 */
export function turned(v: Vector, axis: Vector, deg: number): Vector {
  const c = cosDeg(deg);
  return add(add(scale(v, c), scale(cross(axis, v), sinDeg(deg))), scale(axis, dot(axis, v) * (1 - c)));
}

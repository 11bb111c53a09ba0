/**
 * A place or a direction in the controller's axes: x, y, z, and then a, b, c where it has them; mm, or degrees for a hinge.
 * What is not said of an axis is 0.
 */
export type Vec3 = readonly [x: number, y: number, z: number, ...further: number[]];

export const origin: Vec3 = [0, 0, 0];
const none: readonly number[] = [];

/** @returns a value for each of so many axes, three at least */
export const axesOf = (count: number, value: (axis: number) => number): Vec3 => [
  value(0),
  value(1),
  value(2),
  ...(count > 3 ? Array.from({ length: count - 3 }, (_, i) => value(i + 3)) : none),
];

export const zip = (a: Vec3, b: Vec3, f: (a: number, b: number) => number): Vec3 =>
  axesOf(Math.max(a.length, b.length), (axis) => f(a[axis] ?? 0, b[axis] ?? 0));
export const add = (a: Vec3, b: Vec3): Vec3 => zip(a, b, (p, q) => p + q);
export const subtract = (a: Vec3, b: Vec3): Vec3 => zip(a, b, (p, q) => p - q);
export const scale = (a: Vec3, by: number): Vec3 => axesOf(a.length, (axis) => (a[axis] ?? 0) * by);
export const dot = (a: Vec3, b: Vec3): number => a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
export const length = (a: Vec3): number => Math.hypot(...a);
export const between = (a: Vec3, b: Vec3, share: number): Vec3 => zip(a, b, (p, q) => p + (q - p) * share);

/** The most that a motion along `unit` may have, so that no axis has more than its own limit. */
export function limitAlong(limits: Vec3, unit: Vec3): number {
  let most = Number.POSITIVE_INFINITY;
  for (const [i, limit] of limits.entries()) {
    const share = Math.abs(unit[i] ?? 0);
    if (share > 0) most = Math.min(most, limit / share);
  }
  return most;
}

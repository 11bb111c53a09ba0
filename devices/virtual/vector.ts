/** A place or a direction in the machine's frame: x, y, z. */
export type Vec3 = readonly [number, number, number];

export const origin: Vec3 = [0, 0, 0];

export const zip = (a: Vec3, b: Vec3, f: (a: number, b: number) => number): Vec3 => [f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2])];
export const add = (a: Vec3, b: Vec3): Vec3 => zip(a, b, (p, q) => p + q);
export const subtract = (a: Vec3, b: Vec3): Vec3 => zip(a, b, (p, q) => p - q);
export const scale = (a: Vec3, by: number): Vec3 => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
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

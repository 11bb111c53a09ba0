/** A direction in space. */
export type Vector = readonly [number, number, number];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** Degrees between two directions, 0 to 180; 0 where one of them is none. */
export function angle(a: Vector, b: Vector): number {
  const length = Math.sqrt(dot(a, a) * dot(b, b));
  return length < 1e-12 ? 0 : degrees(Math.acos(Math.min(1, Math.max(-1, dot(a, b) / length))));
}

/** Degrees, -180 to 180, by which one direction must be turned about an axis to lie with another; 0 where there is no axis. */
export function turnAbout(axis: Vector, a: Vector, b: Vector): number {
  const length = Math.sqrt(dot(axis, axis));
  if (length < 1e-9) return 0;
  const cross: Vector = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const level = dot(a, b) - (dot(a, axis) / length) * (dot(b, axis) / length);
  return degrees(Math.atan2(dot(cross, axis) / length, level));
}

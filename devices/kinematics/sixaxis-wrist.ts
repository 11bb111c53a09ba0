import { type Frame, handleOf } from './frame.ts';
import type { BrushPose } from './pose.ts';
import type { ArmJoints } from './sixaxis-arm.ts';
import { add, atan2Deg, cosDeg, cross, dot, scale, sinDeg, turned, type Vector } from './space.ts';

/** Three directions of length 1, square to one another: of a forearm, a flange, or a brush. x points to the tip. */
export interface Axes {
  readonly x: Vector;
  readonly y: Vector;
  readonly z: Vector;
}

/** The last three joints of a six-axis arm, degrees. */
export type WristJoints = readonly [roll: number, pitch: number, turn: number];

const turnedAxes = ({ x, y, z }: Axes, axis: Vector, deg: number): Axes => ({
  x: turned(x, axis, deg),
  y: turned(y, axis, deg),
  z: turned(z, axis, deg),
});

/** Along the forearm, to its left, and up. */
export function forearmAxes([q1, q2, q3]: ArmJoints): Axes {
  const rise = q2 + q3;
  const x = { x: cosDeg(q1) * cosDeg(rise), y: sinDeg(q1) * cosDeg(rise), z: sinDeg(rise) };
  const y = { x: -sinDeg(q1), y: cosDeg(q1), z: 0 };
  return { x, y, z: cross(x, y) };
}

/** Roll about the forearm, pitch up, turn about the flange. */
export function flangeAxes(forearm: Axes, [roll, pitch, turn]: WristJoints): Axes {
  const rolled = turnedAxes(forearm, forearm.x, roll);
  const pitched = turnedAxes(rolled, rolled.y, -pitch);
  return turnedAxes(pitched, pitched.x, turn);
}

/**
 * The wrist joints that bring the flange from the forearm's directions to given ones; the sign of the pitch chooses which
 * of the two answers. Where the pitch is 0 or 180, roll and turn are one motion, and are no answer.
 *
 * @see Siciliano et al., "Robotics: Modelling, Planning and Control", §2.12.5: the spherical wrist
 */
export function wristTo(forearm: Axes, flange: Axes, positive: boolean): WristJoints {
  const sign = positive ? 1 : -1;
  const side = dot(forearm.y, flange.x);
  const rise = dot(forearm.z, flange.x);
  const pitch = sign * atan2Deg(Math.hypot(side, rise), dot(forearm.x, flange.x));
  const roll = atan2Deg(-sign * side, sign * rise);
  const turn = atan2Deg(-sign * dot(forearm.x, flange.y), -sign * dot(forearm.x, flange.z));
  return [roll, pitch, turn];
}

/**
 * How the brush is held at a pose: turned from straight by the shortest way, so that a flat brush keeps its edge.
 *
 * @param spinDeg - how the holder is turned about the brush; at 0, z is the canvas's up
 */
export function brushAxes(straight: Frame, pose: BrushPose, spinDeg: number): Axes {
  const axes: Axes = { x: scale(straight.normal, -1), y: scale(straight.right, -1), z: straight.up };
  const spun = turnedAxes(axes, axes.x, spinDeg);
  const leaning = handleOf(straight, { ...pose, tiltDeg: 90 });
  return turnedAxes(spun, cross(straight.normal, leaning), pose.tiltDeg);
}

/** The flange of a holder whose brush is bent away from the flange's axis by so many degrees. */
export const flangeOf = (brush: Axes, bendDeg: number): Axes => turnedAxes(brush, brush.y, bendDeg);
/** The inverse of `flangeOf`. */
export const brushOf = (flange: Axes, bendDeg: number): Axes => turnedAxes(flange, flange.y, -bendDeg);

/** @returns from the middle of the wrist to the brush's contact point, mm */
export function reachOf(flange: Axes, flangeMm: number, brush: Axes, lengthMm: number): Vector {
  return add(scale(flange.x, flangeMm), scale(brush.x, lengthMm));
}

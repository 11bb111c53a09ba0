import type { BrushPose } from './pose.ts';
import { add, atan2Deg, cosDeg, cross, dot, minus, scale, sinDeg, unit, type Vector } from './space.ts';

/** Three directions of length 1, square to one another and right-handed. */
export interface Frame {
  readonly right: Vector;
  readonly up: Vector;
  /** away from the canvas */
  readonly normal: Vector;
}

/** A canvas in the machine's frame: its corner is the bottom left of the painted area. */
export interface Plane extends Frame {
  readonly corner: Vector;
}

export const machineFrame: Frame = { right: { x: 1, y: 0, z: 0 }, up: { x: 0, y: 1, z: 0 }, normal: { x: 0, y: 0, z: 1 } };

/**
 * @param canvas - directions as measured; `right` is kept, `up` is squared to it
 * @throws RangeError where they have no direction, or the same
 */
export function planeOf(canvas: { readonly corner: Vector; readonly right: Vector; readonly up: Vector }): Plane {
  const right = unit(canvas.right);
  const up = unit(minus(canvas.up, scale(right, dot(canvas.up, right))));
  return { corner: canvas.corner, right, up, normal: cross(right, up) };
}

/** @param heightMm - above the canvas; negative presses in. @returns machine mm */
export function onPlane(plane: Plane, xMm: number, yMm: number, heightMm: number): Vector {
  return add(plane.corner, add(add(scale(plane.right, xMm), scale(plane.up, yMm)), scale(plane.normal, heightMm)));
}

/** The inverse of `onPlane`. */
export function offPlane(plane: Plane, at: Vector): { readonly xMm: number; readonly yMm: number; readonly heightMm: number } {
  const d = minus(at, plane.corner);
  return { xMm: dot(d, plane.right), yMm: dot(d, plane.up), heightMm: dot(d, plane.normal) };
}

/** @returns the direction from the brush's tip to its handle, of length 1 */
export function handleOf(frame: Frame, { tiltDeg, tiltTowardsDeg }: Pick<BrushPose, 'tiltDeg' | 'tiltTowardsDeg'>): Vector {
  const lean = add(scale(frame.right, cosDeg(tiltTowardsDeg)), scale(frame.up, sinDeg(tiltTowardsDeg)));
  return add(scale(frame.normal, cosDeg(tiltDeg)), scale(lean, sinDeg(tiltDeg)));
}

/** below this share of sideways lean, a handle counts as straight: it has no direction that it leans to */
const straight = 1e-12;

/**
 * The inverse of `handleOf`, at a place.
 *
 * @param handle - from the tip to the handle, of length 1
 */
export function poseOf(frame: Frame, at: Vector, handle: Vector): BrushPose {
  const a = dot(handle, frame.right);
  const b = dot(handle, frame.up);
  const side = Math.hypot(a, b);
  const { x, y, z } = at;
  if (side < straight) return { x, y, z, tiltDeg: dot(handle, frame.normal) > 0 ? 0 : 180, tiltTowardsDeg: 0 };
  return { x, y, z, tiltDeg: atan2Deg(side, dot(handle, frame.normal)), tiltTowardsDeg: (atan2Deg(b, a) + 360) % 360 };
}

import { onPlane, type Plane, poseOf } from './frame.ts';
import type { Kinematics } from './kinematics.ts';
import { type ArmMachine, type Opening, openingsOf, rampRun } from './machine-arm.ts';
import type { BrushPose } from './pose.ts';
import { add, cross, dot, minus, scale, unit, type Vector } from './space.ts';

/** The painted area, mm. */
export interface Area {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A pose that an arm must be able to take, and its name in a refusal. */
export interface Place {
  readonly what: string;
  readonly pose: BrushPose;
  /** the brush touches the canvas, and stands straight */
  readonly contact: boolean;
}

/** grid over the canvas: how far apart, mm, and how many steps at least and at most */
const gridMm = 50;
const steps = { least: 4, most: 24 };
/** sides that a leaning brush is tried to, degrees */
const sides = [0, 45, 90, 135, 180, 225, 270, 315];

const grid = (from: number, to: number): number[] => {
  const count = Math.min(steps.most, Math.max(steps.least, Math.ceil((to - from) / gridMm)));
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
};

/** Every pose on and over the canvas: pressed in, touching, leaning, and beside its edges where strokes are begun. */
export function* canvasPlaces(machine: ArmMachine, plane: Plane, { widthMm, heightMm }: Area): Generator<Place, void> {
  const { heights, canvas } = machine;
  const beside = heights.hoverMm * rampRun;
  const place = (x: number, y: number, height: number, tiltDeg: number, tiltTowardsDeg: number): Place => {
    const lean = tiltDeg === 0 ? '' : `, leaning ${tiltDeg} deg towards ${tiltTowardsDeg} deg`;
    return {
      what: `the canvas at x ${x.toFixed(0)}, y ${y.toFixed(0)}, height ${height.toFixed(1)} mm${lean}`,
      pose: { ...onPlane(plane, x, y, height), tiltDeg, tiltTowardsDeg },
      contact: height === 0 && tiltDeg === 0,
    };
  };
  const tilts = canvas.tiltDeg === 0 ? [] : sides;
  for (const x of grid(0, widthMm))
    for (const y of grid(0, heightMm))
      for (const height of [-heights.depthMm, 0, heights.hoverMm]) {
        yield place(x, y, height, 0, 0);
        for (const side of tilts) yield place(x, y, height, canvas.tiltDeg, side);
      }
  for (const x of grid(-beside, widthMm + beside))
    for (const y of grid(-beside, heightMm + beside))
      for (const height of [heights.hoverMm, heights.travelMm]) yield place(x, y, height, 0, 0);
}

/** @returns the pose over what the brush is plunged into, so high above the plunged brush, with the handle along the approach */
export const overOpening = (kinematics: Kinematics, { at, approach }: Opening, aboveMm: number): BrushPose =>
  poseOf(kinematics.straight, add(at, scale(approach, aboveMm)), unit(approach));

/** how high above a plunged brush the arm comes to a well and leaves it, mm */
export const wellClearMm = ({ rim, heights }: ArmMachine): number => Math.max(heights.travelMm, rim.heightMm + heights.hoverMm);

/** Every pose in the wells, the water and on the rag: the middle and the edge, plunged, wiping, and clear of it. */
export function* openingPlaces(machine: ArmMachine, kinematics: Kinematics): Generator<Place, void> {
  const { rim, heights } = machine;
  const above = [0, rim.heightMm, rim.heightMm + heights.hoverMm, wellClearMm(machine)];
  for (const opening of openingsOf(machine)) {
    const handle = unit(opening.approach);
    const across = scale(sideways(handle), opening.radiusMm);
    const along = cross(handle, across);
    const dabs = [scale(across, 0), across, scale(across, -1), along, scale(along, -1)];
    for (const aboveMm of above)
      for (const offset of dabs) {
        const pose = overOpening(kinematics, opening, aboveMm);
        yield { what: `${opening.what}, ${aboveMm} mm above the plunged brush`, pose: { ...pose, ...add(pose, offset) }, contact: false };
      }
  }
}

/** @returns a direction of length 1 that is square to another */
function sideways(v: Vector): Vector {
  const far = Math.abs(v.x) < 0.8 ? { x: 1, y: 0, z: 0 } : { x: 0, y: 1, z: 0 };
  return unit(minus(far, scale(v, dot(far, v))));
}

import { done, type Result, refused } from '../../engine/result.ts';
import type { Machine } from '../machine.ts';
import type { Bounds } from './fence.ts';
import { machineFrame, offPlane, onPlane, type Plane, planeOf } from './frame.ts';
import { keepsClear } from './keep-clear.ts';
import { type ArmMachine, openingsOf, rampRun } from './machine-arm.ts';
import { makeKinematics } from './make.ts';
import { type Area, wellClearMm } from './places.ts';
import { checkReach, parkOf } from './reach.ts';
import type { RangeMm } from './schema.ts';
import { angleDeg, type Vector } from './space.ts';

/**
 * A machine as the painter sees it: a gantry over its canvas. Where it is none, or its canvas is turned, the machine is kept
 * behind it as `arm`; then the frame is the easel's: mm from the canvas's bottom left, x right, y up, z away from it.
 */
export interface EaselMachine extends Machine {
  readonly arm?: ArmMachine;
  /** of a gantry that is painted with in its own frame, machine mm; what `arm` is, brings its own */
  readonly bounds?: Bounds;
  /** the largest canvas that it was tried on, mm */
  readonly most?: Area;
  /** how far the arm may lean the brush while it paints, degrees; without it, it cannot */
  readonly tiltDeg?: number;
}

/** a well may open so far off the canvas's normal, along which the painter plunges, degrees */
const mostSkewDeg = 5;
/** a canvas turned by less is not turned, degrees */
const turnedDeg = 1e-3;

/**
 * @returns what the painter sees; refused where no driver drives such a machine, or where it cannot reach, or may not enter, all
 *   that the painter may ask for
 */
export function easelMachine(machine: ArmMachine): Result<EaselMachine> {
  const { driver, wire, canvas, kinematics: slides } = machine;
  const sliding = slides.kind === 'cartesian' || slides.kind === 'corexy';
  const askew = Math.max(angleDeg(canvas.right, machineFrame.right), angleDeg(canvas.up, machineFrame.up)) > turnedDeg;
  // an EBB is told of motors, but its driver of the carriage
  if (driver === 'ebb' && slides.kind === 'corexy' && !askew) return gantry(machine, driver, slides);
  if ((driver === 'grbl' || driver === 'firmata') && wire === 'joints') return behind(machine, driver);
  if ((driver === 'grbl' || driver === 'marlin') && wire === 'points') {
    if (sliding && !askew) return gantry(machine, driver, slides);
    if (slides.kind !== 'sixaxis') return behind(machine, driver);
  }
  if (driver === 'ebb' && slides.kind === 'corexy')
    return refused(
      'machine/turned',
      `The canvas of ${machine.name} is turned from its axes, and an EBB has no switches to find a frame by.`,
      'Set canvas.right to (1, 0, 0) and canvas.up to (0, 1, 0), and align the sheet.',
    );
  return refused(
    'machine/not-driven',
    `${machine.name} is a ${slides.kind} with driver ${driver}, told of ${wire}: that is described, but not driven yet.`,
    'Use driver grbl or firmata with wire joints, driver grbl or marlin with wire points for what does not lean its brush, or driver ebb for a corexy.',
  );
}

/** What is the same in both frames. */
const common = (
  { id, name, baud, heights: { hoverMm, travelMm }, speeds, canvas, rim, hardware }: ArmMachine,
  driver: Machine['driver'],
) => {
  const most: Area = { widthMm: canvas.maxWidthMm, heightMm: canvas.maxHeightMm };
  const same = { version: 1, id, name, baud, kinematics: 'cartesian', driver, heights: { hoverMm, travelMm }, speeds, rim, most } as const;
  return { ...same, ...(hardware !== undefined && { hardware }) };
};

/** @param place - of an opening's middle in the frame that the painter knows */
const openings = ({ wells, wash }: ArmMachine, place: (at: Vector) => Vector) => ({
  wells: wells.map(({ at }) => place(at)),
  ...(wash !== undefined && { wash: { water: place(wash.water.at), rag: place(wash.rag.at) } }),
});

type Slides = Extract<ArmMachine['kinematics'], { kind: 'cartesian' | 'corexy' }>;

/** @returns where it rests, after its whole canvas, its wells and all ways between were tried */
function tried(machine: ArmMachine): ReturnType<typeof parkOf> {
  const { canvas } = machine;
  const plane = planeOf(canvas);
  const skew = openingsOf(machine).find(({ approach }) => angleDeg(approach, plane.normal) > mostSkewDeg);
  if (skew !== undefined)
    return refused(
      'machine/well',
      `${skew.what}.approach is ${angleDeg(skew.approach, plane.normal).toFixed(1)} deg off the canvas's normal, along which the brush plunges.`,
      `Turn it to open as the canvas faces: approach (${[plane.normal.x, plane.normal.y, plane.normal.z].map((v) => v.toFixed(5)).join(', ')}).`,
    );
  const reached = checkReach(machine, { widthMm: canvas.maxWidthMm, heightMm: canvas.maxHeightMm });
  if (!reached.ok) return reached;
  const parked = parkOf(machine, makeKinematics(machine.kinematics, plane));
  if (!parked.ok) return parked;
  const clear = keepsClear(machine, parked.value.pose);
  return clear.ok ? parked : clear;
}

function gantry(machine: ArmMachine, driver: Machine['driver'], { x, y, z }: Slides): Result<EaselMachine> {
  const parked = tried(machine);
  if (!parked.ok) return parked;
  const { fence, keepOut, canvas } = machine;
  const range = (axis: 'x' | 'y' | 'z', { minMm, maxMm }: RangeMm) => ({
    min: Math.max(minMm, fence.min[axis]),
    max: Math.min(maxMm, fence.max[axis]),
  });
  const { pose } = parked.value;
  return done({
    ...common(machine, driver),
    reach: { x: range('x', x), y: range('y', y), z: range('z', z) },
    canvasOrigin: canvas.corner,
    ...openings(machine, (at) => at),
    park: { x: pose.x, y: pose.y, z: pose.z },
    bounds: { fence, keepOut },
  });
}

function behind(machine: ArmMachine, driver: Machine['driver']): Result<EaselMachine> {
  const parked = tried(machine);
  if (!parked.ok) return parked;
  const { canvas, heights } = machine;
  const plane = planeOf(canvas);
  const open = openingsOf(machine).map(({ at, radiusMm }) => ({ ...offEasel(plane, at), radiusMm }));
  const park = offEasel(plane, parked.value.pose);
  const beside = heights.hoverMm * rampRun;
  const range = (axis: 'x' | 'y', mostMm: number) => ({
    min: Math.min(-beside, park[axis], ...open.map((place) => place[axis] - place.radiusMm)),
    max: Math.max(mostMm + beside, park[axis], ...open.map((place) => place[axis] + place.radiusMm)),
  });
  const over = Math.max(heights.travelMm, park.z, ...open.map(({ z }) => z + wellClearMm(machine)));
  const under = Math.min(-heights.depthMm, park.z, ...open.map(({ z }) => z));
  return done({
    ...common(machine, driver),
    reach: { x: range('x', canvas.maxWidthMm), y: range('y', canvas.maxHeightMm), z: { min: under, max: over } },
    canvasOrigin: { x: 0, y: 0, z: 0 },
    ...openings(machine, (at) => offEasel(plane, at)),
    park,
    arm: machine,
    ...(canvas.tiltDeg > 0 && { tiltDeg: canvas.tiltDeg }),
  });
}

/** @returns easel mm of a place in the arm's frame */
export function offEasel(plane: Plane, at: Vector): Vector {
  const { xMm, yMm, heightMm } = offPlane(plane, at);
  return { x: xMm, y: yMm, z: heightMm };
}

/** The inverse of `offEasel`. */
export const onEasel = (plane: Plane, { x, y, z }: Vector): Vector => onPlane(plane, x, y, z);

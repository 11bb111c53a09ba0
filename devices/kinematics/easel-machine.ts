import { done, type Result, refused } from '../../engine/result.ts';
import type { Machine } from '../machine.ts';
import { withinFence } from './fence.ts';
import { machineFrame, offPlane, onPlane, type Plane, planeOf } from './frame.ts';
import { type ArmMachine, openingsOf, rampRun } from './machine-arm.ts';
import { makeKinematics } from './make.ts';
import { wellClearMm } from './places.ts';
import { checkReach, parkOf } from './reach.ts';
import { angleDeg, type Vector } from './space.ts';

/**
 * A machine as the painter sees it: a gantry over its canvas. An arm that is told of its joints is kept behind it; then the
 * machine's frame is the easel's: mm from the canvas's bottom left, x right, y up, z away from it.
 */
export interface EaselMachine extends Machine {
  readonly arm?: ArmMachine;
  /** how far the arm may lean the brush while it paints, degrees; without it, it cannot */
  readonly tiltDeg?: number;
}

/** a well may open so far off the canvas's normal, along which the painter plunges, degrees */
const mostSkewDeg = 5;
/** steps of the grid on which the box that the painter keeps to is tried */
const gridSteps = 6;

/**
 * @returns what the painter sees; refused where no driver drives such a machine, or where the arm cannot reach all that the
 *   painter may ask for
 */
export function easelMachine(machine: ArmMachine): Result<EaselMachine> {
  if (machine.driver === 'grbl' && machine.wire === 'joints') return armAtEasel(machine);
  const { driver, kinematics } = machine;
  if ((driver === 'grbl' || driver === 'marlin') && kinematics.kind === 'cartesian') return gantry(machine, driver, kinematics);
  return refused(
    'machine/not-driven',
    `${machine.name} is a ${machine.kinematics.kind} with driver ${machine.driver}, told of ${machine.wire}: that is described, but not driven yet.`,
    'Use a gantry with driver grbl or marlin, or an arm with driver grbl that is told of its joints.',
  );
}

const common = ({ id, name, baud, heights: { hoverMm, travelMm }, speeds, rim }: ArmMachine) =>
  ({ version: 1, id, name, baud, kinematics: 'cartesian', driver: 'grbl', heights: { hoverMm, travelMm }, speeds, rim }) as const;

/** @param place - of an opening's middle in the frame that the painter knows */
const openings = ({ wells, wash }: ArmMachine, place: (at: Vector) => Vector) => ({
  wells: wells.map(({ at }) => place(at)),
  ...(wash !== undefined && { wash: { water: place(wash.water.at), rag: place(wash.rag.at) } }),
});

type Slides = Extract<ArmMachine['kinematics'], { kind: 'cartesian' }>;

function gantry(machine: ArmMachine, driver: Machine['driver'], { x, y, z }: Slides): Result<EaselMachine> {
  const { canvas } = machine;
  const park = parkOf(machine, makeKinematics(machine.kinematics, planeOf(canvas)));
  if (!park.ok) return park;
  const turnedDeg = Math.max(angleDeg(canvas.right, machineFrame.right), angleDeg(canvas.up, machineFrame.up));
  if (turnedDeg > 1e-3)
    return refused(
      'machine/turned',
      `The canvas of ${machine.name} is turned by ${turnedDeg.toFixed(2)} deg from its axes, and gantries are driven only along them.`,
      'Set canvas.right to (1, 0, 0) and canvas.up to (0, 1, 0), and align the canvas.',
    );
  const range = ({ minMm, maxMm }: { readonly minMm: number; readonly maxMm: number }) => ({ min: minMm, max: maxMm });
  return done({
    ...common(machine),
    driver,
    reach: { x: range(x), y: range(y), z: range(z) },
    canvasOrigin: canvas.corner,
    ...openings(machine, (at) => at),
    park: { x: park.value.pose.x, y: park.value.pose.y, z: park.value.pose.z },
  });
}

function armAtEasel(machine: ArmMachine): Result<EaselMachine> {
  const { canvas, heights } = machine;
  const plane = planeOf(canvas);
  const kinematics = makeKinematics(machine.kinematics, plane);
  const skew = openingsOf(machine).find(({ approach }) => angleDeg(approach, plane.normal) > mostSkewDeg);
  if (skew !== undefined)
    return refused(
      'machine/well',
      `${skew.what}.approach is ${angleDeg(skew.approach, plane.normal).toFixed(1)} deg off the canvas's normal, along which the brush plunges.`,
      `Turn it to open as the canvas faces: approach (${[plane.normal.x, plane.normal.y, plane.normal.z].map((v) => v.toFixed(5)).join(', ')}).`,
    );
  const reached = checkReach(machine, { widthMm: canvas.maxWidthMm, heightMm: canvas.maxHeightMm });
  if (!reached.ok) return reached;
  const parked = parkOf(machine, kinematics);
  if (!parked.ok) return parked;
  const open = openingsOf(machine).map(({ at, radiusMm }) => ({ ...offEasel(plane, at), radiusMm }));
  const park = offEasel(plane, parked.value.pose);
  const beside = heights.hoverMm * rampRun;
  const range = (axis: 'x' | 'y', mostMm: number) => ({
    min: Math.min(-beside, park[axis], ...open.map((place) => place[axis] - place.radiusMm)),
    max: Math.max(mostMm + beside, park[axis], ...open.map((place) => place[axis] + place.radiusMm)),
  });
  const over = Math.max(heights.travelMm, park.z, ...open.map(({ z }) => z + wellClearMm(machine)));
  const reach = { x: range('x', canvas.maxWidthMm), y: range('y', canvas.maxHeightMm), z: { min: -heights.depthMm, max: over } };
  for (const at of grid(reach)) {
    const place = onEasel(plane, at);
    const what = `the easel at x ${at.x.toFixed(0)}, y ${at.y.toFixed(0)}, height ${at.z.toFixed(0)} mm`;
    const found = kinematics.inverse({ ...place, tiltDeg: 0, tiltTowardsDeg: 0 }, parked.value.joints);
    if (!found.ok)
      return refused(found.why.code, `${what}: ${found.why.text}`, 'Move the wells, the water, the rag and the park nearer to the canvas.');
    const fenced = withinFence(machine, what, place);
    if (!fenced.ok) return fenced;
  }
  return done({
    ...common(machine),
    reach,
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

function* grid({ x, y, z }: Machine['reach']): Generator<Vector, void> {
  const steps = ({ min, max }: { readonly min: number; readonly max: number }): number[] =>
    Array.from({ length: gridSteps + 1 }, (_, i) => min + ((max - min) * i) / gridSteps);
  for (const atX of steps(x)) for (const atY of steps(y)) for (const atZ of steps(z)) yield { x: atX, y: atY, z: atZ };
}

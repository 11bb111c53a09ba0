import { done, type Result, refused } from '../../engine/result.ts';
import { clearWay, withinFence } from './fence.ts';
import { offPlane, onPlane, type Plane, planeOf } from './frame.ts';
import type { Clearance, JointLimit, Joints, Kinematics } from './kinematics.ts';
import { type ArmMachine, openingsOf } from './machine-arm.ts';
import { makeKinematics } from './make.ts';
import { type Area, canvasPlaces, openingPlaces, overOpening, type Place, wellClearMm } from './places.ts';
import type { BrushPose } from './pose.ts';
import { segmentLine } from './segment.ts';
import { along, minus, size } from './space.ts';
import { slowestMmS } from './speed.ts';

/** Where an arm is most pressed, over a whole canvas, its wells and its park. */
export interface ReachReport {
  /** how many poses were tried */
  readonly poses: number;
  /** the joint nearest to a limit, for its range */
  readonly tightestJoint: { readonly joint: string; readonly unit: JointLimit['unit']; readonly slack: number; readonly what: string };
  /** the singularity that is nearest, for its margin; null for an arm that has none */
  readonly tightestClearance: (Clearance & { readonly what: string }) | null;
  /** the most that the joints' speeds allow the brush on the canvas in any direction, where they allow least */
  readonly slowest: { readonly joint: string; readonly mmS: number; readonly what: string };
}

/** how straight the ways between canvas, wells and park are tried, mm */
const wayToleranceMm = 1;
/** how far apart those ways are held against the canvas, mm */
const lookMm = 5;

/** how far joints at the park may be from those that hold the brush there as it paints: no spin that a straight way would undo, degrees */
const mostSpinDeg = 1;

const at = (why: { readonly text: string }, what: string): string => `${what}: ${why.text}`;

/** @returns where the arm rests, and how it stands there */
export function parkOf(machine: ArmMachine, kinematics: Kinematics): Result<{ readonly pose: BrushPose; readonly joints: Joints }> {
  const { park } = machine;
  if ('at' in park) {
    const pose = { ...park.at, tiltDeg: 0, tiltTowardsDeg: 0 };
    const joints = kinematics.inverse(pose);
    return joints.ok ? done({ pose, joints: joints.value }) : refused(joints.why.code, at(joints.why, 'park'), 'Move park within reach.');
  }
  const pose = kinematics.forward(park.joints);
  if (!pose.ok) return refused(pose.why.code, at(pose.why, 'park.joints'), 'Give joints at which the links meet.');
  const held = kinematics.inverse(pose.value, park.joints);
  const remedy = 'Give park.joints within the limits, in the posture of the description.';
  if (!held.ok) return refused(held.why.code, at(held.why, 'park.joints'), remedy);
  const off = held.value.findIndex((value, i) => Math.abs(value - (park.joints[i] ?? 0)) > mostSpinDeg);
  if (off < 0) return done({ pose: pose.value, joints: held.value });
  return refused(
    'machine/park',
    `park.joints has ${kinematics.axes[off]} at ${park.joints[off]}, with the brush spun out of the way it is held to paint.`,
    `Give park.joints [${held.value.map((value) => value.toFixed(1)).join(', ')}], the same place with the brush held as it paints.`,
  );
}

/**
 * Tries a whole canvas, at every height and lean, the wells, water and rag, the park, and the straight ways between them. For when a machine
 * is loaded: an answer before the first stroke, not in the middle of one.
 *
 * @returns where the arm is most pressed; refused with the first place that it cannot take, or may not
 */
export function checkReach(machine: ArmMachine, area: Area): Result<ReachReport> {
  const { canvas, speeds } = machine;
  for (const [side, value, most] of [
    ['wide', area.widthMm, canvas.maxWidthMm],
    ['high', area.heightMm, canvas.maxHeightMm],
  ] as const)
    if (value > most)
      return refused(
        'reach/canvas',
        `The canvas is ${value} mm ${side}, and ${machine.name} paints ${most} mm at most.`,
        'Choose a smaller canvas in the programme, or another machine.',
      );
  const plane = planeOf(canvas);
  const kinematics = makeKinematics(machine.kinematics, plane);
  const parked = parkOf(machine, kinematics);
  if (!parked.ok) return parked;
  const meter = new Meter(machine, kinematics);
  const park = meter.take({ what: 'park', pose: parked.value.pose, contact: false }, parked.value.joints);
  if (!park.ok) return park;
  for (const places of [canvasPlaces(machine, plane, area), openingPlaces(machine, kinematics)])
    for (const place of places) {
      const found = kinematics.inverse(place.pose, parked.value.joints);
      if (!found.ok) return refused(found.why.code, at(found.why, place.what), found.why.remedy);
      const taken = meter.take(place, found.value);
      if (!taken.ok) return taken;
    }
  const report = meter.report();
  if (report.slowest.mmS < speeds.paintMmS)
    return refused(
      'machine/speed',
      `speeds.paintMmS is ${speeds.paintMmS} mm/s, and ${report.slowest.joint} allows ${report.slowest.mmS.toFixed(1)} mm/s over ${report.slowest.what}.`,
      `Set speeds.paintMmS to ${Math.floor(report.slowest.mmS)} or less.`,
    );
  const ways = checkWays(machine, kinematics, plane, area, parked.value);
  return ways.ok ? done(report) : ways;
}

/** Keeps the tightest of what it is shown. */
class Meter {
  readonly #machine: ArmMachine;
  readonly #kinematics: Kinematics;
  #poses = 0;
  #joint: ReachReport['tightestJoint'] & { readonly share: number } = { joint: '', unit: 'mm', slack: 0, what: '', share: 1 };
  #clearance: ReachReport['tightestClearance'] = null;
  #slowest: ReachReport['slowest'] = { joint: '', mmS: Number.POSITIVE_INFINITY, what: '' };

  constructor(machine: ArmMachine, kinematics: Kinematics) {
    this.#machine = machine;
    this.#kinematics = kinematics;
  }

  take({ what, pose, contact }: Place, joints: Joints): Result<void> {
    this.#poses++;
    for (const [index, { joint, unit, min, max }] of this.#kinematics.limits.entries()) {
      const value = joints[index] ?? min;
      const slack = Math.min(value - min, max - value);
      const share = slack / (max - min);
      if (share < this.#joint.share) this.#joint = { joint, unit, slack, what, share };
    }
    for (const one of this.#kinematics.clearances(joints))
      if (this.#clearance === null || one.value / one.least < this.#clearance.value / this.#clearance.least)
        this.#clearance = { ...one, what };
    if (contact) {
      const found = slowestMmS(this.#machine, this.#kinematics, pose, joints);
      if (found.mmS < this.#slowest.mmS) this.#slowest = { ...found, what };
    }
    return withinFence(this.#machine, what, pose);
  }

  report(): ReachReport {
    const { joint, unit, slack, what } = this.#joint;
    return { poses: this.#poses, tightestJoint: { joint, unit, slack, what }, tightestClearance: this.#clearance, slowest: this.#slowest };
  }
}

/** Straight ways from the park and from over the canvas to over every well, water and rag, and among those as a washing goes: reachable, fenced, and never into the canvas. */
function checkWays(
  machine: ArmMachine,
  kinematics: Kinematics,
  plane: Plane,
  { widthMm, heightMm }: Area,
  park: { readonly pose: BrushPose; readonly joints: Joints },
): Result<void> {
  const { travelMm, hoverMm } = machine.heights;
  const over = [
    [0, 0],
    [widthMm, 0],
    [0, heightMm],
    [widthMm, heightMm],
    [widthMm / 2, heightMm / 2],
  ].map(([x = 0, y = 0]) => ({
    what: `the canvas at x ${x.toFixed(0)}, y ${y.toFixed(0)}`,
    pose: { ...onPlane(plane, x, y, travelMm), tiltDeg: 0, tiltTowardsDeg: 0 },
  }));
  const wells = openingsOf(machine).map((open) => ({ what: open.what, pose: overOpening(kinematics, open, wellClearMm(machine)) }));
  const [water, rag] = [wells.find(({ what }) => what === 'wash.water'), wells.find(({ what }) => what === 'wash.rag')];
  const ends = [...over, ...wells];
  const ways = [
    ...ends.map((end) => [{ what: 'park', pose: park.pose }, end] as const),
    ...over.flatMap((a) => wells.map((b) => [a, b] as const)),
    // from the rag the brush goes to any well, without passing over the canvas's middle or the park
    ...(water && rag ? wells.map((well) => [rag, well === rag ? water : well] as const) : []),
  ];
  for (const [from, to] of ways) {
    const what = `the way from ${from.what} to ${to.what}`;
    const path = segmentLine(kinematics, from.pose, to.pose, wayToleranceMm, park.joints);
    if (!path.ok) return refused(path.why.code, at(path.why, what), path.why.remedy);
    const clear = clearWay(machine, what, from.pose, to.pose);
    if (!clear.ok) return clear;
    const looks = Math.max(1, Math.ceil(size(minus(to.pose, from.pose)) / lookMm));
    for (let look = 0; look <= looks; look++) {
      const place = along(from.pose, to.pose, look / looks);
      const { xMm, yMm, heightMm: above } = offPlane(plane, place);
      if (xMm > 0 && xMm < widthMm && yMm > 0 && yMm < heightMm && above < hoverMm)
        return refused(
          'reach/canvas',
          `${what} comes ${above.toFixed(1)} mm near the canvas, below hoverMm, ${hoverMm} mm.`,
          'Raise heights.travelMm, or move the wells or the park away from the canvas.',
        );
    }
  }
  return done(undefined);
}

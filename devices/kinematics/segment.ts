import { done, type Result } from '../../engine/result.ts';
import { type Frame, handleOf, poseOf } from './frame.ts';
import type { Joints, Kinematics, Unreachable } from './kinematics.ts';
import type { BrushPose } from './pose.ts';
import { along, angleDeg, cross, dot, minus, size, turned, unit, type Vector } from './space.ts';
import { unreachable } from './unreachable.ts';

/** One stop of a path in the joints' space: between stops, every joint moves in proportion. */
export interface Waypoint {
  readonly joints: Joints;
  /** share of the line that is behind it, 0 to 1 */
  readonly share: number;
}

/** The first pose of a line that cannot be taken. */
export interface BlockedLine extends Unreachable {
  readonly at: BrushPose;
  /** from the begin of the line, mm */
  readonly alongMm: number;
}

/** finest tolerance that lines are cut to, mm: what the kinematics themselves hold is a thousandth of it */
const finestMm = 1e-3;
/** how far a leaning brush may be from its lean between two stops, degrees */
const leanToleranceDeg = 1;
/** longest stretch before the first look, mm and degrees of lean: a longer one could hide a swing to and fro */
const strideMm = 50;
const strideDeg = 10;
/** most stops that one stride is cut into */
const mostStops = 4096;
/** where between two stops the true place is looked at */
const looks = [0.25, 0.5, 0.75] as const;
/** halvings that find the first unreachable pose: to a millionth of the stretch it is in */
const halvings = 20;

/** The pose a share of the way along a straight line; the handle turns evenly from one lean to the other. */
export function poseBetween(frame: Frame, from: BrushPose, to: BrushPose, share: number): BrushPose {
  const a = handleOf(frame, from);
  const b = handleOf(frame, to);
  const axis = cross(a, b);
  const at = along(from, to, share);
  if (size(axis) < 1e-12) return { ...at, tiltDeg: from.tiltDeg, tiltTowardsDeg: from.tiltTowardsDeg };
  return poseOf(frame, at, turned(a, unit(axis), share * angleDeg(a, b)));
}

/** The joints a share of the way from one stop to the next, as a controller moves them. */
export const jointsBetween = (a: Joints, b: Joints, share: number): Joints => a.map((from, i) => from + ((b[i] ?? from) - from) * share);

/** @returns distance of a place from the line between two others, mm */
export function offLineMm(at: Vector, from: Vector, to: Vector): number {
  const line = minus(to, from);
  const square = dot(line, line);
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, dot(minus(at, from), line) / square));
  return size(minus(at, along(from, to, share)));
}

/**
 * Cuts a straight line into stops, so that joints which move in proportion between them keep the brush near it.
 *
 * @param toleranceMm - farthest that the brush may stray from the line, 0.001 mm or more; its lean strays at most 1 degree
 * @param near - where the arm is; the path keeps its posture. Without it, the posture of the description
 * @returns stops from the begin of the line to its end, both included; refused with the first pose that cannot be taken
 * @throws RangeError where the tolerance is too fine
 * @see Taylor, "Planning and Execution of Straight Line Manipulator Trajectories" (1979): bounded deviation paths
 */
export function segmentLine(
  kinematics: Kinematics,
  from: BrushPose,
  to: BrushPose,
  toleranceMm: number,
  near?: Joints,
): Result<readonly Waypoint[], BlockedLine> {
  if (!(toleranceMm >= finestMm)) throw new RangeError(`segmentLine: toleranceMm is ${toleranceMm}; give ${finestMm} mm or more`);
  const { straight, tilts } = kinematics;
  const lengthMm = size(minus(to, from));
  const leanDeg = tilts ? angleDeg(handleOf(straight, from), handleOf(straight, to)) : 0;
  const poseAt = (share: number): BrushPose => poseBetween(straight, from, to, share);
  const blocked = (why: Unreachable, share: number): { readonly ok: false; readonly why: BlockedLine } => ({
    ok: false,
    why: { ...why, at: poseAt(share), alongMm: share * lengthMm },
  });
  /** @returns whether the brush keeps to the line from one stop to the next, where it was looked at */
  const keeps = (a: Waypoint, b: Waypoint): boolean =>
    looks.every((look) => {
      const at = kinematics.forward(jointsBetween(a.joints, b.joints, look));
      if (!at.ok || offLineMm(at.value, from, to) > toleranceMm) return false;
      if (!tilts) return true;
      const wanted = poseAt(a.share + (b.share - a.share) * look);
      return angleDeg(handleOf(straight, at.value), handleOf(straight, wanted)) <= leanToleranceDeg;
    });
  const firstBlocked = (last: Waypoint, beyond: number): { readonly ok: false; readonly why: BlockedLine } => {
    let [good, bad] = [last.share, beyond];
    let found = kinematics.inverse(poseAt(bad), last.joints);
    for (let i = 0; i < halvings; i++) {
      const half = (good + bad) / 2;
      const tried = kinematics.inverse(poseAt(half), last.joints);
      if (tried.ok) good = half;
      else [bad, found] = [half, tried];
    }
    if (found.ok) throw new Error(`segmentLine: the pose at ${bad} of the line was refused, then taken; inverse must be pure`);
    return blocked(found.why, bad);
  };

  const start = kinematics.inverse(poseAt(0), near);
  if (!start.ok) return blocked(start.why, 0);
  let last: Waypoint = { joints: start.value, share: 0 };
  const stops = [last];
  const strides = Math.max(1, Math.ceil(lengthMm / strideMm), Math.ceil(leanDeg / strideDeg));
  for (let stride = 1; stride <= strides; stride++) {
    // what is still ahead in this stride, the nearest last
    const ahead = [stride / strides];
    for (let share = ahead.at(-1); share !== undefined; share = ahead.at(-1)) {
      const found = kinematics.inverse(poseAt(share), last.joints);
      if (!found.ok) return firstBlocked(last, share);
      const stop: Waypoint = { joints: found.value, share };
      if (keeps(last, stop)) {
        stops.push(stop);
        last = stop;
        ahead.pop();
      } else if ((share - last.share) * strides * mostStops < 1) return blocked(tooCurved(poseAt(share), toleranceMm), share);
      else ahead.push((last.share + share) / 2);
    }
  }
  return done(stops);
}

const tooCurved = (pose: BrushPose, toleranceMm: number): Unreachable =>
  unreachable(
    pose,
    { kind: 'singular', joint: 'all', unit: 'mm', value: toleranceMm, limit: strideMm / mostStops },
    (tolerance, least) => `joints turn so sharply that stops ${least} apart do not keep ${tolerance}`,
    'Widen the margins in the machine description, or the tolerance.',
  ).why;

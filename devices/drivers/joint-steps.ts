import { done, type Result } from '../../engine/result.ts';
import { clearWay } from '../kinematics/fence.ts';
import type { Joints, Kinematics } from '../kinematics/kinematics.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import type { BrushPose } from '../kinematics/pose.ts';
import { segmentLine } from '../kinematics/segment.ts';
import { minus, size } from '../kinematics/space.ts';
import type { AxisPlace } from './driver.ts';

/** how far the brush may stray from a straight line between two stops of the joints, mm */
const straightMm = 0.05;

/** One motion of all joints, each in proportion, from where the step before ends. */
export interface JointStep {
  readonly from: Joints;
  readonly to: Joints;
  readonly seconds: number;
  /** how far the brush goes, mm */
  readonly lengthMm: number;
  /** the straight motion that was asked for ends with it */
  readonly last: boolean;
}

/** @returns the fastest that the joints' rates allow from one place to another, s */
export function leastSeconds(machine: ArmMachine, from: Joints, to: Joints): number {
  return Math.max(
    ...machine.rates.map((rate, i) => Math.abs((to[i] ?? 0) - (from[i] ?? 0)) / ('speedMmS' in rate ? rate.speedMmS : rate.speedDegS)),
  );
}

/**
 * Cuts a straight motion of the brush into steps of the joints: straight within 0.05 mm, at the speed asked for, or as fast as
 * the slowest joint can follow.
 *
 * @param near - the joints at `from`; the steps begin there, and never leave their posture
 * @returns refused with the kinematics' words, or the fence's
 */
export function stepsOf(
  machine: ArmMachine,
  kinematics: Kinematics,
  from: BrushPose,
  to: BrushPose,
  speedMmS: number,
  near: Joints,
): Result<readonly JointStep[]> {
  const clear = clearWay(machine, 'The brush', from, to);
  if (!clear.ok) return clear;
  const line = segmentLine(kinematics, from, to, straightMm, near);
  if (!line.ok) return line;
  const lengthMm = size(minus(to, from));
  const stops = line.value.slice(1);
  const steps: JointStep[] = [];
  let before = { joints: near, share: 0 };
  for (const [i, stop] of stops.entries()) {
    const wayMm = (stop.share - before.share) * lengthMm;
    const seconds = Math.max(wayMm / speedMmS, leastSeconds(machine, before.joints, stop.joints), 1e-4);
    steps.push({ from: before.joints, to: stop.joints, seconds, lengthMm: wayMm, last: i === stops.length - 1 });
    before = stop;
  }
  return done(steps);
}

const letters = ['x', 'y', 'z', 'a', 'b', 'c'] as const;

/** Joints under the letters of the controller's axes, in their order. */
export function axesOf(joints: Joints): AxisPlace {
  const [x = 0, y = 0, z = 0, a, b, c] = joints;
  return { x, y, z, ...(a !== undefined && { a }), ...(b !== undefined && { b }), ...(c !== undefined && { c }) };
}

/** The inverse of `axesOf`. @returns undefined where the controller has fewer axes */
export function jointsOf(at: AxisPlace, count: number): Joints | undefined {
  const joints = letters.slice(0, count).flatMap((letter) => at[letter] ?? []);
  return joints.length === count ? joints : undefined;
}

/** @returns how far joints are from a step, over all of them */
export function offStep(joints: Joints, { from, to }: JointStep): number {
  const way = to.map((value, i) => value - (from[i] ?? 0));
  const off = joints.map((value, i) => value - (from[i] ?? 0));
  const square = way.reduce((sum, value) => sum + value * value, 0);
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, way.reduce((sum, value, i) => sum + value * (off[i] ?? 0), 0) / square));
  return Math.hypot(...off.map((value, i) => value - share * (way[i] ?? 0)));
}

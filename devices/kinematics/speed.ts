import { onPlane, type Plane } from './frame.ts';
import type { Joints, Kinematics } from './kinematics.ts';
import type { ArmMachine } from './machine-arm.ts';
import type { BrushPose } from './pose.ts';
import { add, scale } from './space.ts';

/** how far the brush is moved to see how far the joints follow, mm */
const nudgeMm = 0.01;

/**
 * The most that the joints' speeds allow the brush at a place, in the worst direction along the canvas.
 *
 * @param joints - those of the pose
 * @returns infinite where the place is at the very edge of the reach, so that a nudge is refused
 */
export function slowestMmS(machine: ArmMachine, kinematics: Kinematics, pose: BrushPose, joints: Joints): { joint: string; mmS: number } {
  const { right, up } = kinematics.straight;
  const nudged = [right, up].map((way) => kinematics.inverse({ ...pose, ...add(pose, scale(way, nudgeMm)) }, joints));
  let slowest = { joint: '', mmS: Number.POSITIVE_INFINITY };
  for (const [index, { joint }] of kinematics.limits.entries()) {
    const [x = 0, y = 0] = nudged.map((found) => (found.ok ? ((found.value[index] ?? 0) - (joints[index] ?? 0)) / nudgeMm : 0));
    const perMm = Math.hypot(x, y);
    const rate = machine.rates[index];
    if (rate === undefined || perMm === 0) continue;
    const mmS = ('speedMmS' in rate ? rate.speedMmS : rate.speedDegS) / perMm;
    if (mmS < slowest.mmS) slowest = { joint, mmS };
  }
  return slowest;
}

/** steps of the grid over the canvas on which accelerations are looked at */
const gridSteps = 4;

/** What the joints allow the brush over its canvas, mm/s². */
export interface Accelerations {
  /** everywhere, and in the worst direction, towards the canvas too */
  readonly gentlest: number;
  /** along the canvas's sides or its normal, in the middle of all places and these directions */
  readonly usual: number;
}

export function accelerationsOf(machine: ArmMachine, kinematics: Kinematics, plane: Plane): Accelerations {
  let gentlest = Number.POSITIVE_INFINITY;
  const each: number[] = [];
  const steps = Array.from({ length: gridSteps + 1 }, (_, i) => i / gridSteps);
  for (const across of steps)
    for (const up of steps) {
      const at = onPlane(plane, across * machine.canvas.maxWidthMm, up * machine.canvas.maxHeightMm, machine.heights.hoverMm);
      const pose = { ...at, tiltDeg: 0, tiltTowardsDeg: 0 };
      const joints = kinematics.inverse(pose);
      if (!joints.ok) continue;
      const nudged = [plane.right, plane.up, plane.normal].map((way) =>
        kinematics.inverse({ ...pose, ...add(pose, scale(way, nudgeMm)) }, joints.value),
      );
      const along = nudged.map(() => Number.POSITIVE_INFINITY);
      for (const [index, rate] of machine.rates.entries()) {
        const perMm = nudged.map((found) => (found.ok ? Math.abs((found.value[index] ?? 0) - (joints.value[index] ?? 0)) / nudgeMm : 0));
        const allowed = 'speedMmS' in rate ? rate.accelerationMmS2 : rate.accelerationDegS2;
        gentlest = Math.min(gentlest, allowed / Math.max(1e-6, Math.hypot(...perMm)));
        for (const [way, value] of perMm.entries()) along[way] = Math.min(along[way] ?? 0, allowed / Math.max(1e-6, value));
      }
      each.push(...along);
    }
  each.sort((a, b) => a - b);
  return { gentlest, usual: each[Math.floor(each.length / 2)] ?? gentlest };
}

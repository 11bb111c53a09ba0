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

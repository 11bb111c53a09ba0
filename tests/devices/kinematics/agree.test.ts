import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, onPlane } from '../../../devices/kinematics/frame.ts';
import type { Joints, Kinematics } from '../../../devices/kinematics/kinematics.ts';
import type { BrushPose } from '../../../devices/kinematics/pose.ts';
import { angleDeg } from '../../../devices/kinematics/space.ts';
import { anyJoints, apartMm, arms, evenly, must } from './arms.ts';

/** How far the pose of some joints is from the one that was asked, mm and degrees of lean. */
function error(kinematics: Kinematics, joints: Joints, pose: BrushPose): { mm: number; deg: number } {
  const back = must(kinematics.forward(joints));
  return { mm: apartMm(back, pose), deg: angleDeg(handleOf(kinematics.straight, back), handleOf(kinematics.straight, pose)) };
}

describe.each(arms.map((arm) => [arm.id, arm] as const))('the kinematics of %s', (_, { kinematics, machine, plane }) => {
  const tilt = { tiltDeg: evenly(0, kinematics.tilts ? 60 : 0), tiltTowardsDeg: evenly(0, 360) };

  it('come back to the asked pose within 1 µm, wherever it can be reached', () => {
    const runs = 3000;
    let reached = 0;
    const worst = { mm: 0, deg: 0 };
    for (const joints of fc.sample(anyJoints(kinematics), { seed: 1, numRuns: runs })) {
      const pose = kinematics.forward(joints);
      const found = pose.ok ? kinematics.inverse(pose.value, joints) : pose;
      if (!pose.ok || !found.ok) continue;
      reached++;
      const { mm, deg } = error(kinematics, found.value, pose.value);
      worst.mm = Math.max(worst.mm, mm);
      worst.deg = Math.max(worst.deg, deg);
    }
    expect(reached).toBeGreaterThan(runs / 6);
    expect(worst.mm).toBeLessThan(1e-3);
    expect(worst.deg).toBeLessThan(1e-6);
  });

  it('reach the whole canvas, at any lean that it is painted with', () => {
    const { canvas, heights } = machine;
    const somewhere = fc.record({
      x: evenly(0, canvas.maxWidthMm),
      y: evenly(0, canvas.maxHeightMm),
      height: evenly(-heights.depthMm, heights.hoverMm),
      tiltDeg: evenly(0, canvas.tiltDeg),
      tiltTowardsDeg: evenly(0, 360),
    });
    fc.assert(
      fc.property(somewhere, ({ x, y, height, ...lean }) => {
        const pose = { ...onPlane(plane, x, y, height), ...lean };
        const { mm, deg } = error(kinematics, must(kinematics.inverse(pose)), pose);
        return mm < 1e-3 && deg < 1e-6;
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('answer within every limit and margin, or refuse with the value that is past one', () => {
    const { min, max } = machine.fence;
    const span = (axis: 'x' | 'y' | 'z') => evenly(2 * min[axis] - max[axis], 2 * max[axis] - min[axis]);
    let refusals = 0;
    fc.assert(
      fc.property(fc.record({ x: span('x'), y: span('y'), z: span('z'), ...tilt }), (pose) => {
        const found = kinematics.inverse(pose);
        if (found.ok)
          return (
            kinematics.limits.every(
              (one, i) => (found.value[i] ?? Number.NaN) >= one.min - 1e-6 && (found.value[i] ?? 0) <= one.max + 1e-6,
            ) && kinematics.clearances(found.value).every(({ value, least }) => value >= least - 1e-6)
          );
        refusals++;
        const { kind, code, joint, value, limit, text, remedy } = found.why;
        return (
          code === `reach/${kind}` &&
          joint !== '' &&
          value !== limit &&
          /^Brush at x -?[\d.]+, y -?[\d.]+, z -?[\d.]+ mm: .+\.$/.test(text) &&
          remedy.endsWith('.')
        );
      }),
      { seed: 3, numRuns: 500 },
    );
    expect(refusals).toBeGreaterThan(0);
  });

  it('throw on a pose that is no place, and on a wrong number of joints', () => {
    expect(() => kinematics.inverse({ x: Number.NaN, y: 0, z: 0, tiltDeg: 0, tiltTowardsDeg: 0 })).toThrow(/x is NaN/);
    expect(() => kinematics.forward([1, 2])).toThrow(/got 2 of them/);
  });
});

describe('joints of an arm with one answer to each posture', () => {
  it.each(arms.filter(({ kinematics }) => !kinematics.tilts).map((arm) => [arm.id, arm] as const))(
    'come back on %s',
    (_, { kinematics }) => {
      let kept = 0;
      let worst = 0;
      for (const joints of fc.sample(anyJoints(kinematics), { seed: 4, numRuns: 1000 })) {
        const clear = kinematics.clearances(joints).every(({ value, least }) => value >= least);
        const pose = kinematics.forward(joints);
        const found = pose.ok ? kinematics.inverse(pose.value, joints) : pose;
        if (!found.ok || !clear) continue;
        kept++;
        worst = Math.max(worst, ...found.value.map((value, i) => Math.abs(value - (joints[i] ?? Number.NaN))));
      }
      expect(kept).toBeGreaterThan(100);
      expect(worst).toBeLessThan(1e-6);
    },
  );

  it('come back on the six-axis arm, once its brush is held as it paints', () => {
    const arm = arms.find(({ id }) => id === 'six-axis');
    if (arm === undefined) throw new Error('there is no six-axis.json');
    const postures = new Set<string>();
    let worst = 0;
    for (const joints of fc.sample(anyJoints(arm.kinematics), { seed: 5, numRuns: 3000 })) {
      const held = arm.kinematics.inverse(must(arm.kinematics.forward(joints)), joints);
      if (!held.ok) continue;
      const [, , elbow = 0, , pitch = 0] = held.value;
      postures.add(`${elbow < 0} ${pitch < 0}`);
      const again = must(arm.kinematics.inverse(must(arm.kinematics.forward(held.value)), held.value));
      worst = Math.max(worst, ...again.map((value, i) => Math.abs(value - (held.value[i] ?? Number.NaN))));
    }
    expect(postures.size).toBe(4);
    expect(worst).toBeLessThan(1e-6);
  });
});

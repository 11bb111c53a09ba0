import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, offPlane, onPlane } from '../../../devices/kinematics/frame.ts';
import { angleDeg } from '../../../devices/kinematics/space.ts';
import { anyJoints, apartMm, arms, must } from './arms.ts';

const runs = 3000;

describe.each(arms.map((arm) => [arm.id, arm] as const))('the kinematics of %s', (_, { kinematics, machine, plane }) => {
  it('comes back to the asked pose within 1 µm, wherever it can be reached', () => {
    let reached = 0;
    let worstMm = 0;
    let worstDeg = 0;
    fc.assert(
      fc.property(anyJoints(kinematics), (joints) => {
        const pose = kinematics.forward(joints);
        if (!pose.ok) return;
        const found = kinematics.inverse(pose.value, joints);
        if (!found.ok) return;
        reached++;
        const back = must(kinematics.forward(found.value));
        worstMm = Math.max(worstMm, apartMm(back, pose.value));
        worstDeg = Math.max(worstDeg, angleDeg(handleOf(kinematics.straight, back), handleOf(kinematics.straight, pose.value)));
      }),
      { seed: 1, numRuns: runs },
    );
    expect(reached).toBeGreaterThan(runs / 6);
    expect(worstMm).toBeLessThan(1e-3);
    expect(worstDeg).toBeLessThan(1e-6);
  });

  it('comes back to the asked pose over its canvas, at any lean that it paints with', () => {
    const { canvas, heights } = machine;
    const anywhere = fc.record({
      x: fc.double({ min: 0, max: canvas.maxWidthMm, noNaN: true }),
      y: fc.double({ min: 0, max: canvas.maxHeightMm, noNaN: true }),
      height: fc.double({ min: -heights.depthMm, max: heights.hoverMm, noNaN: true }),
      tiltDeg: fc.double({ min: 0, max: canvas.tiltDeg, noNaN: true }),
      tiltTowardsDeg: fc.double({ min: 0, max: 360, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, ({ x, y, height, ...tilt }) => {
        const pose = { ...onPlane(plane, x, y, height), ...tilt };
        const back = must(kinematics.forward(must(kinematics.inverse(pose))));
        expect(apartMm(back, pose)).toBeLessThan(1e-3);
        expect(angleDeg(handleOf(kinematics.straight, back), handleOf(kinematics.straight, pose))).toBeLessThan(1e-6);
        expect(offPlane(plane, back).heightMm).toBeCloseTo(height, 4);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  it('gives joints within their limits and clear of singularities, or refuses with a value past its limit', () => {
    const kinds = new Set<string>();
    const { min, max } = machine.fence;
    const span = (axis: 'x' | 'y' | 'z') => fc.double({ min: 2 * min[axis] - max[axis], max: 2 * max[axis] - min[axis], noNaN: true });
    const anywhere = fc.record({
      x: span('x'),
      y: span('y'),
      z: span('z'),
      tiltDeg: fc.double({ min: 0, max: 60, noNaN: true }),
      tiltTowardsDeg: fc.double({ min: 0, max: 360, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, (pose) => {
        const found = kinematics.inverse(pose);
        if (found.ok) {
          for (const [i, limit] of kinematics.limits.entries()) {
            expect(found.value[i]).toBeGreaterThanOrEqual(limit.min - 1e-6);
            expect(found.value[i]).toBeLessThanOrEqual(limit.max + 1e-6);
          }
          for (const { value, least } of kinematics.clearances(found.value)) expect(value).toBeGreaterThanOrEqual(least - 1e-6);
          return;
        }
        const { kind, code, joint, value, limit, text, remedy } = found.why;
        kinds.add(kind);
        expect(code).toBe(`reach/${kind}`);
        expect(value).not.toBe(limit);
        expect(joint).not.toBe('');
        expect(text).toMatch(/^Brush at x -?[\d.]+, y -?[\d.]+, z -?[\d.]+ mm: .+\.$/);
        expect(remedy).toMatch(/\.$/);
      }),
      { seed: 3, numRuns: 600 },
    );
    expect(kinds.size).toBeGreaterThan(0);
  });

  it('throws on a pose that is no place', () => {
    expect(() => kinematics.inverse({ x: Number.NaN, y: 0, z: 0, tiltDeg: 0, tiltTowardsDeg: 0 })).toThrow(/x is NaN/);
  });

  it('throws on a wrong number of joints', () => {
    expect(() => kinematics.forward([1, 2])).toThrow(/got 2 of them/);
  });
});

describe('joints of an arm with one answer to each posture', () => {
  it.each(arms.filter(({ kinematics }) => !kinematics.tilts).map((arm) => [arm.id, arm] as const))('come back on %s', (_, { kinematics }) => {
    let kept = 0;
    fc.assert(
      fc.property(anyJoints(kinematics), (joints) => {
        const pose = kinematics.forward(joints);
        const found = pose.ok ? kinematics.inverse(pose.value, joints) : pose;
        if (!found.ok) return;
        kept++;
        // a five-bar's elbows keep their sides, whatever its joints say
        if (kinematics.kind === 'fivebar' && found.value.some((value, i) => Math.abs(value - (joints[i] ?? 0)) > 1)) return;
        for (const [i, value] of found.value.entries()) expect(value).toBeCloseTo(joints[i] ?? Number.NaN, 6);
      }),
      { seed: 4, numRuns: 1000 },
    );
    expect(kept).toBeGreaterThan(100);
  });
});

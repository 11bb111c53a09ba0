import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, machineFrame, onPlane } from '../../../devices/kinematics/frame.ts';
import type { Kinematics } from '../../../devices/kinematics/kinematics.ts';
import type { BrushPose } from '../../../devices/kinematics/pose.ts';
import { jointsBetween, offLineMm, poseBetween, segmentLine } from '../../../devices/kinematics/segment.ts';
import { angleDeg } from '../../../devices/kinematics/space.ts';
import { done } from '../../../engine/result.ts';
import { type Arm, apartMm, armOf, arms, evenly, must, straightAt } from './arms.ts';

const toleranceMm = 0.05;
/** how many places are looked at between two stops */
const looks = 20;

const somewhere = ({ machine: { canvas, heights }, plane }: Arm): fc.Arbitrary<BrushPose> =>
  fc
    .record({
      x: evenly(0, canvas.maxWidthMm),
      y: evenly(0, canvas.maxHeightMm),
      height: evenly(-heights.depthMm, heights.hoverMm),
      tiltDeg: evenly(0, canvas.tiltDeg),
      tiltTowardsDeg: evenly(0, 360),
    })
    .map(({ x, y, height, ...tilt }) => ({ ...onPlane(plane, x, y, height), ...tilt }));

describe.each(arms.map((arm) => [arm.id, arm] as const))('lines on %s', (_, arm) => {
  const { kinematics } = arm;

  it('stay straight between their stops, end where they should, and never jump', () => {
    const worst = { mm: 0, lean: 0, jump: 0, ends: 0 };
    for (const [from, to] of fc.sample(fc.tuple(somewhere(arm), somewhere(arm)), { seed: 7, numRuns: 20 })) {
      const stops = must(segmentLine(kinematics, from, to, toleranceMm));
      expect([stops[0]?.share, stops.at(-1)?.share]).toEqual([0, 1]);
      for (const [i, stop] of stops.entries()) {
        const next = stops[i + 1];
        const here = must(kinematics.forward(stop.joints));
        worst.ends = Math.max(worst.ends, apartMm(here, poseBetween(kinematics.straight, from, to, stop.share)));
        if (next === undefined) continue;
        const mm = Math.max(1, apartMm(from, to) * (next.share - stop.share));
        worst.jump = Math.max(worst.jump, ...stop.joints.map((value, j) => Math.abs(value - (next.joints[j] ?? 0)) / mm));
        for (let k = 1; k < looks; k++) {
          const pose = must(kinematics.forward(jointsBetween(stop.joints, next.joints, k / looks)));
          const wanted = poseBetween(kinematics.straight, from, to, stop.share + ((next.share - stop.share) * k) / looks);
          worst.mm = Math.max(worst.mm, offLineMm(pose, from, to));
          if (kinematics.tilts)
            worst.lean = Math.max(worst.lean, angleDeg(handleOf(kinematics.straight, pose), handleOf(kinematics.straight, wanted)));
        }
      }
    }
    expect(worst.mm).toBeLessThan(toleranceMm * 1.1);
    expect(worst.lean).toBeLessThan(1.1);
    expect(worst.ends).toBeLessThan(1e-3);
    // degrees, or mm of a belt, for each mm of the brush
    expect(worst.jump).toBeLessThan(3);
  });
});

describe('a segmented line', () => {
  const gantry = armOf('easel-12ft');
  const scara = armOf('scara-500');
  const six = armOf('six-axis');

  it('needs no stop between on a gantry but every 50 mm', () => {
    expect(must(segmentLine(gantry.kinematics, straightAt(400, 400, 0), straightAt(500, 400, 0), toleranceMm))).toHaveLength(3);
  });

  it('needs more stops the finer it must be', () => {
    const count = (mm: number): number => must(segmentLine(scara.kinematics, straightAt(-180, 300, 0), straightAt(180, 300, 0), mm)).length;
    expect(count(0.01)).toBeGreaterThan(3 * count(0.2));
    expect(count(0.01)).toBeLessThan(1000);
  });

  it('takes a dot, and a turn on the spot', () => {
    const pose = { ...onPlane(six.plane, 350, 250, 0), tiltDeg: 0, tiltTowardsDeg: 0 };
    expect(must(segmentLine(six.kinematics, pose, pose, toleranceMm))).toHaveLength(2);
    const leaning = { ...pose, tiltDeg: 20, tiltTowardsDeg: 90 };
    const stops = must(segmentLine(six.kinematics, pose, leaning, toleranceMm));
    expect(stops.length).toBeGreaterThan(2);
    expect(must(six.kinematics.forward(stops.at(-1)?.joints ?? [])).tiltDeg).toBeCloseTo(20, 6);
  });

  it('goes on from where the arm is, in its posture', () => {
    const right = must(segmentLine(scara.kinematics, straightAt(0, 300, 0), straightAt(100, 300, 0), toleranceMm));
    const left = must(segmentLine(scara.kinematics, straightAt(0, 300, 0), straightAt(100, 300, 0), toleranceMm, [150, -100, 0]));
    expect(right.every(({ joints }) => (joints[1] ?? 0) > 0)).toBe(true);
    expect(left.every(({ joints }) => (joints[1] ?? 0) < 0)).toBe(true);
  });

  it('is refused at the first pose that cannot be taken, though both its ends can', () => {
    const from = straightAt(-200, 60, 0);
    const to = straightAt(200, 60, 0);
    expect([scara.kinematics.inverse(from).ok, scara.kinematics.inverse(to).ok]).toEqual([true, true]);
    const found = segmentLine(scara.kinematics, from, to, toleranceMm);
    if (found.ok) throw new Error('the line led through the column');
    // the elbow folds to 150 degrees at 129.41 mm from the column, where the line is at x = -114.66
    const near = 500 * Math.cos((75 * Math.PI) / 180);
    const x = -Math.sqrt(near ** 2 - 60 ** 2);
    expect(found.why).toMatchObject({ kind: 'joint-limit', joint: 'elbow', limit: 150 });
    expect(found.why.at.x).toBeCloseTo(x, 2);
    expect(found.why.alongMm).toBeCloseTo(x + 200, 2);
  });

  it('is refused at its begin where that cannot be reached', () => {
    expect(segmentLine(scara.kinematics, straightAt(0, 600, 0), straightAt(0, 300, 0), 1)).toMatchObject({
      ok: false,
      why: { kind: 'too-far', alongMm: 0 },
    });
  });

  it('does not miss a swing to and fro whose middle lies on the line', () => {
    // one swing sideways in 50 mm, and one of the lean: at both ends and halfway between, the brush is where it should be
    const swing = (u: number): number => Math.sin((2 * Math.PI * u) / 50);
    const wobbly = (sidewaysMm: number, leanDeg: number): Kinematics => ({
      ...six.kinematics,
      straight: machineFrame,
      inverse: ({ x, y, tiltDeg }) => done([x, y - sidewaysMm * swing(x), tiltDeg - leanDeg * swing(x)]),
      forward: ([u = 0, v = 0, w = 0]) =>
        done({ x: u, y: v + sidewaysMm * swing(u), z: 0, tiltDeg: w + leanDeg * swing(u), tiltTowardsDeg: 0 }),
    });
    const stops = (arm: Kinematics): number => {
      const lean = { tiltDeg: 30, tiltTowardsDeg: 0 };
      return must(segmentLine(arm, { ...straightAt(0, 0, 0), ...lean }, { ...straightAt(50, 0, 0), ...lean }, toleranceMm)).length;
    };
    expect(stops(wobbly(0, 0))).toBe(2);
    expect(stops(wobbly(1, 0))).toBeGreaterThan(10);
    expect(stops(wobbly(0, 5))).toBeGreaterThan(4);
  });

  it('is refused where joints turn too sharply to be followed', () => {
    const rough: Kinematics = {
      ...scara.kinematics,
      forward: ([u = 0, v = 0, w = 0]) => done(straightAt(u, v + 1, w)),
      inverse: ({ x, y, z }) => done([x, y, z]),
    };
    expect(segmentLine(rough, straightAt(0, 0, 0), straightAt(10, 0, 0), toleranceMm)).toMatchObject({
      ok: false,
      why: { kind: 'singular', code: 'reach/singular', joint: 'all' },
    });
  });

  it('throws on a tolerance that no kinematics holds', () => {
    expect(() => segmentLine(scara.kinematics, straightAt(0, 300, 0), straightAt(0, 310, 0), 1e-4)).toThrow(/toleranceMm is 0.0001/);
  });
});

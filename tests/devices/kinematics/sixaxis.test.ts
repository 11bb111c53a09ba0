import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, onPlane, planeOf } from '../../../devices/kinematics/frame.ts';
import type { Joints } from '../../../devices/kinematics/kinematics.ts';
import { makeKinematics } from '../../../devices/kinematics/make.ts';
import type { BrushPose } from '../../../devices/kinematics/pose.ts';
import type { SixAxisDescription } from '../../../devices/kinematics/schema.ts';
import { angleDeg } from '../../../devices/kinematics/space.ts';
import { anyJoints, apartMm, armOf, must } from './arms.ts';

type Matrix = readonly (readonly number[])[];
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)));
const shift = (x: number, y: number, z: number): Matrix => [
  [1, 0, 0, x],
  [0, 1, 0, y],
  [0, 0, 1, z],
  [0, 0, 0, 1],
];
/** A turn about x, y or z by degrees, as a 4 × 4 matrix. */
function turn(axis: 'x' | 'y' | 'z', deg: number): Matrix {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  if (axis === 'x')
    return [
      [1, 0, 0, 0],
      [0, c, -s, 0],
      [0, s, c, 0],
      [0, 0, 0, 1],
    ];
  if (axis === 'y')
    return [
      [c, 0, s, 0],
      [0, 1, 0, 0],
      [-s, 0, c, 0],
      [0, 0, 0, 1],
    ];
  return [
    [c, -s, 0, 0],
    [s, c, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ];
}

const { machine, plane, kinematics } = armOf('six-axis');
if (machine.kinematics.kind !== 'sixaxis') throw new Error('six-axis.json is of another kind');
const description: SixAxisDescription = machine.kinematics;

/** The arm link by link, as it is drawn, and nothing of the code that is tested. */
function drawn([q1 = 0, q2 = 0, q3 = 0, q4 = 0, q5 = 0, q6 = 0]: Joints): { tip: { x: number; y: number; z: number }; brush: number[] } {
  const d = description;
  const chain = [
    turn('z', q1),
    shift(d.shoulderForwardMm, 0, d.shoulderHeightMm),
    turn('y', -q2),
    shift(d.upperMm, 0, 0),
    turn('y', -q3),
    shift(d.foreMm, 0, d.elbowRiseMm),
    turn('x', q4),
    turn('y', -q5),
    turn('x', q6),
    shift(d.flangeMm, 0, 0),
    turn('y', -d.brush.bendDeg),
    shift(d.brush.lengthMm, 0, 0),
  ].reduce(times);
  const [x = 0, y = 0, z = 0] = chain.map((row) => row[3] ?? 0);
  return { tip: { x, y, z }, brush: chain.slice(0, 3).map((row) => row[0] ?? 0) };
}

const over = (x: number, y: number, height: number, tiltDeg = 0, tiltTowardsDeg = 0): BrushPose => ({
  ...onPlane(plane, x, y, height),
  tiltDeg,
  tiltTowardsDeg,
});
const centre = over(350, 250, 0);

describe('a six-axis arm', () => {
  it('stands where its drawing says, link by link', () => {
    let worst = 0;
    for (const joints of fc.sample(anyJoints(kinematics), { seed: 6, numRuns: 300 })) {
      const pose = must(kinematics.forward(joints));
      const { tip, brush } = drawn(joints);
      const handle = handleOf(plane, pose);
      const [x = 0, y = 0, z = 0] = brush;
      worst = Math.max(worst, apartMm(pose, tip), apartMm(handle, { x: -x, y: -y, z: -z }));
    }
    expect(worst).toBeLessThan(1e-9);
  });

  it('keeps the edge of a flat brush along the canvas: what it turns is only the lean', () => {
    const held = (pose: BrushPose): Matrix => {
      const [q1 = 0, q2 = 0, q3 = 0, q4 = 0, q5 = 0, q6 = 0] = must(kinematics.inverse(pose));
      return [turn('z', q1), turn('y', -q2 - q3), turn('x', q4), turn('y', -q5), turn('x', q6)].reduce(times);
    };
    const a = held(over(50, 50, 0));
    for (const pose of [centre, over(650, 450, 0), over(20, 480, 30)])
      for (const [i, row] of held(pose).entries())
        for (const [j, value] of row.entries()) expect(value).toBeCloseTo(a[i]?.[j] ?? Number.NaN, 9);
  });

  it.each([0, 45, 90, 180, 270])('leans the brush 20 degrees towards %i', (towards) => {
    const pose = must(kinematics.forward(must(kinematics.inverse(over(350, 250, 0, 20, towards)))));
    expect(pose.tiltDeg).toBeCloseTo(20, 9);
    expect(Math.abs(((pose.tiltTowardsDeg - towards + 540) % 360) - 180)).toBeLessThan(1e-6);
    expect(angleDeg(handleOf(plane, pose), plane.normal)).toBeCloseTo(20, 9);
  });

  it('keeps the posture that it is in', () => {
    const postures = (['front', 'back'] as const).flatMap((shoulder) =>
      (['up', 'down'] as const).flatMap((elbow) => (['positive', 'negative'] as const).map((wrist) => ({ shoulder, elbow, wrist }))),
    );
    const free = { minDeg: -360, maxDeg: 360 };
    const loose = { ...description, base: free, shoulder: free, elbow: free, roll: free, pitch: { minDeg: -179, maxDeg: 179 }, turn: free };
    const answers = postures.flatMap((posture) => {
      const arm = makeKinematics({ ...loose, posture }, plane);
      const found = arm.inverse(centre);
      if (!found.ok) return [];
      expect(apartMm(must(arm.forward(found.value)), centre)).toBeLessThan(1e-6);
      // whatever the description prefers, the arm stays as it is
      const kept = must(makeKinematics(loose, plane).inverse(over(352, 251, 1), found.value));
      expect(Math.max(...kept.map((value, i) => Math.abs(value - (found.value[i] ?? 0))))).toBeLessThan(3);
      return [found.value.map((value) => value.toFixed(3)).join()];
    });
    expect(new Set(answers).size).toBe(8);
  });

  it('does not turn a joint by more than half a turn, though the same place is in range a whole turn away', () => {
    const here = must(kinematics.inverse(centre));
    const around = here.map((value, i) => (i === 5 ? value - 360 : value));
    expect(must(kinematics.inverse(centre, around))[5]).toBeCloseTo((here[5] ?? 0) - 360, 6);
    const beyond = here.map((value, i) => (i === 5 ? value - 720 : value));
    expect(kinematics.inverse(centre, beyond)).toMatchObject({ ok: false, why: { kind: 'joint-limit', joint: 'turn', limit: -350 } });
  });
});

describe('a pose that a six-axis arm cannot take', () => {
  const flat = planeOf({ corner: { x: 0, y: 0, z: 0 }, right: { x: 0, y: -1, z: 0 }, up: { x: 1, y: 0, z: 0 } });
  const straight: SixAxisDescription = { ...description, brush: { lengthMm: 120, bendDeg: 0, spinDeg: 0 } };
  const down = makeKinematics(straight, flat);
  const at = (x: number, y: number, z: number): BrushPose => ({ x, y, z, tiltDeg: 0, tiltTowardsDeg: 0 });

  const free = { minDeg: -360, maxDeg: 360 };
  it.each<[string, BrushPose, Partial<SixAxisDescription>, object]>([
    ['too far', at(1200, 0, 100), {}, { kind: 'too-far', joint: 'shoulder', unit: 'mm' }],
    ['too near', at(100, 0, 315), { foreMm: 250 }, { kind: 'too-near', joint: 'shoulder', unit: 'mm' }],
    [
      'at the base’s axis',
      at(20, 30, 400),
      {},
      { kind: 'singular', joint: 'base', value: expect.closeTo(Math.hypot(20, 30), 6), limit: 60 },
    ],
    ['with a stretched elbow', at(793.4, 0, 110), {}, { kind: 'singular', joint: 'elbow', limit: 10 }],
    ['past a limit', at(-500, -1, 100), {}, { kind: 'joint-limit', joint: 'base' }],
  ])('is %s', (_, pose, other, why) => {
    expect(makeKinematics({ ...straight, shoulder: free, ...other }, flat).inverse(pose)).toMatchObject({ ok: false, why });
  });

  it('is where the brush lies along the forearm, within the stated margin', () => {
    // a brush in line with the flange, on a canvas that stands upright at the height of the forearm
    const upright = planeOf({ corner: { x: 700, y: 0, z: 0 }, right: { x: 0, y: -1, z: 0 }, up: { x: 0, y: 0, z: 1 } });
    const arm = makeKinematics(straight, upright);
    const joints = [0, 60, -60, 0, 10, 0];
    const pose = must(arm.forward(joints));
    const lean = { ...pose, tiltDeg: 0, tiltTowardsDeg: 0 };
    const found = arm.inverse({ ...lean, x: pose.x + 4, z: pose.z + 5 });
    const taken = must(arm.inverse({ ...pose, tiltDeg: 12, tiltTowardsDeg: 270 }));
    expect(Math.abs(taken[4] ?? 0)).toBeGreaterThanOrEqual(description.wristMarginDeg);
    expect(found).toMatchObject({ ok: false, why: { kind: 'singular', joint: 'pitch', limit: description.wristMarginDeg } });
  });

  it('is tilted too far, and says how far it could be tilted', () => {
    const pose = over(350, 250, 0, 90, 270);
    const found = kinematics.inverse(pose);
    if (found.ok) throw new Error('a brush lying on the canvas was taken');
    const { kind, value, limit, remedy } = found.why;
    expect({ kind, value }).toEqual({ kind: 'tilt', value: 90 });
    expect(limit).toBeGreaterThan(20);
    expect(kinematics.inverse({ ...pose, tiltDeg: limit }).ok).toBe(true);
    expect(kinematics.inverse({ ...pose, tiltDeg: limit + 0.1 }).ok).toBe(false);
    expect(remedy).toContain(`${(Math.floor(limit * 10) / 10).toFixed(1)} deg`);
  });

  it.each([-1, 181])('has a tilt of %i, which is none', (tiltDeg) => {
    expect(kinematics.inverse({ ...centre, tiltDeg })).toMatchObject({ ok: false, why: { kind: 'tilt', joint: 'brush', value: tiltDeg } });
  });

  it('reaches down to a table as well', () => {
    expect(must(down.inverse(at(600, 300, 100)))).toHaveLength(6);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { offEasel } from '../../../devices/kinematics/easel-machine.ts';
import { jointsBetween } from '../../../devices/kinematics/segment.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { jointArm } from '../../../devices/virtual/joint-arm.ts';
import type { Stroke, StrokePoint } from '../../../engine/stroke.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createRig, stroke, wave } from './rig.ts';
import { farthestStray, farthestUnpainted } from './truth.ts';

const { kinematics, machine: arm, plane } = armOf('six-axis');
const machine = must(loadMachine('six-axis'));

const ring = Array.from({ length: 120 }, (_, i): StrokePoint => [400 + 60 * Math.cos(i / 18), 300 + 60 * Math.sin(i / 18), 0.8]);
const strokes: readonly Stroke[] = [
  wave('a', 60),
  stroke('right', [
    [100, 200, 0.8],
    [240, 200, 0.8],
  ]),
  stroke('back', [
    [640, 420, 0.8],
    [500, 440, 0.8],
    [640, 460, 0.8],
  ]),
  stroke('ring', ring),
  stroke('light', [
    [100, 400, 0.15],
    [240, 400, 0.15],
  ]),
  stroke('dot', [[690, 490, 0.6]]),
];

/** What the arm truly did while its brush was pressed in: its contact point, and how the handle leaned there. */
async function paintAll() {
  const rig = createRig({ grbl: jointArm(arm), setting: { machine, canvas: { widthMm: 700, heightMm: 500 } } });
  for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
  await rig.time.until(() => rig.painted().length === strokes.length, 240_000);
  const sights = rig.travelled.flatMap(({ from, to, startMs, durationMs }) =>
    [0.25, 0.5, 0.75, 1].map((share) => {
      const pose = must(kinematics.forward(jointsBetween(from, to, share)));
      return { ...offEasel(plane, pose), deg: pose.tiltDeg, towardsDeg: pose.tiltTowardsDeg, ms: startMs + share * durationMs };
    }),
  );
  const status = rig.arm.status();
  const faults = rig.faults();
  await rig.dispose();
  return { sights, status, faults };
}

describe('an arm that can lean its brush', () => {
  let painting: Awaited<ReturnType<typeof paintAll>>;
  beforeAll(async () => {
    painting = await paintAll();
  }, 60_000);

  it('pulls it: the handle leans to where it goes, up to the bound and by the pressure, and is upright where it comes and leaves', () => {
    const { sights, status, faults } = painting;
    expect(faults).toEqual([]);
    expect(status).toMatchObject({ painted: strokes.length, starvedMs: 0 });
    const down = sights.filter(({ z }) => z < -0.05);
    expect(Math.max(...down.map(({ deg }) => deg))).toBeLessThan(arm.canvas.tiltDeg + 0.05);
    const on = (name: 'right' | 'light' | 'ring') => {
      const box = { right: [100, 240, 199, 201], light: [100, 240, 399, 401], ring: [330, 470, 230, 370] }[name];
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = box;
      return down.filter(({ x, y }) => x > x0 && x < x1 && y > y0 && y < y1);
    };
    const middle = on('right').filter(({ x }) => x > 130 && x < 210);
    expect(middle.length).toBeGreaterThan(50);
    for (const { deg, towardsDeg } of middle) {
      expect(deg).toBeGreaterThan(arm.canvas.tiltDeg - 1.1);
      expect(Math.abs(((towardsDeg + 180) % 360) - 180)).toBeLessThan(3);
    }
    for (const { deg } of on('light')) expect(deg).toBeLessThan(arm.canvas.tiltDeg / 4);
    const round = on('ring').filter(({ deg }) => deg > 10);
    expect(round.length).toBeGreaterThan(1000);
    for (const { x, y, towardsDeg } of round) {
      const travel = (Math.atan2(y - 300, x - 400) * 180) / Math.PI + 90;
      expect(Math.abs(((towardsDeg - travel + 540) % 360) - 180)).toBeLessThan(12);
    }
    for (const [i, { z, deg }] of sights.entries()) {
      const touches = z <= 0 && ((sights[i - 1]?.z ?? 0) > 0 || (sights[i + 1]?.z ?? 0) > 0);
      if (touches || z > machine.heights.hoverMm) expect(deg).toBeLessThan(1.5);
    }
  });

  it('turns from one lean to the next without a jerk', () => {
    const { sights } = painting;
    for (const [i, { deg, towardsDeg, z, ms }] of sights.entries()) {
      const before = sights[i - 1];
      if (before === undefined || z > 0 || before.z > 0) continue;
      const side = (d: number, t: number): readonly [number, number] => [
        d * Math.cos((t * Math.PI) / 180),
        d * Math.sin((t * Math.PI) / 180),
      ];
      const [a, b] = [side(before.deg, before.towardsDeg), side(deg, towardsDeg)];
      const degS = (1000 * Math.hypot(b[0] - a[0], b[1] - a[1])) / Math.max(0.25, ms - before.ms);
      expect(degS).toBeLessThan(110);
    }
  });

  it('keeps the contact on its stroke within a tenth of a millimetre all the while', () => {
    const way = painting.sights.map(({ x, y, z, ms }, i) => {
      const before = painting.sights[i - 1] ?? { x, y, z, ms };
      return { from: [before.x, before.y, before.z] as const, to: [x, y, z] as const, startMs: before.ms, durationMs: ms - before.ms };
    });
    for (const entry of strokes) expect(farthestUnpainted(entry, way, machine.canvasOrigin)).toBeLessThan(0.1);
    expect(farthestStray(strokes, way, machine.canvasOrigin)).toBeLessThan(0.1);
  });
});

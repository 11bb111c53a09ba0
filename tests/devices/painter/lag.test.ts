import { describe, expect, it } from 'vitest';
import { lagMm } from '../../../devices/painter/brush.ts';
import { checkStroke } from '../../../devices/painter/check.ts';
import type { Easel } from '../../../devices/painter/easel.ts';
import { cleanHand } from '../../../devices/painter/plan.ts';
import type { StrokePoint } from '../../../engine/stroke.ts';
import { easel, paintable, planAll } from './easel.ts';
import { astrayMm, marksOf } from './tractrix.ts';

const along = (n: number, f: (t: number) => StrokePoint): StrokePoint[] => Array.from({ length: n + 1 }, (_, i) => f(i / n));
const turn = 2 * Math.PI;
/** Strokes, and how far the mark goes astray where the handle is led along the stroke itself, at least, mm. */
const shapes: readonly (readonly [string, readonly StrokePoint[], number])[] = [
  ['a line that swells and thins', along(120, (t) => [60 + 120 * t, 80, 0.2 + 0.7 * Math.sin(Math.PI * t)]), 2.4],
  ['a wave', along(200, (t) => [60 + 200 * t, 100 + 12 * Math.sin((200 * t) / 15), 0.4 + 0.3 * Math.cos(10 * t)]), 2.4],
  ['a circle of 25 mm', along(150, (t) => [150 + 25 * Math.cos(turn * t), 150 + 25 * Math.sin(turn * t), 0.7]), 1],
  ['a circle of 8 mm', along(60, (t) => [150 + 8 * Math.cos(turn * t), 150 + 8 * Math.sin(turn * t), 0.7]), 3.9],
  ['a corner', [[60, 60, 0.7] as const, [120, 60, 0.7] as const, [120, 120, 0.7] as const], 4.5],
  ['a zigzag', along(4, (t) => [60 + t * 4 * 3 + ((t * 4 * 60) % 120), 60 + 40 * t, 0.7]), 2.4],
  ['a stroke shorter than it trails', [[60, 60, 0.7] as const, [64, 61, 0.7] as const], 2.4],
];
const withLag = (lag?: number): Easel => ({ ...easel, brushes: [{ id: 'flat', widthMm: 16, ...(lag !== undefined && { lag }) }] });
const loaded = { ...cleanHand, paint: 'black', leftMm: 1e4 };
const plan = (points: readonly StrokePoint[], lag?: number) => planAll([paintable(points)], loaded, 0, withLag(lag)).motions;
const drawn = (points: readonly StrokePoint[], planned: number | undefined, true_: number) =>
  astrayMm(points, marksOf(plan(points, planned), true_, easel.machine.canvasOrigin.z, easel.machine.canvasOrigin));

describe('a brush that trails its handle', () => {
  it('trails as the one that was measured: 3.1 mm as it touches, 12.5 mm at 8 mm', () => {
    expect(lagMm({ lag: 1 }, 0)).toBeCloseTo(3.122, 3);
    expect(lagMm({ lag: 1 }, 8)).toBeCloseTo(12.5, 1);
    expect(lagMm({ lag: 1 }, 30)).toBe(lagMm({ lag: 1 }, 8));
    expect(lagMm({ lag: 0.5 }, 4)).toBeCloseTo(lagMm({ lag: 1 }, 4) / 2, 9);
    expect(lagMm({}, 4)).toBe(0);
  });

  it.each(shapes)('paints within 0.2 mm of the stroke, where it would be millimetres off: %s', (_, points, least) => {
    for (const lag of [0.5, 0.8, 1]) {
      const { beside, bare } = drawn(points, lag, lag);
      expect(Math.max(beside, bare)).toBeLessThan(0.2);
    }
    const { beside, bare } = drawn(points, undefined, 0.8);
    expect(Math.max(beside, bare)).toBeGreaterThan(least);
  });

  it('does not swing to and fro with every tremor of a hand', () => {
    const points = along(150, (t) => [60 + 150 * t, 100 + 10 * Math.sin(7 * t) + 0.15 * Math.sin(9000 * t), 0.5]);
    const { beside, bare } = drawn(points, 0.8, 0.8);
    expect(Math.max(beside, bare)).toBeLessThan(0.4);
  });

  it('comes down on the begin of the stroke itself, and swings round a corner in its place', () => {
    const motions = plan(
      [
        [60, 60, 0.7],
        [120, 60, 0.7],
        [120, 120, 0.7],
      ],
      1,
    );
    const { canvasOrigin } = easel.machine;
    const down = motions.find(({ kind }, i) => kind === 'approach' && motions[i + 1]?.kind === 'paint');
    expect(down?.to).toEqual({ x: canvasOrigin.x + 60, y: canvasOrigin.y + 60, z: canvasOrigin.z });
    const swing = motions.filter(({ mark }) => mark !== undefined && mark.fromMm === mark.toMm && mark.fromMm > 59 && mark.fromMm < 61);
    expect(swing.length).toBeGreaterThanOrEqual(6);
    for (const { to } of swing)
      expect(Math.hypot(to.x - canvasOrigin.x - 120, to.y - canvasOrigin.y - 60)).toBeCloseTo(lagMm({ lag: 1 }, 0.7 * 5.6), 6);
  });

  it('says of every mark how far the handle was ahead', () => {
    const points = shapes[1]?.[1] ?? [];
    for (const { to, mark } of plan(points, 0.8)) {
      if (mark === undefined) continue;
      const { canvasOrigin } = easel.machine;
      const contact = [to.x - canvasOrigin.x - (mark.ahead?.to.x ?? 0), to.y - canvasOrigin.y - (mark.ahead?.to.y ?? 0)] as const;
      expect(astrayMm([[...contact, 0]], [points.map(([x, y]) => [x, y] as const)]).bare).toBeLessThan(0.05);
    }
    for (const { mark } of plan(points)) expect(mark?.ahead).toBeUndefined();
  });

  it('is refused where its handle would leave the reach, naming the brush, the value and a remedy', () => {
    const { machine } = easel;
    const tight = { ...withLag(1), machine: { ...machine, reach: { ...machine.reach, x: { min: 0, max: machine.canvasOrigin.x + 500 } } } };
    const points: StrokePoint[] = [
      [400, 60, 0.7],
      [499, 60, 0.7],
    ];
    expect(checkStroke({ ...tight, brushes: withLag(0).brushes }, paintable(points)).ok).toBe(true);
    expect(checkStroke(tight, paintable(points))).toMatchObject({
      ok: false,
      why: {
        code: 'reach/outside',
        text: expect.stringMatching(/the handle of brush "flat", 8\.\d+ mm ahead of its mark .* beyond reach\.x\.max 830 mm/),
        remedy: expect.stringContaining('less lag'),
      },
    });
  });
});

describe('a worn brush', () => {
  const worn = { ...easel, brushes: [{ id: 'flat', widthMm: 8, wornMm: 1.5 }] };
  const points: StrokePoint[] = [
    [60, 60, 0.5],
    [100, 60, 0.5],
  ];
  it('goes deeper wherever it touches, and is as high as any other where it does not', () => {
    const strokes = [paintable(points), paintable([[60, 90, 0.5]]), paintable(points, { paint: 'red' })];
    const [new_, old] = [planAll(strokes).motions, planAll(strokes, cleanHand, 0, worn).motions];
    expect(old.map(({ kind }) => kind)).toEqual(new_.map(({ kind }) => kind));
    for (const [i, { to, kind }] of old.entries()) {
      const lower = (new_[i]?.to.z ?? 0) - to.z;
      expect(Math.min(Math.abs(lower), Math.abs(lower - 1.5))).toBeLessThan(1e-9);
      if (kind === 'paint') expect(lower).toBeCloseTo(1.5, 9);
      if (kind === 'travel' || kind === 'lift' || kind === 'exit') expect(lower).toBeCloseTo(0, 9);
    }
  });

  it('is refused where it would have to go deeper than the arm does', () => {
    const bald = { ...easel, brushes: [{ id: 'flat', widthMm: 8, wornMm: 25 }] };
    expect(checkStroke(bald, paintable(points))).toMatchObject({ ok: false, why: { text: expect.stringContaining('worn by 25 mm') } });
    const shallow = { ...worn, machine: { ...easel.machine, wash: undefined, wells: [{ x: 90, y: 300, z: -19 }] } };
    expect(checkStroke(shallow, paintable(points))).toMatchObject({
      ok: false,
      why: { code: 'reach/outside', text: expect.stringContaining('the well of "black"'), remedy: expect.stringContaining('wornMm') },
    });
  });
});

it('a brush that holds little paint is dipped more often', () => {
  const dry = { ...easel, brushes: [{ id: 'flat', widthMm: 8, mmPerDip: 50 }] };
  const line = paintable([
    [50, 50, 0.5],
    [90, 50, 0.5],
  ]);
  const { motions, hand } = planAll([line, line], cleanHand, 0, dry);
  const kinds = motions.map(({ kind }) => kind);
  expect(kinds.lastIndexOf('dip')).toBeGreaterThan(kinds.indexOf('paint'));
  expect(hand.leftMm).toBeCloseTo(10, 9);
  expect(motions.findLast(({ mark }) => mark !== undefined)?.mark?.loadTo).toBeCloseTo(0.2, 9);
});

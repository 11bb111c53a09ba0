import { expect, it } from 'vitest';
import { loadMachine } from '../../../devices/machine-load.ts';
import { createEstimator } from '../../../devices/stream/estimator.ts';
import { assumedLimits } from '../../../devices/stream/reference.ts';
import { jointArm } from '../../../devices/virtual/joint-arm.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createRig, machine, setting, stroke, wave } from './rig.ts';

const colours = [wave('a', 60, 100), wave('b', 120, 80, 'red'), wave('c', 180, 120)];
const dots = Array.from({ length: 14 }, (_, i) => stroke(`d${i}`, [[20 + 25 * i, 50 + 12 * i, 0.5]]));
const lines = Array.from({ length: 4 }, (_, i) =>
  stroke(`l${i}`, [
    [20 + 60 * i, 50, 0.5],
    [60 + 90 * i, 300, 0.7],
  ]),
);
const gantry = {};
const sixAxis = {
  grbl: jointArm(armOf('six-axis').machine),
  setting: { machine: must(loadMachine('six-axis')), canvas: { widthMm: 700, heightMm: 500 } },
};
const cases: readonly (readonly [string, Parameters<typeof createRig>[0] & {}, readonly Stroke[], number])[] = [
  ['washes on a gantry', gantry, colours, 2],
  ['dots on a gantry', gantry, dots, 1],
  ['long lines on a gantry', gantry, lines, 0],
  ['washes on a six-axis arm', sixAxis, colours, 2],
  ['dots on a six-axis arm', sixAxis, dots, 1],
  ['long lines on a six-axis arm', sixAxis, lines, 0],
];

it.each(cases)('is right within three per cent: %s', async (_, options, strokes, washes) => {
  const brushes = [{ id: 'flat', widthMm: 12, lag: 0.6 }];
  const rig = createRig({ ...options, setting: { ...options.setting, brushes } });
  await rig.time.until(() => rig.arm.status().state.kind === 'ready', 10_000);
  await rig.time.pass(2000);
  for (const one of strokes) rig.arm.handle({ kind: 'paint', stroke: one, fromMm: 0 });
  const { etaS } = rig.arm.status();
  const beganMs = rig.time.now();
  await rig.time.until(() => rig.painted().length === strokes.length, 400_000);
  const trueS = (rig.time.now() - beganMs) / 1000;
  expect(Math.abs(etaS / trueS - 1)).toBeLessThan(0.03);
  expect(rig.arm.status().washes).toBe(washes);
  const easel = { ...setting, ...options.setting, brushes };
  const estimator = createEstimator();
  const each = strokes.map((one) => estimator.next(easel, one, 0, assumedLimits(easel.machine), 250));
  const sum = (count: 'dips' | 'washes'): number => each.reduce((total, one) => total + one[count], 0);
  expect([sum('dips'), sum('washes')]).toEqual([rig.arm.status().dips, washes]);
  await rig.dispose();
});

it('counts the washes of a brush that changes colour with every stroke', () => {
  const estimator = createEstimator();
  const each = [wave('a', 60), wave('b', 120, 80, 'red'), wave('c', 180, 400)].map((one) =>
    estimator.next({ ...setting, machine }, one, 0, assumedLimits(machine), 250),
  );
  expect(each.map(({ dips, washes }) => [dips, washes])).toEqual([
    [1, 0],
    [1, 1],
    [2, 1],
  ]);
});

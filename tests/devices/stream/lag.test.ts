import { expect, it } from 'vitest';
import { lengthMm } from '../../../engine/stroke.ts';
import { astrayMm, marksOf } from '../painter/tractrix.ts';
import { createRig, machine, wave } from './rig.ts';

it('a brush that trails paints where the stroke is, by the true way of the arm, and that is what is told', async () => {
  const rig = createRig({ setting: { brushes: [{ id: 'flat', widthMm: 16, lag: 0.8 }] } });
  const stroke = wave('a', 100);
  rig.arm.handle({ kind: 'paint', stroke, fromMm: 0 });
  await rig.time.until(() => rig.painted().length === 1, 60_000);
  const { canvasOrigin } = machine;
  const motions = rig.travelled
    .filter(({ from }) => from[0] > canvasOrigin.x)
    .map(({ to: [x, y, z] }) => ({ kind: 'paint' as const, to: { x, y, z }, speedMmS: 1 }));
  const truth = astrayMm(stroke.points, marksOf(motions, 0.8, canvasOrigin.z, canvasOrigin));
  expect(Math.max(truth.beside, truth.bare)).toBeLessThan(0.25);
  const pieces = rig.told.flatMap((message) => (message.kind === 'painted' ? [message.piece] : []));
  const told = pieces.map(({ points }) => points.map(([x, y]) => [x, y] as const));
  const { beside, bare } = astrayMm(stroke.points, told);
  expect(Math.max(beside, bare)).toBeLessThan(0.06);
  for (const [i, piece] of pieces.entries()) {
    expect(lengthMm(piece.points)).toBeGreaterThan(0);
    const before = pieces[i - 1];
    if (before !== undefined) expect(before.fromMm + lengthMm(before.points)).toBeCloseTo(piece.fromMm, 1);
  }
  await rig.dispose();
});

it('a stop in the middle of such a stroke loses and doubles nothing', async () => {
  const rig = createRig({ setting: { brushes: [{ id: 'flat', widthMm: 16, lag: 0.8 }] } });
  const stroke = wave('a', 100);
  rig.arm.handle({ kind: 'paint', stroke, fromMm: 0 });
  await rig.time.until(() => (rig.grbl.position()[2] ?? 0) < -0.5, 60_000);
  await rig.time.pass(1500);
  rig.arm.handle({ kind: 'stop' });
  await rig.time.until(() => rig.arm.status().state.kind === 'held', 5000);
  rig.arm.handle({ kind: 'resume' });
  await rig.time.until(() => rig.painted().length === 1, 60_000);
  const told = rig.told.flatMap((message) => (message.kind === 'painted' ? [message.piece.points.map(([x, y]) => [x, y] as const)] : []));
  const { beside, bare } = astrayMm(stroke.points, told);
  expect(Math.max(beside, bare)).toBeLessThan(0.06);
  await rig.dispose();
});

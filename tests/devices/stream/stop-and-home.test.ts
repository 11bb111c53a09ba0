import { afterEach, expect, it } from 'vitest';
import { createRig, machine, type Rig, wave } from './rig.ts';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.dispose();
});
const height = (rig: Rig): number => rig.grbl.position()[2] - machine.canvasOrigin.z;

/** Its controller has just restarted under the brush, which is being lifted blind. */
async function restarted(): Promise<Rig> {
  const rig = createRig({ grbl: { homing: true } });
  rigs.push(rig);
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await rig.time.until(() => height(rig) < -1, 60_000);
  rig.grbl.reset('power', rig.time.now());
  await rig.time.until(() => height(rig) > 0, 5000);
  return rig;
}

it('lets a blind lift go on to its end where stop is pressed meanwhile', async () => {
  const rig = await restarted();
  rig.arm.handle({ kind: 'stop' });
  await rig.time.pass(3000);
  expect(height(rig)).toBeGreaterThan(machine.heights.travelMm - 2);
  expect(rig.arm.status().state.kind).toBe('unreferenced');
});

it('lifts on where the controller restarts once more in the middle of a blind lift', async () => {
  const rig = createRig({ grbl: { homing: true } });
  rigs.push(rig);
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await rig.time.until(() => height(rig) < -1, 60_000);
  rig.grbl.reset('power', rig.time.now());
  await rig.time.pass(60);
  rig.grbl.reset('power', rig.time.now());
  await rig.time.until(() => height(rig) > 0, 1000);
  await rig.time.pass(3000);
  expect(height(rig)).toBeGreaterThan(machine.heights.hoverMm / 2);
  expect(height(rig)).toBeLessThan(machine.heights.travelMm + 10);
});

it('takes a Home back that waits for the brush to be up, where stop is pressed meanwhile', async () => {
  const rig = await restarted();
  rig.arm.handle({ kind: 'home' });
  rig.arm.handle({ kind: 'stop' });
  await rig.time.pass(20_000);
  expect(rig.sent.some(({ bytes }) => bytes.includes('$H'))).toBe(false);
  rig.arm.handle({ kind: 'resume' });
  rig.arm.handle({ kind: 'home' });
  await rig.time.until(() => rig.painted().length === 1, 120_000);
});

it('homes once, however often Home is pressed', async () => {
  const rig = await restarted();
  for (let i = 0; i < 5; i++) {
    rig.arm.handle({ kind: 'home' });
    await rig.time.pass(700);
  }
  await rig.time.until(() => rig.painted().length === 1, 120_000);
  expect(rig.sent.filter(({ bytes }) => bytes.includes('$H'))).toHaveLength(1);
});

it('is connected again where its cable was pulled between a stop and the end of it', async () => {
  const rig = createRig();
  rigs.push(rig);
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await rig.time.until(() => height(rig) < -1, 60_000);
  rig.arm.handle({ kind: 'stop' });
  await rig.time.pass(30);
  rig.unplug();
  await rig.time.pass(1000);
  rig.plug();
  await rig.time.until(() => rig.arm.status().state.kind === 'held', 20_000);
  expect(height(rig)).toBeGreaterThan(0);
  rig.arm.handle({ kind: 'resume' });
  await rig.time.until(() => rig.painted().length === 1, 60_000);
});

it('lifts a brush that was left on the canvas also where the power fails a second time in the middle of the lift', async () => {
  const rig = createRig({ grbl: { homing: true } });
  rigs.push(rig);
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await rig.time.until(() => height(rig) < -0.5, 60_000);
  rig.grbl.reset('power', rig.time.now());
  await rig.time.pass(120);
  rig.grbl.reset('power', rig.time.now());
  await rig.time.pass(2500);
  // well clear of the canvas, and no higher than it travels: what the first lift had done is reckoned in
  expect(height(rig)).toBeGreaterThan(machine.heights.travelMm - 5);
  expect(height(rig)).toBeLessThan(machine.heights.travelMm + 0.5);
});

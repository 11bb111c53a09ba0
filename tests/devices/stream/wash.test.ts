import { expect, it } from 'vitest';
import { createRig, machine, type Rig, setting, wave } from './rig.ts';

const { wash } = machine;
if (wash === undefined) throw new Error('the virtual easel has lost its water');
const inWater = (rig: Rig): boolean => {
  const [x = 0, y = 0, z = 0] = rig.grbl.position();
  return Math.hypot(x - wash.water.x, y - wash.water.y) < 8 && z < wash.water.z + 1;
};

it('washes anew where a washing was broken off, and counts each that was seen to its end once', async () => {
  const rig = createRig();
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 60, 60), fromMm: 0 });
  rig.arm.handle({ kind: 'paint', stroke: wave('b', 120, 60, 'red'), fromMm: 0 });
  await rig.time.until(() => inWater(rig), 60_000);
  await rig.time.pass(300);
  rig.arm.handle({ kind: 'stop' });
  await rig.time.until(() => rig.arm.status().state.kind === 'held', 4000);
  expect(rig.arm.status()).toMatchObject({ brush: null, washes: 0, dips: 1 });
  rig.arm.handle({ kind: 'resume' });
  await rig.time.until(() => rig.painted().length === 2, 60_000);
  expect(rig.arm.status()).toMatchObject({ washes: 1, dips: 2, brush: { paint: 'red' } });
  await rig.dispose();
});

it('washes first of all where the arm process that painted before has died', async () => {
  const rig = createRig();
  rig.arm.handle({ kind: 'configure', setting, lastSeen: { x: 0, y: 0, z: 0 } });
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 60, 60), fromMm: 0 });
  await rig.time.until(() => inWater(rig), 60_000);
  await rig.time.until(() => rig.painted().length === 1, 60_000);
  expect(rig.arm.status()).toMatchObject({ washes: 1, dips: 1 });
  await rig.dispose();
});

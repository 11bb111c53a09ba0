import { it } from 'vitest';
import { createRig, wave } from './rig.ts';
it('withdraw', async () => {
  const rig = createRig();
  for (const id of ['a', 'b', 'c']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100, 50), fromMm: 0 });
  await rig.time.until(() => rig.grbl.position()[2] < -0.02, 60000); await rig.time.pass(300);
    rig.arm.handle({ kind: 'withdraw', strokes: ['a', 'b'] });
    await rig.time.until(() => rig.painted().length === 2, 60_000);
  console.log(rig.arm.status());
});
it('reset', async () => {
  const rig = createRig({ grbl: { homing: true } });
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100, 50), fromMm: 0 });
  await rig.time.until(() => rig.grbl.position()[2] < -0.02, 60000); await rig.time.pass(300);
  const show = (t: string) => console.log(t, rig.arm.status().state, rig.grbl.position(), rig.grbl.believed(), rig.grbl.state());
  show('before');
    rig.grbl.reset('power', rig.time.now());
  await rig.time.pass(5000); show('after');
  rig.arm.handle({ kind: 'home' });
  for (let i = 0; i < 60 && rig.painted().length === 0; i++) { await rig.time.pass(2000); if (i % 5 === 0) show('home'); }
  console.log(rig.faults());
});

import { it } from 'vitest';
import { createRig, type Rig, setting, stroke, wave } from './rig.ts';

it('eta', async () => {
  for (const horizonMs of [250, 400, 1000]) {
    const rig = createRig({ setting: { horizonMs } });
    await rig.time.until(() => rig.arm.status().state.kind === 'ready', 60000);
    const w0 = performance.now();
    for (let i = 0; i < 20; i++) rig.arm.handle({ kind: 'paint', stroke: wave('a' + i, 20 + 15 * i, 100), fromMm: 0 });
    const w1 = performance.now();
    const eta = rig.arm.status().etaS;
    const t0 = rig.time.now();
    await rig.time.until(() => rig.painted().length === 20, 300000);
    console.log(
      'eta',
      horizonMs,
      eta,
      (rig.time.now() - t0) / 1000,
      JSON.stringify(rig.grbl.counted()),
      rig.arm.status().starvedMs,
      'add ms/stroke',
      (w1 - w0) / 20,
    );
    await rig.dispose();
  }
});
it('speed', async () => {
  for (const avr of [false, true]) {
    const rig = createRig({
      grbl: { avr, settings: { 11: 500, 120: 60000, 121: 60000, 122: 60000 } },
      setting: { mmPerDip: 5000, machine: { ...setting.machine, speeds: { ...setting.machine.speeds, paintMmS: 330 } } },
    });
    const pts = [];
    for (let i = 0; i <= 5000; i++) {
      pts.push([20 + (i % 1000) * 0.46, 100 + 10 * Math.floor(i / 1000) + (i % 2) * 0.2, 0.5] as const);
    }
    rig.arm.handle({ kind: 'paint', stroke: stroke('a', pts), fromMm: 0 });
    await rig.time.until(() => rig.grbl.position()[2] < 0, 60000);
    const t0 = rig.time.now();
    const s0 = rig.arm.status().segments;
    const w0 = performance.now();
    await rig.time.until(() => rig.painted().length === 1, 300000);
    const s = rig.arm.status();
    console.log(
      'speed',
      avr,
      ((s.segments - s0) / (rig.time.now() - t0)) * 1000,
      JSON.stringify(s),
      JSON.stringify(rig.grbl.counted()),
      'wall',
      performance.now() - w0,
    );
    await rig.dispose();
  }
});

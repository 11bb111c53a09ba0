import { it } from 'vitest';
import { createRig, type Rig, setting, stroke, wave } from './rig.ts';

it('lost', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const rig = createRig({
      grbl: {
        seed,
        faults: [
          { kind: 'drop', way: 'toArm', rate: 0.0007 },
          { kind: 'flip', way: 'toArm', rate: 0.0003 },
          { kind: 'drop', way: 'toHost', rate: 0.0005 },
        ],
      },
    });
    for (const y of [50, 100, 150, 200, 250]) rig.arm.handle({ kind: 'paint', stroke: wave(`s${y}`, y), fromMm: 0 });
    for (let i = 0; i < 100 && rig.painted().length < 5; i++) {
      const w = performance.now();
      await rig.time.pass(3000);
      const s = rig.arm.status();
      if (rig.painted().length === 5 || i === 99)
        console.log(
          rig.time.now(),
          performance.now() - w,
          rig.painted().join(),
          JSON.stringify(s.state).slice(0, 100),
          s.segments,
          s.starvedMs,
          rig.faults().join(),
          rig.grbl.state(),
          JSON.stringify(rig.grbl.position()),
          rig.sent.length,
        );
    }
    await rig.dispose();
  }
}, 60000);

import { expect, it } from 'vitest';
import { restsOf } from '../../property/contact.ts';
import { createRig, machine, wave } from './rig.ts';
import { farthestUnpainted } from './truth.ts';

it('notices an arm that crawls because a byte of its feed was altered, lifts, and goes on', async () => {
  const rig = createRig();
  const entry = wave('a', 100);
  rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
  await rig.time.until(() => rig.grbl.position()[2] < machine.canvasOrigin.z - 1, 60_000);
  // what a G becomes by one bit: the rest of the stroke would be painted at 1 mm a minute
  rig.grbl.receive(Buffer.from('F1'), rig.time.now());
  await rig.time.until(() => rig.painted().length === 1, 60_000);
  expect(rig.faults()).toEqual(['arm/crawls']);
  expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
  for (const { startMs, endMs } of restsOf(rig.travelled, () => true, machine.canvasOrigin, rig.time.now(), 50))
    expect(endMs - startMs).toBeLessThan(1500);
  await rig.dispose();
});

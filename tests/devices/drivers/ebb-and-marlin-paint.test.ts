import { afterEach, describe, expect, it } from 'vitest';
import type { DriverFactory } from '../../../devices/drivers/driver.ts';
import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import type { FromArm } from '../../../devices/process/messages.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import { createVirtualEbb } from '../../../devices/virtual/ebb/ebb.ts';
import type { VirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { createVirtualMarlin } from '../../../devices/virtual/marlin/marlin.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { machine, setting, wave } from '../stream/rig.ts';
import { createTestTime } from '../stream/time.ts';
import { farthestUnpainted } from '../stream/truth.ts';

const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

/** An arm painting through a driver, in supplied time. */
function rig(driver: DriverFactory, controller: VirtualGrbl) {
  const time = createTestTime();
  const told: FromArm[] = [];
  const travelled: Travelled[] = [];
  controller.onMotion((piece) => travelled.push(piece));
  const arm = createArm({
    timers: time,
    driver,
    transport: () => {
      const [near, far] = time.cable();
      let served: Served | undefined;
      void serveVirtualGrbl(far, controller, time).then((answer) => {
        served = answer.ok ? answer.value : undefined;
      });
      open.push({ dispose: async () => served?.dispose() });
      return near;
    },
    emit: (message) => told.push(message),
    epochMs: () => time.now(),
    reference: 'known',
    quietMs: () => 0,
  });
  arm.handle({ kind: 'configure', setting });
  const painted = (): readonly string[] =>
    told.flatMap((message) => (message.kind === 'life' && message.life.kind === 'painted' ? [message.life.stroke] : []));
  const faults = (): readonly string[] => told.flatMap((message) => (message.kind === 'fault' ? [message.fault.text] : []));
  return { time, arm, travelled, painted, faults };
}

const boards: Readonly<Record<string, () => readonly [DriverFactory, VirtualGrbl]>> = {
  'a Marlin': () => [marlinDriver, createVirtualMarlin()],
  'a Marlin that tells where it is': () => [marlinDriver, createVirtualMarlin({ realtimePosition: true, advancedOk: true })],
  'an EBB': () => [
    ebbDriver,
    createVirtualEbb({ pen: { up: { pulse: 20_640, mm: 12 }, down: { pulse: 15_250, mm: machine.canvasOrigin.z - 1 } } }),
  ],
};

describe.each(Object.entries(boards))('an arm with %s', (_name, make) => {
  it('paints a stroke, has its brush up 300 ms after a stop in the middle of another, and goes on', async () => {
    const [driver, controller] = make();
    const { time, arm, travelled, painted, faults } = rig(driver, controller);
    const [first, second] = [wave('a', 60, 80), wave('b', 120, 120)];
    arm.handle({ kind: 'paint', stroke: first, fromMm: 0 });
    await time.until(() => painted().length === 1, 60_000);
    arm.handle({ kind: 'paint', stroke: second, fromMm: 0 });
    const down = (): boolean => controller.position()[2] < machine.canvasOrigin.z;
    await time.until(() => !down(), 60_000);
    await time.until(down, 60_000);
    await time.pass(700);
    const atMs = time.now();
    arm.handle({ kind: 'stop' });
    await time.until(() => !down(), 2000);
    expect(time.now() - atMs).toBeLessThanOrEqual(300);
    await time.until(() => arm.status().state.kind === 'held', 5000);
    arm.handle({ kind: 'resume' });
    await time.until(() => painted().length === 2, 60_000);
    expect(painted()).toEqual(['a', 'b']);
    expect(faults()).toEqual([]);
    expect(arm.status().starvedMs).toBe(0);
    for (const stroke of [first, second]) expect(farthestUnpainted(stroke, travelled)).toBeLessThan(0.3);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import type { FromArm } from '../../../devices/process/messages.ts';
import { createArm } from '../../../devices/stream/arm.ts';
import type { Reference } from '../../../devices/stream/arm-options.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualEbb, type VirtualEbbOptions } from '../../../devices/virtual/ebb/ebb.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { must } from '../kinematics/arms.ts';
import { setting, stroke } from '../stream/rig.ts';
import { createTestTime } from '../stream/time.ts';
import { farthestUnpainted } from '../stream/truth.ts';

const machine = must(loadMachine('axidraw-a3'));
const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

/** An AxiDraw in the frame of its table: the carriage truly stands at `start`, and its board believes to be at 0. */
function rigUp(reference: Reference, options: VirtualEbbOptions = {}) {
  const time = createTestTime();
  const pen = { up: { pulse: 20_640, mm: machine.park.z }, down: { pulse: 15_250, mm: -1 } };
  const ebb = createVirtualEbb({ pen, nowMs: -2000, ...options });
  const told: FromArm[] = [];
  const travelled: Travelled[] = [];
  let cable: Transport | undefined;
  ebb.onMotion((piece) => travelled.push(piece));
  const arm = createArm({
    timers: time,
    driver: armDriver,
    transport: () => {
      const [near, far] = time.cable();
      cable = far;
      let served: Served | undefined;
      void serveVirtualGrbl(far, ebb, time).then((answer) => {
        served = answer.ok ? answer.value : undefined;
      });
      open.push({ dispose: async () => served?.dispose() });
      return near;
    },
    emit: (message) => told.push(message),
    epochMs: () => time.now(),
    reference,
    quietMs: () => 0,
  });
  arm.handle({
    kind: 'configure',
    setting: { ...setting, machine, canvas: { widthMm: 330, heightMm: 270 }, brushes: [{ id: 'flat', widthMm: 3 }] },
  });
  return {
    ...{ time, arm, ebb, travelled },
    state: () => arm.status().state.kind,
    unplug: () => void cable?.close(),
    painted: () => told.flatMap((message) => (message.kind === 'life' && message.life.kind === 'painted' ? [message.life.stroke] : [])),
    faults: () => told.flatMap((message) => (message.kind === 'fault' ? [message.fault.code] : [])),
  };
}
const line = stroke('a', [
  [20, 30, 0.4],
  [70, 60, 0.5],
  [90, 20, 0.4],
]);

describe('an AxiDraw', () => {
  it.each(['2.6.5', '2.8.1', '3.0.2'])('paints from its home corner, where it was switched on, with firmware %s', async (version) => {
    const rig = rigUp('switched-on', { version });
    rig.arm.handle({ kind: 'paint', stroke: line, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(line, rig.travelled, machine.canvasOrigin)).toBeLessThan(0.3);
    expect(rig.faults()).toEqual([]);
    rig.arm.handle({ kind: 'bye' });
    await rig.time.pass(6000);
    await rig.arm.ended;
    const [x, y] = rig.ebb.position();
    expect([x, y]).toEqual([expect.closeTo(machine.park.x, 1), expect.closeTo(machine.park.y, 1)]);
  });

  it('says what to do where its place is not known, and takes its park place by hand when told to home', async () => {
    const rig = rigUp('none', { start: [machine.park.x, machine.park.y] });
    rig.arm.handle({ kind: 'paint', stroke: line, fromMm: 0 });
    await rig.time.until(() => rig.state() === 'unreferenced', 5000);
    expect(rig.arm.status().state).toMatchObject({
      hint: expect.stringMatching(/no homing switches\. Put the brush on its park place \(10, 8, 12\)/),
    });
    await rig.time.pass(3000);
    expect(rig.travelled).toEqual([]);
    rig.arm.handle({ kind: 'home' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(line, rig.travelled, machine.canvasOrigin)).toBeLessThan(0.3);
  });

  it('does not go on by itself where its board was without power meanwhile: its count begins anew', async () => {
    const rig = rigUp('switched-on');
    rig.arm.handle({ kind: 'paint', stroke: line, fromMm: 0 });
    await rig.time.until(() => rig.ebb.position()[2] < 0 && rig.ebb.position()[0] > 100, 60_000);
    rig.ebb.reset('power', rig.time.now());
    rig.unplug();
    await rig.time.until(() => rig.state() === 'unreferenced', 20_000);
    expect(rig.faults()).toContain('arm/moved');
    expect(rig.painted()).toEqual([]);
  });
});

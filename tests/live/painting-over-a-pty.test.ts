import { afterEach, expect, it } from 'vitest';
import { grblDriver } from '../../devices/drivers/grbl.ts';
import type { FromArm } from '../../devices/process/messages.ts';
import { realTimers } from '../../devices/process/timers.ts';
import { createArm } from '../../devices/stream/arm.ts';
import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import { machine, setting, stroke } from '../devices/stream/rig.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';

let ptys: PtyPair | undefined;
afterEach(async () => {
  await ptys?.close();
});

/** the canvas, the well and the park place close together: little travel in real time */
const near = {
  ...machine,
  canvasOrigin: { x: 30, y: 30, z: 0 },
  heights: { hoverMm: 2, travelMm: 13 },
  speeds: { ...machine.speeds, plungeMmS: 100 },
  wells: [{ x: 20, y: 20, z: 4 }],
  park: { x: 25, y: 25, z: 14 },
};

it('paints over a real serial device, and frees it', async () => {
  ptys = await openPtyPair();
  const grbl = createVirtualGrbl({ start: [25, 25, 14] });
  const served = await serveVirtualGrbl(serialTransport({ path: ptys.a, baud: 115_200 }), grbl, realClock());
  if (!served.ok) throw new Error(served.why.text);
  const told: FromArm[] = [];
  let hear: (message: FromArm) => void = () => undefined;
  const arm = createArm({
    timers: realTimers,
    driver: grblDriver,
    transport: (address) => {
      if (address.kind !== 'serial') throw new Error('the test gives a serial port');
      return serialTransport(address);
    },
    emit: (message) => {
      told.push(message);
      hear(message);
    },
    epochMs: () => performance.now(),
    reference: 'none',
    quietMs: () => 50,
  });
  const painted = new Promise<void>((resolve) => {
    hear = (message) => {
      if (message.kind === 'status' && message.status.state.kind === 'unreferenced') arm.handle({ kind: 'home' });
      if (message.kind === 'life' && message.life.kind === 'painted') resolve();
    };
  });
  arm.handle({
    kind: 'configure',
    setting: { ...setting, horizonMs: 800, machine: near, address: { kind: 'serial', path: ptys.b, baud: 115_200 } },
  });
  arm.handle({
    kind: 'paint',
    stroke: stroke('a', [
      [5, 5, 0.5],
      [30, 15, 0.5],
    ]),
    fromMm: 0,
  });
  await painted;
  arm.handle({ kind: 'bye' });
  await arm.ended;
  expect(arm.status()).toMatchObject({ painted: 1, dips: 1, state: { kind: 'offline' }, driver: `grbl 1.1h on ${ptys.b}` });
  expect(told.filter((message) => message.kind === 'fault')).toEqual([]);
  // free for the next one
  const again = serialTransport({ path: ptys.b, baud: 115_200 });
  expect((await again.open()).ok).toBe(true);
  await again.close();
  await served.value.dispose();
});

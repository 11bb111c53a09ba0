import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DriverEvent } from '../../../devices/drivers/driver.ts';
import { firmataDriver } from '../../../devices/drivers/firmata.ts';
import { decodeFromBoard, decodeToBoard, encode, type FromBoard } from '../../../devices/hardware/messages.ts';
import { runBoard } from '../../../devices/hardware/run.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { createVirtualFirmata } from '../../../devices/virtual/firmata/firmata.ts';
import { serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { must } from '../kinematics/arms.ts';
import { createTestTime } from '../stream/time.ts';

const machine = must(loadMachine('mearm'));
const text = new TextEncoder();

/** lines that are almost messages, and bytes that are none */
const anyLine = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.from([...bytes, 10])),
  fc.json().map((json) => text.encode(`${json}\n`)),
  fc
    .record({
      kind: fc.constantFrom('ready', 'over', 'wrote', 'input', 'load', 'servos', 'output', 'x'),
      turn: fc.oneof(fc.integer(), fc.string()),
      deg: fc.array(fc.oneof(fc.double(), fc.constant(null)), { maxLength: 9 }),
      value: fc.oneof(fc.integer(), fc.double()),
      input: fc.constantFrom('stop', 'presence', 'y'),
      on: fc.boolean(),
    })
    .map((value) => text.encode(`${JSON.stringify(value)}\n`)),
);

describe('whatever comes in', () => {
  it('from the board, johnny-five lives on or says that it is over; and never out of the words agreed on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), fc.boolean(), async (bursts, ready) => {
        const time = createTestTime({ turns: 6 });
        const [near, far] = memoryPair();
        const said: FromBoard[] = [];
        const pins = { stopPin: 2, loadPin: 'A0', loadLeast: 10 };
        const board = createVirtualFirmata({ pins, blinkMs: 0 });
        const served = must(await serveVirtualGrbl(far, board, time));
        const decode = decodeFromBoard((message) => said.push(message));
        runBoard(near, { pins, askAfterMs: 0, timers: time, say: (message) => decode(encode(message)) });
        if (ready) await time.until(() => said.length > 0, 1000);
        for (const bytes of bursts) {
          far.write(bytes);
          await time.pass(25);
        }
        await time.pass(10_000);
        expect(said[0]?.kind).toMatch(/ready|over/);
        await served.dispose();
        await time.pass(10);
        expect(said.at(-1)?.kind).toBe('over');
        expect(said.filter(({ kind }) => kind === 'over')).toHaveLength(1);
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it('on the lines between, the process of the board takes no harm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 30 }), async (lines) => {
        const time = createTestTime({ turns: 6 });
        const [near, far] = memoryPair();
        const pins = machine.hardware ?? {};
        const served = must(await serveVirtualGrbl(far, createVirtualFirmata({ pins, blinkMs: 0 }), time));
        const said: FromBoard[] = [];
        const { hear } = runBoard(near, { pins, askAfterMs: 0, timers: time, say: (message) => said.push(message) });
        await time.until(() => said.length > 0, 1000);
        const decode = decodeToBoard(hear);
        for (const line of lines) decode(line);
        await time.pass(1000);
        decode(encode({ kind: 'servos', turn: 4711, deg: [90, 90, 90] }));
        expect(said.at(-1)).toEqual({ kind: 'wrote', turn: 4711 });
        await served.dispose();
      }),
      { seed: 4, numRuns: 30 },
    );
  });

  it('on the lines between, the driver takes no harm, and ends once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 30 }), async (lines) => {
        const time = createTestTime({ turns: 6 });
        const [near, far] = memoryPair();
        must(await far.open());
        const driver = firmataDriver(near, { timers: time, quietMs: 0, machine });
        const events: DriverEvent[] = [];
        driver.onEvent((event) => events.push(event));
        far.write(encode({ kind: 'ready', firmware: 'firmata 2.5 (test)', parked: true }));
        let up = false;
        void driver.connect().then(({ ok }) => {
          up = ok;
        });
        await time.until(() => up, 1000);
        for (const line of lines) far.write(line);
        driver.send({ to: { x: 0, y: 100, z: -20 }, speedMmS: 20 });
        await time.pass(3000);
        const halted = driver.halt();
        await time.pass(5000);
        await halted;
        await far.close();
        await time.pass(10);
        expect(events.filter(({ kind }) => kind === 'closed')).toHaveLength(1);
        expect(events.some(({ kind }) => kind === 'silent')).toBe(true);
      }),
      { seed: 5, numRuns: 25 },
    );
  });
});

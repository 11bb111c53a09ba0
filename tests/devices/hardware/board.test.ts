import { afterEach, describe, expect, it } from 'vitest';
import { type BoardEvent, createHardwareClient, type HardwareClient } from '../../../devices/hardware/client.ts';
import type { HardwarePins } from '../../../devices/hardware/pins.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { createVirtualFirmata, type VirtualFirmataOptions } from '../../../devices/virtual/firmata/firmata.ts';
import type { Served } from '../../../devices/virtual/serve.ts';
import { createTestTime } from '../stream/time.ts';
import { serveHardware } from './bridge.ts';

const servo = { zeroDeg: 90, invert: false, minDeg: 0, maxDeg: 180, pulseMinUs: 544, pulseMaxUs: 2400 };
const pins: HardwarePins = {
  stopPin: 2,
  presencePin: 4,
  loadPin: 'A0',
  loadLeast: 12,
  armedLampPin: 13,
  servos: [{ ...servo, joint: 'base', pin: 9 }],
};

const opened: { client: HardwareClient; served: Served[] }[] = [];
afterEach(async () => {
  for (const { client, served } of opened.splice(0)) {
    await client.close();
    for (const one of served) await one.dispose();
  }
});

function rig(options: VirtualFirmataOptions & { readonly wired?: HardwarePins } = {}) {
  const time = createTestTime({ turns: 6 });
  const board = createVirtualFirmata({ pins, blinkMs: 0, ...options });
  // what it said when it was switched on is long gone
  board.advance(-1);
  const events: BoardEvent[] = [];
  const served: Served[] = [];
  const state = { plugged: true, tries: 0 };
  const client = createHardwareClient({
    name: 'the board',
    timers: time,
    make: () => {
      state.tries++;
      const [near, far] = memoryPair();
      if (!state.plugged)
        return { ...near, open: async () => ({ ok: false, why: { code: 'port/absent', text: 'no port', remedy: 'plug it in' } }) };
      void serveHardware(far, board, time, { pins: options.wired ?? pins, askAfterMs: 4000, timers: time }).then((answer) => {
        if (answer.ok) served.push(answer.value);
      });
      return near;
    },
  });
  client.onEvent((event) => events.push(event));
  opened.push({ client, served });
  const up = (): Promise<void> => time.until(() => events.some(({ kind }) => kind === 'up'), 70_000);
  return { time, board, events, client, state, served, up };
}
const inputs = (events: readonly BoardEvent[]) => events.flatMap((event) => (event.kind === 'input' ? [[event.input, event.on]] : []));

describe('a board with Firmata, through johnny-five', () => {
  it('is up 2.2 s after it was switched on, and says what it is', async () => {
    const { time, events, up } = rig({ blinkMs: 2200 });
    await up();
    expect(time.now()).toBeGreaterThanOrEqual(2200);
    expect(time.now()).toBeLessThan(2300);
    expect(events[0]).toEqual({ kind: 'up', firmware: 'firmata 2.5 (StandardFirmata.ino)' });
  });

  it('is asked 4 s after the port was opened, where it does not speak by itself', async () => {
    const { time, up } = rig({ nowMs: -10_000 });
    await up();
    expect(time.now()).toBeGreaterThanOrEqual(4000);
    expect(time.now()).toBeLessThan(4100);
  });

  it('tells every input as it is, and as it changes: the button at once, its release when it has settled', async () => {
    const { time, board, events, up } = rig();
    await up();
    await time.until(() => inputs(events).length === 2, 1000);
    expect(inputs(events)).toEqual([
      ['stop', false],
      ['presence', false],
    ]);
    events.length = 0;
    const pressed = time.now();
    for (const bounce of [false, true, false, true, false]) {
      board.drive(2, bounce ? undefined : false, time.now());
      await time.pass(2);
    }
    expect(inputs(events)).toEqual([['stop', true]]);
    expect(time.now() - pressed).toBeLessThan(20);
    board.drive(2, undefined, time.now());
    await time.pass(100);
    board.drive(4, true, time.now());
    await time.pass(100);
    expect(inputs(events)).toEqual([
      ['stop', true],
      ['stop', false],
      ['presence', true],
    ]);
  });

  it('weighs about fifty times a second', async () => {
    const { time, board, events, up } = rig();
    await up();
    board.weigh(0, 345, time.now());
    events.length = 0;
    await time.pass(1000);
    const loads = events.flatMap((event) => (event.kind === 'load' ? [event.value] : []));
    expect(loads.length).toBeGreaterThan(48);
    expect(loads.length).toBeLessThan(56);
    expect(new Set(loads)).toEqual(new Set([345]));
  });

  it('lights a lamp, and turns a servo to a tenth of a degree', async () => {
    const { time, board, client, up } = rig();
    await up();
    expect(board.lit(13)).toBe(false);
    client.tell({ kind: 'output', output: 'armedLamp', on: true });
    client.tell({ kind: 'servos', turn: 1, deg: [123.4] });
    await time.pass(400);
    expect(board.lit(13)).toBe(true);
    expect(board.position()[0]).toBeCloseTo(33.4, 1);
  });

  it('wakes a servo straight to where it is told, and not to its middle first', async () => {
    const { time, board, client, up } = rig({ startDeg: [30] });
    await up();
    await time.pass(500);
    expect(board.position()[0]).toBe(-60);
    let most = -60;
    board.onMotion(({ to }) => {
      most = Math.max(most, to[0]);
    });
    client.tell({ kind: 'servos', turn: 1, deg: [32] });
    await time.pass(500);
    expect(board.position()[0]).toBeCloseTo(-58, 1);
    expect(most).toBeLessThan(-57.9);
  });

  it('is lost when its cable is pulled, and comes back by itself, with growing pauses', async () => {
    const { time, events, client, state, served, up } = rig();
    await up();
    const pulled = time.now();
    state.plugged = false;
    await served[0]?.dispose();
    await time.until(() => events.some(({ kind }) => kind === 'down'), 1000);
    expect(client.tell({ kind: 'output', output: 'armedLamp', on: true })).toBe(false);
    await time.pass(200_000);
    const waits = events.flatMap((event) => (event.kind === 'down' ? [event.againInMs] : []));
    expect(waits.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(events.at(-1)).toMatchObject({ why: { code: 'port/absent' } });
    state.plugged = true;
    events.length = 0;
    await up();
    expect(time.now() - pulled).toBeLessThan(330_000);
    await time.until(() => inputs(events).length === 2, 1000);
  });

  it('refuses pins that the board does not have, or cannot use so', async () => {
    for (const [wired, text] of [
      [{ stopPin: 40 }, 'The board has no pin 40.'],
      [{ loadPin: 'A7', loadLeast: 3 }, 'The board has no analog pin A7.'],
    ] as const) {
      const { time, events } = rig({ wired });
      await time.until(() => events.length > 0, 10_000);
      expect(events[0]).toMatchObject({ kind: 'down', why: { code: 'board/pin', text } });
    }
  });
});

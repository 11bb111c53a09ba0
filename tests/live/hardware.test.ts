import { fork, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BoardEvent, createHardwareClient, type HardwareClient } from '../../devices/hardware/client.ts';
import type { HardwarePins } from '../../devices/hardware/pins.ts';
import { type ArmClient, createArmClient } from '../../devices/process/client.ts';
import type { FromArm } from '../../devices/process/messages.ts';
import { realTimers } from '../../devices/process/timers.ts';
import { hardwareTransport } from '../../devices/transports/hardware.ts';
import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualFirmata, type VirtualFirmata } from '../../devices/virtual/firmata/firmata.ts';
import { createVirtualGrbl, type VirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import { machine, setting, stroke } from '../devices/stream/rig.ts';
import { openPtyPair } from '../support/pty.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** Node 20 runs no TypeScript, so both processes are bundled first, where their packages can be found from. */
beforeAll(async () => {
  folder = await mkdtemp(join(root, 'node_modules', '.hardware-process-'));
  const input = { arm: join(root, 'devices/process/main.ts'), hardware: join(root, 'devices/hardware/main.ts') };
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: true, outDir: folder, rolldownOptions: { input } },
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const pins: HardwarePins = { stopPin: 2, presencePin: 4, armedLampPin: 13 };

/** Collects what is told, and waits for what is wanted. */
function listener<T>() {
  const told: T[] = [];
  let waiting: { readonly wanted: (one: T) => boolean; readonly resolve: (one: T) => void }[] = [];
  return {
    told,
    hear: (one: T): void => {
      told.push(one);
      for (const entry of waiting.filter(({ wanted }) => wanted(one))) entry.resolve(one);
      waiting = waiting.filter(({ wanted }) => !wanted(one));
    },
    when: (wanted: (one: T) => boolean): Promise<T> => {
      const already = told.find(wanted);
      return already !== undefined ? Promise.resolve(already) : new Promise((resolve) => waiting.push({ wanted, resolve }));
    },
  };
}

/** A virtual controller on one end of a cable of two ptys. */
async function plugIn(controller: VirtualGrbl, clock = realClock()) {
  const pair = await openPtyPair();
  ends.push(() => pair.close());
  const served = await serveVirtualGrbl(serialTransport({ path: pair.b, baud: 57_600 }), controller, clock);
  if (!served.ok) throw new Error(served.why.text);
  ends.push(() => served.value.dispose());
  return { path: pair.a, clock, unplug: pair.close };
}

function open(path: string, askAfterMs = 200) {
  const events = listener<BoardEvent>();
  const client: HardwareClient = createHardwareClient({
    name: path,
    timers: realTimers,
    make: () =>
      hardwareTransport({
        name: path,
        program: join(folder, 'hardware.js'),
        argument: JSON.stringify({ address: { kind: 'serial', path, baud: 57_600 }, pins, askAfterMs }),
      }),
  });
  client.onEvent(events.hear);
  ends.push(() => client.close());
  return { client, ...events };
}
const isInput = (input: string, on: boolean) => (event: BoardEvent) => event.kind === 'input' && event.input === input && event.on === on;
const isDown = (event: BoardEvent): boolean => event.kind === 'down';

describe('a board with Firmata on a serial port, through johnny-five in its own process', () => {
  it('is asked, felt, lit and lost', async () => {
    const board: VirtualFirmata = createVirtualFirmata({ pins, blinkMs: 0, nowMs: -1000 });
    const { path, clock, unplug } = await plugIn(board);
    const { client, when } = open(path);
    expect(await when(({ kind }) => kind === 'up')).toMatchObject({ firmware: 'firmata 2.5 (StandardFirmata.ino)' });
    await when(isInput('stop', false));
    board.drive(2, false, clock.now());
    await when(isInput('stop', true));
    client.tell({ kind: 'output', output: 'armedLamp', on: true });
    board.drive(2, undefined, clock.now());
    board.drive(4, true, clock.now());
    await when(isInput('presence', true));
    await expect.poll(() => board.lit(13)).toBe(true);
    await unplug();
    // a slow machine may have missed the board's first answer, and asked again
    await when((event) => event.kind === 'down' && event.why.code === 'board/lost');
    expect(client.tell({ kind: 'output', output: 'armedLamp', on: true })).toBe(false);
  });

  it('is refused in words where something else answers', async () => {
    const { path } = await plugIn(createVirtualGrbl({ nowMs: -100 }));
    const { when } = open(path);
    expect(await when(isDown)).toMatchObject({ why: { code: 'board/not-firmata', text: expect.stringContaining('Grbl') } });
  });

  it('is refused in words where another program has the port, or there is none', async () => {
    const { path } = await plugIn(createVirtualFirmata({ nowMs: -1000, blinkMs: 0 }));
    const other = serialTransport({ path, baud: 57_600 });
    expect((await other.open()).ok).toBe(true);
    ends.push(() => other.close());
    expect(await open(path).when(isDown)).toMatchObject({ why: { code: 'port/locked' } });
    expect(await open('/dev/nothing-here').when(isDown)).toMatchObject({ why: { code: 'port/absent' } });
  });

  it('ends by itself, and well, when its stdin closes', async () => {
    const argument = JSON.stringify({ address: { kind: 'memory' }, pins, askAfterMs: 0 });
    const child = spawn(process.execPath, [join(folder, 'hardware.js'), argument], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    await new Promise<void>((up) => child.stdout.once('data', () => up()));
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it('is given up in words where its program cannot be found, and leaves nothing behind', async () => {
    const transport = hardwareTransport({ name: 'the board', program: join(folder, 'absent.js'), argument: '' });
    const lost = new Promise((resolve) => transport.onClose(resolve));
    expect((await transport.open()).ok).toBe(true);
    expect(await lost).toMatchObject({ kind: 'lost', text: expect.stringContaining('exit 1') });
    expect(transport.write(new Uint8Array([10]))).toBe(false);
    await transport.close();
  });
});

describe('an arm with a board beside it', () => {
  it('stops when its button is pressed, does not go on before it is released, and holds for whoever steps on the mat', async () => {
    const board = createVirtualFirmata({ pins, blinkMs: 0, nowMs: -1000 });
    const { path, clock, unplug } = await plugIn(board);
    const { hear, told, when } = listener<FromArm>();
    const client: ArmClient = createArmClient({
      file: join(folder, 'arm.js'),
      setting: { ...setting, machine: { ...machine, hardware: pins }, hardware: { kind: 'serial', path, baud: 57_600 }, horizonMs: 800 },
      onMessage: hear,
    });
    ends.push(() => client.close());
    const stateIs = (kind: string, why?: string) => (message: FromArm) =>
      message.kind === 'status' &&
      message.status.state.kind === kind &&
      (why === undefined || (message.status.state.kind === 'held' && message.status.state.why === why));
    client.paint(
      stroke('a', [
        [5, 5, 0.5],
        [400, 5, 0.5],
      ]),
    );
    // until the board has told how its button is, nothing moves
    await when(stateIs('held', 'presence'));
    await when(stateIs('painting'));
    board.drive(2, false, clock.now());
    expect(await when(({ kind }) => kind === 'stopped')).toEqual({ kind: 'stopped', by: 'button' });
    await when(stateIs('held', 'operator'));
    told.length = 0;
    client.resume();
    await when((message) => message.kind === 'fault' && message.fault.code === 'hardware/pressed');
    board.drive(2, undefined, clock.now());
    board.drive(4, true, clock.now());
    await when(stateIs('held', 'presence'));
    board.drive(4, false, clock.now());
    await when(stateIs('held', 'operator'));
    told.length = 0;
    client.resume();
    await when(stateIs('painting'));
    await unplug();
    await when((message) => message.kind === 'fault' && message.fault.code === 'board/lost');
    await when(stateIs('held', 'presence'));
  }, 30_000);

  it('leaves no orphan when it is killed', async () => {
    const arm = fork(join(folder, 'arm.js'), [], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
    // the board's process writes to the same stderr: it is closed once both are gone
    const allGone = new Promise<void>((done) => arm.once('close', () => done()));
    const { hear, when } = listener<FromArm>();
    arm.on('message', (message: FromArm) => hear(message));
    arm.send({
      kind: 'configure',
      setting: { ...setting, machine: { ...machine, hardware: pins }, hardware: { kind: 'memory' } },
    });
    await when((message) => message.kind === 'status' && message.status.state.kind === 'ready');
    arm.kill('SIGKILL');
    await allGone;
  });
});

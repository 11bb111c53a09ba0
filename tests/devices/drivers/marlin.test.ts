import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArmDriver, DriverEvent, Report } from '../../../devices/drivers/driver.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualMarlin, type VirtualMarlin, type VirtualMarlinOptions } from '../../../devices/virtual/marlin/marlin.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

interface Desk {
  readonly time: TestTime;
  readonly driver: ArmDriver;
  readonly marlin: VirtualMarlin;
  readonly events: DriverEvent[];
  readonly travelled: Travelled[];
  /** lines that went to the controller */
  readonly lines: string[];
  readonly far: Transport;
}

function createDesk(options: VirtualMarlinOptions = {}, quietMs = 0): Desk {
  const time = createTestTime();
  const marlin = createVirtualMarlin(options);
  const [near, far] = memoryPair();
  const lines: string[] = [];
  const spied: Transport = {
    ...near,
    write: (bytes) => {
      lines.push(String.fromCharCode(...bytes).trim());
      return near.write(bytes);
    },
  };
  const driver = marlinDriver(spied, { timers: time, quietMs });
  const events: DriverEvent[] = [];
  const travelled: Travelled[] = [];
  driver.onEvent((event) => events.push(event));
  marlin.onMotion((piece) => travelled.push(piece));
  let served: Served | undefined;
  void serveVirtualGrbl(far, marlin, time).then((answer) => {
    served = answer.ok ? answer.value : undefined;
  });
  open.push({
    dispose: async () => {
      await driver.close();
      await served?.dispose();
    },
  });
  return { time, driver, marlin, events, travelled, lines, far };
}

/** Waits for a promise while supplied time passes. */
async function soon<T>(time: TestTime, promise: Promise<T>, withinMs = 20_000): Promise<T> {
  let outcome: { value: T } | undefined;
  void promise.then((value) => {
    outcome = { value };
  });
  await time.until(() => outcome !== undefined, withinMs);
  if (outcome === undefined) throw new Error('soon: it did not come');
  return outcome.value;
}

async function connected(options: VirtualMarlinOptions = {}): Promise<Desk> {
  const desk = createDesk(options);
  const found = await soon(desk.time, desk.driver.connect());
  if (!found.ok) throw new Error(found.why.text);
  return desk;
}

const last = (events: readonly DriverEvent[]): Report => {
  const found = events.flatMap((event) => (event.kind === 'report' ? [event.report] : [])).at(-1);
  if (found === undefined) throw new Error('no report came');
  return found;
};

/** Sends a zigzag of motions as room comes, and waits until it was seen at rest at its end. */
async function zigzag({ time, driver, events }: Desk, count: number, speedMmS = 80): Promise<void> {
  for (let i = 1; i <= count; i++) {
    const move = { to: { x: i * 2, y: i % 2, z: (i % 5) / 4 }, speedMmS };
    await time.until(() => driver.send(move), 60_000);
  }
  await time.until(() => events.at(-1)?.kind === 'report' && last(events).state === 'idle', 60_000);
}

describe('connecting to a Marlin', () => {
  it('asks what it is and what it allows', async () => {
    const { time, driver } = createDesk();
    expect(await soon(time, driver.connect())).toMatchObject({
      ok: true,
      value: {
        firmware: 'marlin 2.1.2.5',
        canHome: true,
        limits: { rateMmS: { x: 300, y: 300, z: 100 }, accelerationMmS2: { x: 800, y: 800, z: 800 }, junctionMm: 0.02 },
        report: { state: 'idle', at: { x: 0, y: 0, z: 0 }, drained: true },
      },
    });
  });

  it('waits out a boot loader, even when it talks into it', async () => {
    for (const quietMs of [1700, 0]) {
      const { time, driver } = createDesk({ bootloader: true }, quietMs);
      expect((await soon(time, driver.connect())).ok).toBe(true);
      expect(time.now()).toBeLessThan(6000);
    }
  });

  it('recognises one that has been running for long, and keeps its motors on', async () => {
    const { time, driver, marlin, lines } = createDesk();
    marlin.advance(60_000);
    await time.pass(60_000);
    expect((await soon(time, driver.connect())).ok).toBe(true);
    expect(lines.some((line) => line.includes('M84 S0'))).toBe(true);
  });

  it('connects through noise on the line', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const faults = [
        { kind: 'flip', way: 'toArm', rate: 0.005 },
        { kind: 'drop', way: 'toArm', rate: 0.005 },
      ] as const;
      const { time, driver } = createDesk({ seed, faults });
      expect((await soon(time, driver.connect(), 60_000)).ok).toBe(true);
    }
  });
});

describe('what is no Marlin', () => {
  const listen = async (says: string, every = false) => {
    const time = createTestTime();
    const [near, far] = memoryPair();
    await far.open();
    const bytes = Uint8Array.from(says, (char) => char.charCodeAt(0));
    if (every) far.onBytes(() => far.write(bytes));
    else far.write(bytes);
    const driver = marlinDriver(near, { timers: time, quietMs: 100 });
    open.push({ dispose: () => driver.close() });
    const found = await soon(time, driver.connect());
    if (found.ok) throw new Error('it was taken for a Marlin');
    expect(found.why.code).toBe('arm/not-marlin');
    expect(found.why.remedy.length).toBeGreaterThan(20);
    return found.why.text;
  };

  it('is a Grbl', async () => expect(await listen("\r\nGrbl 1.1h ['$' for help]\r\n")).toContain('a Grbl'));
  it('is a Grbl that answers error', async () => expect(await listen('error:20\r\n', true)).toContain('a Grbl'));
  it('is another printer firmware, by its name', async () =>
    expect(await listen('FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.12\nok\n', true)).toContain('“Klipper”'));
  it('is an AxiDraw', async () => expect(await listen('EBBv13_and_above EB Firmware Version 2.8.1\r\n')).toContain('EBB'));
  it('is another speed', async () => expect(await listen('\x80\xfe\xfe\x80\xf8\x80\xfe')).toContain('no text'));
  it('is nothing at all', async () => expect(await listen('')).toContain('Nothing at all'));

  it('is refused, whatever it says, and never crashes the driver', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const time = createTestTime();
        const [near, far] = memoryPair();
        await far.open();
        far.onBytes(() => far.write(bytes));
        const driver = marlinDriver(near, { timers: time, quietMs: 0 });
        expect((await soon(time, driver.connect(), 30_000)).ok).toBe(false);
        await driver.close();
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

describe('moving a Marlin', () => {
  const fill = (driver: ArmDriver, count = 100, speedMmS = 20): number => {
    let sent = 0;
    while (sent < count && driver.send({ to: { x: sent + 1, y: 0, z: 0 }, speedMmS })) sent++;
    return sent;
  };

  it('sends no more lines ahead than the command queue holds, and goes on as they are accepted', async () => {
    const desk = await connected();
    expect(fill(desk.driver)).toBeLessThanOrEqual(4);
    await zigzag(desk, 60);
    expect(desk.marlin.position()[0]).toBe(120);
    expect(desk.events.filter((event) => event.kind === 'accepted').length).toBeGreaterThanOrEqual(60);
    expect(desk.events.filter((event) => event.kind === 'rejected' || event.kind === 'silent')).toEqual([]);
  });

  it('sends as many as ADVANCED_OK says that there is room for', async () => {
    const { time, driver } = await connected({ advancedOk: true, commands: 12 });
    await time.pass(1000);
    expect(fill(driver)).toBeGreaterThanOrEqual(8);
    const stock = await connected({ advancedOk: true });
    await stock.time.pass(1000);
    expect(fill(stock.driver)).toBeLessThanOrEqual(4);
  });

  it('never tells of a place before the arm was there, in any build, and ends where it should', async () => {
    for (const realtimePosition of [false, true]) {
      const desk = await connected({ realtimePosition });
      const { time, driver, events, marlin } = desk;
      for (let i = 1; i <= 40; i++) {
        await time.until(() => driver.send({ to: { x: i * 4, y: 0, z: 0 }, speedMmS: 80 }), 10_000);
        if (events.at(-1)?.kind === 'report') expect(last(events).at.x).toBeLessThanOrEqual(marlin.position()[0] + 0.02);
      }
      const seen = last(events);
      expect(seen.state).toBe('moving');
      expect(seen.speedMmS).toBeGreaterThan(20);
      await time.until(() => {
        if (events.at(-1)?.kind === 'report') expect(last(events).at.x).toBeLessThanOrEqual(marlin.position()[0] + 0.02);
        return last(events).state === 'idle' && last(events).at.x === 160;
      }, 20_000);
      expect(last(events)).toMatchObject({ drained: true, at: { x: 160, y: 0, z: 0 } });
    }
  });

  it('executes each motion exactly once and in order, whatever is lost, doubled or altered on the way', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const way = seed % 2 === 0 ? 'toArm' : 'toHost';
      const desk = await connected();
      const clean = [...desk.travelled];
      expect(clean).toEqual([]);
      const noisy = createDesk({
        seed,
        advancedOk: seed % 3 === 0,
        faults: [
          { kind: 'drop', way, rate: 0.004 },
          { kind: 'flip', way, rate: 0.004 },
          { kind: 'double', way, rate: 0.002 },
        ],
      });
      const found = await soon(noisy.time, noisy.driver.connect(), 60_000);
      if (!found.ok) throw new Error(found.why.text);
      await zigzag(noisy, 50);
      await zigzag(desk, 50);
      const corners = (travelled: readonly Travelled[]): string[] =>
        travelled.map(({ to }) => to.map((value) => value.toFixed(3)).join()).filter((text) => /^\d*[02468]\.000,[01]\.000,/.test(text));
      const places = (travelled: readonly Travelled[]): string[] => corners(travelled).filter((text, i, all) => text !== all[i - 1]);
      expect(places(noisy.travelled)).toEqual(places(desk.travelled));
      expect(noisy.marlin.position()).toEqual(desk.marlin.position());
      expect(noisy.events.filter((event) => event.kind === 'restarted' || event.kind === 'rejected')).toEqual([]);
    }
  });

  it('goes on when an ok is lost', async () => {
    const desk = await connected({ faults: [{ kind: 'loseOk', nth: 12 }] });
    await zigzag(desk, 30);
    expect(desk.marlin.position()[0]).toBe(60);
  });

  it('stops by letting a short promise come to its end, and keeps the position', async () => {
    const { time, driver, marlin, lines } = await connected();
    for (let i = 1; i <= 3; i++) driver.send({ to: { x: 8 * i, y: 0, z: 0 }, speedMmS: 60 });
    await time.pass(150);
    const answer = driver.halt();
    expect(lines.at(-1)).toContain('M400');
    const report = await soon(time, answer);
    expect(report).toMatchObject({ ok: true, value: { state: 'idle', at: { x: 24 } } });
    expect(lines.some((line) => line.includes('M410'))).toBe(false);
    expect(driver.send({ to: { x: 24, y: 0, z: 5 }, speedMmS: 20 })).toBe(true);
    await time.pass(1000);
    expect(marlin.position()).toEqual([24, 0, 5]);
  });

  it('stops a long promise by M410, and knows where it stands', async () => {
    for (const realtimePosition of [false, true]) {
      const { time, driver, marlin, lines } = await connected({ realtimePosition });
      driver.send({ to: { x: 200, y: 50, z: 0 }, speedMmS: 50 });
      await time.pass(1500);
      const answer = driver.halt();
      expect(lines.at(-1)).toBe('M410');
      const report = await soon(time, answer);
      if (!report.ok) throw new Error(report.why.text);
      expect(marlin.position()[0]).toBeLessThan(80);
      expect(report.value.state).toBe('idle');
      expect(report.value.at.x).toBeCloseTo(marlin.position()[0], 1);
      driver.send({ to: { ...report.value.at, z: 4 }, speedMmS: 20 });
      await time.pass(1500);
      expect(marlin.position()[2]).toBe(4);
      expect(marlin.position()[0]).toBeCloseTo(report.value.at.x, 2);
    }
  });

  it('stops, too, what still waited behind a full plan', async () => {
    const desk = await connected();
    const { time, driver, marlin } = desk;
    for (let i = 1; i <= 18; i++) await time.until(() => driver.send({ to: { x: i * 10, y: 0, z: 0 }, speedMmS: 10 }), 60_000);
    const before = marlin.position()[0];
    const report = await soon(time, driver.halt());
    if (!report.ok) throw new Error(report.why.text);
    expect(marlin.position()[0]).toBeLessThan(before + 3);
    await time.pass(5000);
    expect(report.value.at.x).toBeCloseTo(marlin.position()[0], 1);
  });

  it('lets a long promise end where the firmware has no emergency parser', async () => {
    const { time, driver, lines } = await connected({ emergencyParser: false });
    driver.send({ to: { x: 100, y: 0, z: 0 }, speedMmS: 50 });
    await time.pass(500);
    expect(await soon(time, driver.halt())).toMatchObject({ ok: true, value: { state: 'idle', at: { x: 100 } } });
    expect(lines.some((line) => line.includes('M410'))).toBe(false);
  });

  it('does not vouch for the position of what it stopped at speed', async () => {
    const { time, driver } = await connected();
    driver.send({ to: { x: 600, y: 0, z: 0 }, speedMmS: 250 });
    await time.pass(700);
    expect(await soon(time, driver.halt())).toMatchObject({ ok: false, why: { code: 'marlin/stopped-hard', remedy: 'Press Home.' } });
  });

  it('stops at rest, too, and in the middle of lines being sent again', async () => {
    const { time, driver } = await connected();
    expect(await soon(time, driver.halt())).toMatchObject({ ok: true, value: { state: 'idle' } });
    for (let nth = 350; nth < 420; nth += 7) {
      const noisy = await connected({ faults: [{ kind: 'flip', way: 'toArm', nth }] });
      for (let i = 1; i <= 4; i++) noisy.driver.send({ to: { x: 2 * i, y: 0, z: 0 }, speedMmS: 40 });
      await noisy.time.pass(8);
      const report = await soon(noisy.time, noisy.driver.halt());
      if (!report.ok) throw new Error(report.why.text);
      expect(report.value.at.x).toBeCloseTo(noisy.marlin.position()[0], 2);
      noisy.driver.send({ to: { ...report.value.at, z: 3 }, speedMmS: 20 });
      await noisy.time.pass(2000);
      expect(noisy.marlin.position()[2]).toBe(3);
    }
  });
});

describe('the troubles of a Marlin', () => {
  it('tell of a restart that nobody asked for, even if it is not heard, and never move from a lost place', async () => {
    for (const faults of [[], [{ kind: 'drop', way: 'toHost', rate: 0 } as const]]) {
      const { time, driver, marlin, events, travelled } = await connected({ faults });
      driver.send({ to: { x: 20, y: 0, z: 0 }, speedMmS: 20 });
      await time.pass(400);
      marlin.reset('power', time.now());
      const stood = marlin.position();
      driver.send({ to: { x: 30, y: 0, z: 0 }, speedMmS: 20 });
      await time.pass(4000);
      expect(events.some((event) => event.kind === 'restarted')).toBe(true);
      expect(travelled.at(-1)?.to).toEqual(stood);
      expect(await soon(time, driver.unlock())).toMatchObject({ ok: true, value: { at: { x: 0 } } });
    }
  });

  it('tell of an emergency stop, which only a reset ends', async () => {
    const { time, driver, far, events, marlin } = await connected();
    driver.send({ to: { x: 20, y: 0, z: 0 }, speedMmS: 20 });
    await time.pass(300);
    far.write(new TextEncoder().encode('Error:Printer halted. kill() called!\n'));
    await time.pass(10);
    expect(events.find((event) => event.kind === 'alarm')).toMatchObject({ why: { code: 'marlin/killed' } });
    expect(driver.send({ to: { x: 1, y: 0, z: 0 }, speedMmS: 1 })).toBe(false);
    expect(await soon(time, driver.unlock())).toMatchObject({ ok: false, why: { code: 'marlin/killed' } });
    marlin.reset('dtr', time.now());
    await time.pass(1000);
    expect(await soon(time, driver.home(), 60_000)).toMatchObject({ ok: true, value: { state: 'idle' } });
  });

  it('are over after homing', async () => {
    const { time, driver, marlin } = await connected({ start: [300, 200, 10] });
    const found = await soon(time, driver.home(), 120_000);
    expect(found).toMatchObject({ ok: true, value: { state: 'idle', at: { x: 0, y: 0, z: 80 } } });
    expect(marlin.position()[2]).toBeCloseTo(80, 2);
  });

  it('are named when homing finds no switch, or is stopped', async () => {
    const lame = await connected({ switches: false });
    expect(await soon(lame.time, lame.driver.home(), 120_000)).toMatchObject({ ok: false, why: { code: 'marlin/killed' } });
    const stopped = await connected({ start: [300, 200, 10] });
    const homing = stopped.driver.home();
    await stopped.time.pass(1500);
    stopped.driver.abort();
    expect(await soon(stopped.time, homing)).toMatchObject({ ok: false, why: { code: 'marlin/killed' } });
    expect(stopped.marlin.state()).toBe('Alarm');
  });

  it('are heard as silence, once, but not while Marlin says that it is busy', async () => {
    const stalled = await connected({ faults: [{ kind: 'stall', ms: 10_000, atMs: 2000 }] });
    await stalled.time.pass(8000);
    expect(stalled.events.filter((event) => event.kind === 'silent')).toHaveLength(1);
    const busy = await connected();
    for (let i = 1; i <= 18; i++) await busy.time.until(() => busy.driver.send({ to: { x: i * 30, y: 0, z: 0 }, speedMmS: 6 }), 60_000);
    await busy.time.pass(20_000);
    expect(busy.events.filter((event) => event.kind === 'silent')).toEqual([]);
  });

  it('are told when the cable is pulled', async () => {
    const { time, driver, events, far } = await connected();
    await far.close();
    await time.pass(10);
    expect(events.at(-1)).toMatchObject({ kind: 'closed', reason: { kind: 'lost' } });
    expect(driver.send({ to: { x: 1, y: 1, z: 1 }, speedMmS: 1 })).toBe(false);
  });

  it('never crash the driver, whatever bytes come in the middle of its work', async () => {
    const telling = fc.constantFrom(
      'ok\n',
      'Resend: 1003\n',
      'Resend: 5\nok\n',
      'start\n',
      '//action:pause\n',
      'X:1.00 Y:2.00 Z:3.00\n',
      'echo:busy: processing\n',
    );
    const noise = fc.oneof(
      telling.map((text) => Uint8Array.from(text, (char) => char.charCodeAt(0))),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 4 }), async (bursts) => {
        const { time, driver, far } = await connected();
        for (let i = 1; i < 4; i++) driver.send({ to: { x: i, y: 0, z: 0 }, speedMmS: 20 });
        for (const bytes of bursts) far.write(bytes);
        await time.pass(3000);
        await soon(time, driver.halt(), 60_000);
        expect(await soon(time, driver.unlock(), 60_000)).toMatchObject({ ok: true });
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});

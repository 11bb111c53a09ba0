import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { createTestTime } from '../stream/time.ts';
import { soon } from './desk.ts';
import { connected, createDesk } from './marlin-desk.ts';

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
    const [near, far] = time.cable();
    await far.open();
    const bytes = Uint8Array.from(says, (char) => char.charCodeAt(0));
    if (every) far.onBytes(() => far.write(bytes));
    else far.write(bytes);
    const driver = marlinDriver(near, { timers: time, quietMs: 100 });
    onTestFinished(() => driver.close());
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
        const [near, far] = time.cable();
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

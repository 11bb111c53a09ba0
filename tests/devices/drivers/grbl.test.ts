import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ArmDriver } from '../../../devices/drivers/driver.ts';
import { grblDriver } from '../../../devices/drivers/grbl.ts';
import { createVirtualGrbl, type VirtualGrbl, type VirtualGrblOptions } from '../../../devices/virtual/grbl.ts';
import { serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { createTestTime } from '../stream/time.ts';
import { connect, type Desk, createDesk as deskOf, soon } from './desk.ts';

/** A virtual Grbl and its driver. */
interface GrblDesk extends Desk<VirtualGrbl> {
  readonly grbl: VirtualGrbl;
}

function createDesk(options: VirtualGrblOptions = {}, quietMs = 0): GrblDesk {
  const desk = deskOf(createVirtualGrbl(options), grblDriver, quietMs);
  return { ...desk, grbl: desk.controller };
}

const connected = (options: VirtualGrblOptions = {}): Promise<GrblDesk> => connect(createDesk(options));

describe('connecting', () => {
  it('asks a Grbl what it is and what it allows', async () => {
    const { time, driver } = createDesk();
    expect(await soon(time, driver.connect())).toMatchObject({
      ok: true,
      value: {
        firmware: 'grbl 1.1h',
        canHome: false,
        limits: { accelerationMmS2: { x: 800 }, junctionMm: 0.01 },
        report: { state: 'idle' },
      },
    });
  });

  it('waits out a boot loader that swallows what it hears', async () => {
    const { time, driver } = createDesk({ bootloader: true }, 1700);
    expect((await soon(time, driver.connect())).ok).toBe(true);
    expect(time.now()).toBeLessThan(2500);
  });

  it('gets there even when it talks into the boot loader', async () => {
    const { time, driver } = createDesk({ bootloader: true }, 0);
    expect((await soon(time, driver.connect())).ok).toBe(true);
  });

  it('recognises a Grbl whose banner was lost', async () => {
    const { time, driver, grbl } = createDesk();
    grbl.advance(1000);
    await time.pass(1000);
    expect(await soon(time, driver.connect())).toMatchObject({ ok: true, value: { firmware: 'grbl 1.1h' } });
  });

  it('lets go of one that was left in a feed hold, and keeps its position', async () => {
    const { time, driver, grbl } = createDesk();
    await time.pass(100);
    grbl.receive(Buffer.from('G1X20F6000\n'), time.now());
    await time.pass(100);
    grbl.receive(Buffer.from('!'), time.now());
    expect(await soon(time, driver.connect())).toMatchObject({
      ok: true,
      value: { report: { state: 'idle', at: { x: expect.closeTo(grbl.position()[0], 2) } } },
    });
    expect(grbl.position()[0]).toBeGreaterThan(1);
  });

  it('sees that a machine with homing is locked', async () => {
    const { time, driver } = createDesk({ homing: true });
    expect(await soon(time, driver.connect())).toMatchObject({ ok: true, value: { canHome: true, report: { state: 'locked' } } });
  });

  it('refuses a controller that reports in inches, and says what to send', async () => {
    const { time, driver } = createDesk({ settings: { 13: 1 } });
    expect(await soon(time, driver.connect())).toMatchObject({
      ok: false,
      why: { code: 'grbl/inches', remedy: expect.stringContaining('$13=0') },
    });
  });
});

describe('what is no Grbl', () => {
  const listen = async (says: string, every = false) => {
    const time = createTestTime();
    const [near, far] = time.cable();
    await far.open();
    const bytes = Uint8Array.from(says, (char) => char.charCodeAt(0));
    if (every) far.onBytes(() => far.write(bytes));
    else far.write(bytes);
    const driver = grblDriver(near, { timers: time, quietMs: 100 });
    onTestFinished(() => driver.close());
    const found = await soon(time, driver.connect());
    if (found.ok) throw new Error('it was taken for a Grbl');
    expect(found.why.code).toBe('arm/not-grbl');
    expect(found.why.remedy.length).toBeGreaterThan(20);
    return found.why.text;
  };

  it('is a Marlin', async () => expect(await listen('start\necho:Marlin 2.1.2\n')).toMatch(/start.*Marlin/));
  it('is a Marlin that answers Unknown command', async () => expect(await listen('echo:Unknown command: "?"\n', true)).toContain('Marlin'));
  it('is a GPS receiver', async () => expect(await listen('$GPGGA,123519,4807.038,N\r\n')).toContain('NMEA'));
  it('is an AxiDraw', async () => expect(await listen('EBBv13_and_above EB Firmware Version 2.8.1\r\n')).toContain('EBB'));
  it('is a board with Firmata', async () => expect(await listen('\xf9\x02\x05\xf0y\x02\x05')).toContain('Firmata'));
  it('is another speed', async () => expect(await listen('\x80\xfe\xfe\x80\xf8\x80\xfe')).toContain('no text'));
  it('is an SSH server', async () => expect(await listen('SSH-2.0-OpenSSH_9.2\r\n')).toContain('SSH-2.0'));
  it('is nothing at all', async () => expect(await listen('')).toContain('Nothing at all'));

  it('is refused or accepted, whatever it says, and never crashes the driver', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const time = createTestTime();
        const [near, far] = time.cable();
        await far.open();
        far.onBytes(() => far.write(bytes));
        const driver = grblDriver(near, { timers: time, quietMs: 0 });
        expect((await soon(time, driver.connect(), 30_000)).ok).toBe(false);
        await driver.close();
      }),
      { numRuns: 20, seed: 4 },
    );
  }, 20_000);
});

describe('moving', () => {
  const fill = (driver: ArmDriver, count = 100): number => {
    let sent = 0;
    while (sent < count && driver.send({ to: { x: sent + 1, y: 0, z: 0 }, speedMmS: 20 })) sent++;
    return sent;
  };

  it('fills the receive buffer and no more, and goes on as lines are accepted', async () => {
    const { time, driver, grbl, events } = await connected();
    expect(fill(driver)).toBeGreaterThan(15);
    expect(driver.send({ to: { x: 1000.123, y: 1000.123, z: 10.123 }, speedMmS: 123 })).toBe(false);
    await time.pass(200);
    expect(events.filter((event) => event.kind === 'accepted').length).toBeGreaterThan(10);
    expect(fill(driver)).toBeGreaterThan(0);
    await time.pass(20_000);
    expect(grbl.position()[0]).toBeGreaterThan(20);
    expect(events.filter((event) => event.kind === 'rejected')).toEqual([]);
  });

  it('stops without losing position, with the first byte out before it returns', async () => {
    const { time, driver, grbl } = await connected();
    fill(driver);
    await time.pass(700);
    const before = grbl.state();
    const answer = await soon(time, driver.halt());
    expect(before).toBe('Run');
    if (!answer.ok) throw new Error(answer.why.text);
    expect(answer.value.state).toBe('idle');
    expect(answer.value.at.x).toBeCloseTo(grbl.position()[0], 2);
    expect(driver.send({ to: { ...answer.value.at, z: 5 }, speedMmS: 20 })).toBe(true);
    await time.pass(1000);
    expect(grbl.position()[2]).toBeCloseTo(5, 2);
  });

  it('stops at rest, too, and is ready for more', async () => {
    const { time, driver } = await connected();
    expect(await soon(time, driver.halt())).toMatchObject({ ok: true, value: { state: 'idle' } });
  });

  it('tells of a restart that nobody asked for', async () => {
    const { time, driver, grbl, events } = await connected();
    fill(driver, 5);
    await time.pass(100);
    grbl.reset('power', time.now());
    await time.pass(200);
    expect(events.some((event) => event.kind === 'restarted')).toBe(true);
  });

  it('tells of a limit switch, and gets out of its deafness by Home', async () => {
    const { time, driver, grbl, events } = await connected({ homing: true, settings: { 21: 1 } });
    expect(await soon(time, driver.home(), 300_000)).toMatchObject({ ok: true, value: { state: 'idle' } });
    driver.send({ to: { x: -50, y: 100, z: 40 }, speedMmS: 100 });
    await time.until(() => events.some((event) => event.kind === 'alarm'), 20_000);
    expect(events.find((event) => event.kind === 'alarm')).toMatchObject({ why: { code: 'grbl/alarm-1' } });
    const again = await soon(time, driver.home(), 300_000);
    expect(again).toMatchObject({ ok: true, value: { state: 'idle' } });
    expect(grbl.believed()[0]).toBeCloseTo(grbl.position()[0], 3);
  });

  it('takes no place from a controller that restarts between the end of its homing and its report', async () => {
    const time = createTestTime();
    const [near, far] = time.cable();
    const grbl = createVirtualGrbl({ homing: true, start: [2, 2, 78] });
    let homed = false;
    const served = await serveVirtualGrbl(
      {
        ...far,
        write: (bytes) => {
          const text = String.fromCharCode(...bytes);
          // the first report after it is lost on the way, and then the power
          if (homed && text.includes('Idle')) return grbl.reset('power', time.now()) ?? true;
          homed ||= text.includes('ok') && grbl.state() === 'Idle';
          return far.write(bytes);
        },
      },
      grbl,
      time,
    );
    const driver = grblDriver(near, { timers: time, quietMs: 0 });
    await soon(time, driver.connect());
    homed = false;
    expect(await soon(time, driver.home(), 60_000)).toMatchObject({ ok: false });
    if (served.ok) await served.value.dispose();
  });

  it('says which alarm ended a homing without switches', async () => {
    const { time, driver } = await connected({ homing: true, switches: false });
    expect(await soon(time, driver.home(), 300_000)).toMatchObject({ ok: false, why: { code: 'grbl/alarm-9' } });
  });

  it('notices an answer that was lost on the way', async () => {
    const { time, driver, events } = await connected({ faults: [{ kind: 'loseOk', nth: 5 }] });
    fill(driver, 6);
    await time.pass(5000);
    expect(events.find((event) => event.kind === 'rejected')).toMatchObject({ why: { code: 'grbl/lost-answer' } });
  });

  it('tells when nothing is heard for two seconds', async () => {
    const { time, events } = await connected({ faults: [{ kind: 'stall', ms: 10_000, atMs: 1000 }] });
    await time.pass(4000);
    expect(events.filter((event) => event.kind === 'silent')).toHaveLength(1);
  });

  it('tells when the cable is pulled', async () => {
    const { time, driver, events, far } = await connected();
    await far.close();
    await time.pass(10);
    expect(events.at(-1)).toMatchObject({ kind: 'closed', reason: { kind: 'lost' } });
    expect(driver.send({ to: { x: 1, y: 1, z: 1 }, speedMmS: 1 })).toBe(false);
  });

  it('survives any bytes in the middle of its work', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (noise) => {
        const { time, driver, far } = await connected();
        fill(driver, 4);
        far.write(noise);
        await time.pass(3000);
        await soon(time, driver.halt());
        expect(await soon(time, driver.unlock())).toMatchObject({ ok: true });
      }),
      { numRuns: 30, seed: 4 },
    );
  }, 20_000);
});

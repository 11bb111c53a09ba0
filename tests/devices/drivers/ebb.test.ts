import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import { createTestTime } from '../stream/time.ts';
import { reports, soon } from './desk.ts';
import { connected, createDesk, go, to } from './ebb-desk.ts';

describe('connecting to an EBB', () => {
  it.each(['2.8.1', '2.6.2', '3.0.2'])('of firmware %s asks what it is', async (version) => {
    const { time, driver } = createDesk({ version });
    expect(await soon(time, driver.connect())).toMatchObject({
      ok: true,
      value: { firmware: `ebb ${version}`, canHome: false, report: { state: 'idle', at: { x: 0, y: 0 } } },
    });
  });

  it('does so again after a program that let firmware 3 name its answers', async () => {
    const { time, driver, ebb } = createDesk({ version: '3.0.2' });
    ebb.receive(new TextEncoder().encode('CU,10,1\r'), 0);
    await time.pass(10);
    expect((await soon(time, driver.connect())).ok).toBe(true);
  });

  it('refuses one that is too old, and one whose motors have no power', async () => {
    const old = createDesk({ version: '2.4.2' });
    expect(await soon(old.time, old.driver.connect())).toMatchObject({ ok: false, why: { code: 'arm/old-ebb' } });
    const dark = createDesk();
    dark.ebb.supply(false);
    expect(await soon(dark.time, dark.driver.connect())).toMatchObject({ ok: false, why: { code: 'ebb/no-power' } });
  });

  it('refuses what is none, and survives whatever it says', async () => {
    const listen = async (bytes: Uint8Array) => {
      const time = createTestTime();
      const [near, far] = time.cable();
      await far.open();
      far.onBytes(() => far.write(bytes));
      const driver = ebbDriver(near, { timers: time, quietMs: 0 });
      onTestFinished(() => driver.close());
      const found = await soon(time, driver.connect());
      if (found.ok) throw new Error('it was taken for an EBB');
      expect(found.why.code).toBe('arm/not-ebb');
      return found.why.text;
    };
    expect(await listen(new TextEncoder().encode('error:1\r\n'))).toContain('a Grbl');
    expect(await listen(new TextEncoder().encode('echo:Unknown command: "V"\nok\n'))).toContain('Marlin');
    expect(await listen(new Uint8Array())).toContain('Nothing at all');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        await listen(bytes);
      }),
      { seed: 9, numRuns: 20 },
    );
  });
});

describe.each(['2.8.1', '2.6.2', '3.0.2'])('moving an EBB of firmware %s', (version) => {
  it('goes exactly where it is sent, with the pen as the height says', async () => {
    const desk = await connected({ version });
    await go(desk, [to(30, 20, 10), to(30, 20, 0), to(60, 20, 0), to(60, 50, 0), to(60, 50, 10), to(5, 5, 10, 150)]);
    const [x, y, z] = desk.ebb.position();
    expect([x, y, z]).toEqual([5, 5, 11]);
    const painted = desk.travelled.filter((piece) => piece.from[2] < 0 && piece.to[2] < 0);
    // within half a step of the two lines
    for (const { to: at } of painted) {
      const offFirst = Math.hypot(Math.max(0, 30 - at[0], at[0] - 60), at[1] - 20);
      const offSecond = Math.hypot(at[0] - 60, Math.max(0, 20 - at[1], at[1] - 50));
      expect(Math.min(offFirst, offSecond)).toBeLessThan(0.06);
    }
    const paintedMm = painted.reduce((sum, piece) => sum + Math.hypot(piece.to[0] - piece.from[0], piece.to[1] - piece.from[1]), 0);
    expect(paintedMm).toBeGreaterThan(59);
    expect(desk.events.filter((event) => event.kind === 'accepted')).toHaveLength(6);
    expect(desk.events.filter((event) => event.kind === 'rejected' || event.kind === 'alarm')).toEqual([]);
  });

  it('keeps moving while motions keep coming, and promises the board little', async () => {
    const desk = await connected({ version });
    const { time, driver, ebb, travelled } = desk;
    await go(desk, [to(20, 20, 10)]);
    const began = travelled.length;
    for (let i = 1; i <= 80; i++) await time.until(() => driver.send(to(20 + i, 20 + 3 * Math.sin(i / 5), 10, 50)), 10_000);
    await time.until(() => Math.abs(ebb.position()[0] - 100) < 0.05, 10_000);
    const way = travelled.slice(began).filter((piece) => piece.to[0] > 25 && piece.to[0] < 95);
    for (const [i, piece] of way.entries()) {
      const before = way[i - 1];
      if (before !== undefined) expect(piece.startMs - before.startMs - before.durationMs).toBeLessThan(8);
    }
    const ms = (way.at(-1)?.startMs ?? 0) - (way[0]?.startMs ?? 0);
    expect(ms / 1000).toBeLessThan((70 / 50) * 1.25);
    expect(ebb.counted().maxCommittedMs).toBeLessThan(version.startsWith('3') ? 260 : 160);
  });

  it('tells of no place before it was there', async () => {
    const desk = await connected({ version });
    const { time, driver, ebb, events } = desk;
    driver.watch('moving');
    for (let i = 1; i <= 60; i++) {
      await time.until(() => driver.send(to(i * 2, 0, 10, 60)), 10_000);
      const last = reports(events).at(-1);
      if (last !== undefined) expect(last.at.x).toBeLessThanOrEqual(ebb.position()[0] + 0.01);
    }
    expect(reports(events).some((report) => report.state === 'moving' && (report.speedMmS ?? 0) > 20)).toBe(true);
  });

  it('stops for ES at painting speed, and knows where it stands', async () => {
    const { time, driver, ebb, commands } = await connected({ version });
    for (let i = 1; i <= 10; i++) driver.send(to(i * 5, i * 2, 0, 40));
    await time.pass(900);
    const stopping = driver.halt();
    expect(commands.at(-1)).toBe('ES');
    const before = ebb.position();
    const report = await soon(time, stopping);
    if (!report.ok) throw new Error(report.why.text);
    expect(report.value.state).toBe('idle');
    expect(report.value.at.x).toBeCloseTo(ebb.position()[0], 6);
    expect(report.value.at.y).toBeCloseTo(ebb.position()[1], 6);
    expect(ebb.position()[0] - before[0]).toBeLessThan(3);
    expect(report.value.at.z).toBe(0);
    driver.send({ to: { ...report.value.at, z: 10 }, speedMmS: 60 });
    await time.pass(500);
    expect(ebb.position()[2]).toBe(11);
    expect(ebb.position()[0]).toBeCloseTo(report.value.at.x, 6);
  });

  it('brakes along the way when it is fast', async () => {
    const { time, driver, ebb, commands, travelled } = await connected({ version });
    driver.send(to(200, 0, 10, 150));
    await time.pass(700);
    const report = await soon(time, driver.halt());
    if (!report.ok) throw new Error(report.why.text);
    expect(commands.filter((command) => command === 'ES')).toHaveLength(0);
    expect(report.value.at.x).toBeCloseTo(ebb.position()[0], 6);
    expect(ebb.position()[0]).toBeLessThan(150);
    const speeds = travelled.slice(-4).map((piece) => (1000 * (piece.to[0] - piece.from[0])) / piece.durationMs);
    expect(speeds.at(-1)).toBeLessThan(40);
    driver.send({ to: { ...report.value.at, x: 0 }, speedMmS: 60 });
    await time.pass(4000);
    expect(ebb.position()[0]).toBe(0);
  });

  it('raises the pen again when a stop cut off its lowering', async () => {
    for (const afterMs of [5, 40, 90, 160, 230]) {
      const { time, driver, ebb } = await connected({ version });
      driver.send(to(1, 0, 10));
      driver.send(to(1, 0, 0));
      await time.pass(60 + afterMs);
      const report = await soon(time, driver.halt());
      if (!report.ok) throw new Error(report.why.text);
      await time.pass(500);
      expect(ebb.position()[2] > 5).toBe(report.value.at.z > 0.5);
    }
  });
});

describe('the troubles of an EBB', () => {
  it('are a motion that was not answered: told once, and over after a halt', async () => {
    const { time, driver, ebb, events } = await connected({ faults: [{ kind: 'loseOk', nth: 22 }] });
    for (let i = 1; i <= 8; i++) driver.send(to(i * 5, 0, 10, 60));
    await time.until(() => events.some((event) => event.kind === 'rejected'), 10_000);
    expect(driver.send(to(0, 0, 10))).toBe(false);
    const report = await soon(time, driver.halt());
    if (!report.ok) throw new Error(report.why.text);
    expect(report.value.at.x).toBeCloseTo(ebb.position()[0], 6);
    expect(events.filter((event) => event.kind === 'rejected')).toHaveLength(1);
    driver.send(to(3, 4, 10));
    await time.pass(3000);
    expect(ebb.position().slice(0, 2)).toEqual([3, 4]);
  });

  it('are motors that lose their power', async () => {
    const { time, driver, ebb, events } = await connected();
    driver.send(to(40, 0, 10, 20));
    await time.pass(300);
    ebb.supply(false);
    await time.pass(3000);
    expect(events.find((event) => event.kind === 'alarm')).toMatchObject({ why: { code: 'ebb/no-power' } });
    expect(driver.send(to(0, 0, 10))).toBe(false);
    expect(await soon(time, driver.unlock())).toMatchObject({ ok: false, why: { code: 'ebb/no-power' } });
    ebb.supply(true);
    expect(await soon(time, driver.home())).toMatchObject({ ok: true, value: { state: 'idle', at: { x: 0, y: 0 } } });
  });

  it('are silence and a pulled cable', async () => {
    const stalled = await connected({ faults: [{ kind: 'stall', ms: 20_000, atMs: 3000 }] });
    await stalled.time.pass(9000);
    expect(stalled.events.filter((event) => event.kind === 'silent')).toHaveLength(1);
    const { time, driver, events, ebb } = await connected();
    ebb.reset('power', time.now());
    await time.pass(10);
    expect(events.at(-1)).toMatchObject({ kind: 'closed', reason: { kind: 'lost' } });
    expect(driver.send(to(1, 1, 10))).toBe(false);
  });

  it.each(['2.8.1', '3.0.2'])('never crash the driver, whatever firmware %s seems to say', async (version) => {
    const telling = fc.constantFrom(
      'OK\r\n',
      '!8 Err: x\r\n',
      '0,0\r\n',
      'QM,1,1,1,1\n\r',
      'SM\n',
      'QS,5,5\n',
      'LM,!6 Err: Invalid parameter value\n',
    );
    const noise = fc.oneof(
      telling.map((text) => Uint8Array.from(text, (char) => char.charCodeAt(0))),
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 4 }), async (bursts) => {
        const { time, driver, far } = await connected({ version });
        for (let i = 1; i < 4; i++) driver.send(to(i * 3, 0, 10, 40));
        await time.pass(20);
        for (const bytes of bursts) far.write(bytes);
        await time.pass(3000);
        await soon(time, driver.halt(), 60_000);
        expect(await soon(time, driver.unlock(), 60_000)).toMatchObject({ ok: true });
      }),
      { numRuns: 25, seed: 10 },
    );
  });
});

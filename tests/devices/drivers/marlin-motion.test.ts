import { describe, expect, it } from 'vitest';
import type { ArmDriver } from '../../../devices/drivers/driver.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { soon } from './desk.ts';
import { connected, createDesk, last, zigzag } from './marlin-desk.ts';

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

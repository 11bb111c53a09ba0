import { describe, expect, it } from 'vitest';
import type { DriverFactory, Report } from '../../../devices/drivers/driver.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { placedDriver } from '../../../devices/drivers/placed.ts';
import { offEasel } from '../../../devices/kinematics/easel-machine.ts';
import type { ArmMachine } from '../../../devices/kinematics/machine-arm.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { createVirtualMarlin, type VirtualMarlinOptions } from '../../../devices/virtual/marlin/marlin.ts';
import { placedArm } from '../../../devices/virtual/placed-arm.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createDesk, reports, soon } from './desk.ts';

/** A machine whose firmware knows it, on its virtual Marlin, in supplied time. */
async function desk(
  id: string,
  { marlin: options, machine: change }: { marlin?: VirtualMarlinOptions; machine?: Partial<ArmMachine> } = {},
) {
  const { machine: plain, plane } = armOf(id);
  const machine = { ...plain, ...change };
  const marlin = createVirtualMarlin({ ...placedArm(machine), nowMs: -2000, ...options });
  const driven: DriverFactory = (transport, its) =>
    placedDriver(marlinDriver(transport, { ...its, machine: { ...must(loadMachine(id)), arm: machine } }), machine, its.timers);
  const { time, driver, events: heard, sent } = createDesk(marlin, driven);
  const settled = <T>(promise: Promise<T>): Promise<T> => soon(time, promise, 300_000);
  const found = await settled(driver.connect());
  driver.watch('moving');
  const moves = (): readonly string[] => sent.filter((line) => /G1/.test(line));
  const rests = (): Report | undefined => reports(heard).findLast(({ state }) => state === 'idle');
  return { machine, plane, time, driver, marlin, heard, found, moves, rests, soon: settled, easel: must(loadMachine(id)) };
}

describe('a machine that is told of places, in its own frame', () => {
  it('stands at its park, in the frame of its canvas, with limits of its brush', async () => {
    const { found, easel } = await desk('uarm-swift');
    const { report, limits } = must(found);
    for (const axis of ['x', 'y', 'z'] as const) expect(report.at[axis]).toBeCloseTo(easel.park[axis], 2);
    expect(report.state).toBe('idle');
    expect(limits.rateMmS).toEqual({ x: 120, y: 120, z: 120 });
    expect(limits.accelerationMmS2.x).toBeLessThanOrEqual(500);
  });

  it('goes where the canvas says, and says so in the same frame', async () => {
    const { driver, marlin, time, moves, rests, plane } = await desk('uarm-swift');
    for (const to of [
      { x: 20, y: 30, z: 30 },
      { x: 20, y: 30, z: 0 },
    ]) {
      await time.until(() => driver.send({ to, speedMmS: 80 }), 5000);
      await time.until(() => rests()?.at.x === to.x && rests()?.at.z === to.z, 20_000);
      const [x, y, z] = marlin.position();
      const at = offEasel(plane, { x, y, z });
      expect(Math.hypot(at.x - to.x, at.y - to.y, at.z - to.z)).toBeLessThan(0.02);
    }
    // the canvas's x runs along the machine's −y
    expect(moves().at(-1)).toContain('G1X195Y70Z8F');
  });

  it.each<[string, string, { x: number; y: number; z: number }, RegExp]>([
    ['beyond its links', 'scara-500', { x: 600, y: 100, z: 30 }, /^reach\//],
    ['outside the fence', 'scara-500', { x: 100, y: 100, z: 85 }, /^reach\/fence$/],
    ['in its column', 'scara-500', { x: 190, y: -170, z: 30 }, /^reach\/(?:keep-out|fence)$/],
    ['under its table', 'fivebar', { x: 100, y: 100, z: -13 }, /^reach\//],
    ['too near to its base', 'uarm-swift', { x: 90, y: -150, z: 30 }, /^reach\//],
  ])('rejects a place %s in the words of its description, and sends no line', async (_where, id, to, code) => {
    const { driver, heard, time, moves, soon } = await desk(id);
    expect(driver.send({ to, speedMmS: 80 })).toBe(true);
    expect(driver.send({ to: { x: 50, y: 50, z: 30 }, speedMmS: 80 })).toBe(false);
    await time.pass(50);
    expect(heard.filter(({ kind }) => kind === 'rejected')).toEqual([
      { kind: 'rejected', why: expect.objectContaining({ code: expect.stringMatching(code), remedy: expect.stringMatching(/\w{4}/) }) },
    ]);
    expect(moves()).toEqual([]);
    must(await soon(driver.halt()));
    expect(driver.send({ to: { x: 50, y: 50, z: 30 }, speedMmS: 80 })).toBe(true);
    await time.pass(500);
    expect(moves()).toHaveLength(1);
  });

  it('rejects a way through what may not be entered, though both its ends are free', async () => {
    const post = { name: 'post', box: { min: { x: 40, y: 250, z: -15 }, max: { x: 44, y: 254, z: 80 } } };
    const { driver, heard, time, moves } = await desk('scara-500', { machine: { keepOut: [post] } });
    // canvas x 232 is machine x 42
    await time.until(() => driver.send({ to: { x: 300, y: 82, z: 35 }, speedMmS: 100 }), 5000);
    await time.pass(4000);
    expect(driver.send({ to: { x: 150, y: 82, z: 35 }, speedMmS: 100 })).toBe(true);
    await time.pass(50);
    expect(heard.find(({ kind }) => kind === 'rejected')).toMatchObject({
      why: { code: 'reach/keep-out', text: expect.stringContaining('“post”') },
    });
    expect(moves()).toHaveLength(1);
  });

  it('is slowed to what its slowest joint can follow', async () => {
    const rates = armOf('scara-500').machine.rates.map((rate) => ('speedDegS' in rate ? { ...rate, speedDegS: 10 } : rate));
    const { driver, time, moves } = await desk('scara-500', { machine: { rates } });
    await time.until(() => driver.send({ to: { x: 300, y: 100, z: 60 }, speedMmS: 200 }), 5000);
    const mmPerMinute = Number(/F(\d+)/.exec(moves()[0] ?? '')?.[1]);
    expect(mmPerMinute).toBeGreaterThan(60);
    expect(mmPerMinute).toBeLessThan(200 * 60 * 0.5);
  });

  it('says that it must be homed where it cannot stand, and goes to its park from its switches', async () => {
    const { machine } = armOf('scara-500');
    const homeAt = [250, 150, 60] as const;
    const { driver, found, soon, easel } = await desk('scara-500', { marlin: { absolute: false, homeAt, start: [200, 200, 50] } });
    expect(must(found).report.state).toBe('locked');
    expect(await soon(driver.unlock())).toMatchObject({
      ok: false,
      why: { code: 'arm/misplaced', remedy: expect.stringContaining('Home') },
    });
    expect(driver.send({ to: { x: 100, y: 100, z: 50 }, speedMmS: 50 })).toBe(false);
    const { at, state } = must(await soon(driver.home()));
    expect(state).toBe('idle');
    for (const axis of ['x', 'y', 'z'] as const) expect(at[axis]).toBeCloseTo(easel.park[axis], 2);
    expect(machine.park).toEqual({ at: { x: 240, y: 130, z: 60 } });
    expect(driver.send({ to: { x: 300, y: 0, z: 60 }, speedMmS: 50 })).toBe(true);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { ArmDriver, DriverEvent } from '../../../devices/drivers/driver.ts';
import { createPath } from '../../../devices/drivers/firmata/path.ts';
import { rigOf } from '../../../devices/drivers/firmata/servos.ts';
import { firmataDriver } from '../../../devices/drivers/firmata.ts';
import { axesOf, jointsOf } from '../../../devices/drivers/joint-steps.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { servoArm } from '../../../devices/virtual/firmata/servo-arm.ts';
import type { Served } from '../../../devices/virtual/serve.ts';
import { serveHardware } from '../hardware/bridge.ts';
import { must } from '../kinematics/arms.ts';
import { createTestTime } from '../stream/time.ts';

const machine = must(loadMachine('mearm'));
const rig = must(rigOf(machine));
const pins = machine.hardware ?? {};

const opened: { readonly driver: ArmDriver; readonly served: Served }[] = [];
afterEach(async () => {
  for (const { driver, served } of opened.splice(0)) {
    await driver.close();
    await served.dispose();
  }
});

async function drive(options: Parameters<typeof servoArm>[1] = {}) {
  const time = createTestTime({ turns: 6 });
  const board = servoArm(machine, { blinkMs: 0, ...options });
  const [near, far] = memoryPair();
  const served = must(await serveHardware(far, board, time, { pins, askAfterMs: 0, timers: time }));
  const driver = firmataDriver(near, { timers: time, quietMs: 0, machine });
  opened.push({ driver, served });
  const events: DriverEvent[] = [];
  driver.onEvent((event) => events.push(event));
  const soon = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    void promise.then(() => {
      settled = true;
    });
    await time.until(() => settled, 60_000);
    return promise;
  };
  return { time, board, driver, events, soon };
}

describe('an arm of hobby servos', () => {
  it('is locked until homed, for servos tell nothing, and says what Home will do', async () => {
    const { driver, soon } = await drive();
    const found = must(await soon(driver.connect()));
    expect(found.report.state).toBe('locked');
    expect(found.homeHint).toContain('jumps');
    expect(driver.send({ to: axesOf(rig.park), speedMmS: 10 })).toBe(false);
    for (const answer of [driver.unlock(), driver.halt()])
      expect(await soon(answer)).toMatchObject({ ok: false, why: { code: 'firmata/unhomed' } });
  });

  it('wakes its servos one after another, straight to the park', async () => {
    const startDeg = [100, 100, 100];
    const { driver, soon, board, time } = await drive({ startDeg });
    must(await soon(driver.connect()));
    const turning: Set<number>[] = [];
    board.onMotion(({ from, to }) => turning.push(new Set(from.flatMap((value, axis) => (value === to[axis] ? [] : [axis])))));
    const report = must(await soon(driver.home()));
    expect(report.state).toBe('idle');
    await time.pass(100);
    for (const [axis, deg] of rig.park.entries()) expect(board.position()[axis]).toBeCloseTo(deg, 0);
    expect(Math.max(...turning.map(({ size }) => size))).toBe(1);
    // the shoulder raises the arm before the base turns it
    expect([...(turning[0] ?? [])]).toEqual([1]);
  });

  it('goes back to its park slowly once it knows where it is', async () => {
    const { driver, soon, board, time } = await drive();
    must(await soon(driver.connect()));
    must(await soon(driver.home()));
    const [base = 0, ...others] = rig.park;
    driver.send({ to: axesOf([base + 60, ...others]), speedMmS: 100 });
    await time.pass(2000);
    expect(board.position()[0]).toBeCloseTo(base + 60, 0);
    let fastest = 0;
    board.onMotion(({ from, to, durationMs }) => {
      fastest = Math.max(fastest, (1000 * Math.abs(to[0] - from[0])) / durationMs);
    });
    expect(jointsOf(must(await soon(driver.home())).at, 3)).toEqual(rig.park);
    expect(fastest).toBeLessThan(0.25 * 120 + 6);
  });

  it('rejects what a servo cannot reach, in words', async () => {
    const { driver, soon, events, time } = await drive();
    must(await soon(driver.connect()));
    must(await soon(driver.home()));
    const [, ...others] = rig.park;
    driver.send({ to: axesOf([100, ...others]), speedMmS: 100 });
    await time.pass(1);
    expect(events).toContainEqual({
      kind: 'rejected',
      why: expect.objectContaining({ code: 'firmata/range', text: expect.stringContaining('base') }),
    });
  });

  it('stops its set-points at once when it is aborted, on its way home too', async () => {
    const { driver, soon, board, time } = await drive();
    must(await soon(driver.connect()));
    const homing = driver.home();
    await time.pass(100);
    driver.abort();
    expect((await soon(homing)).ok).toBe(false);
    must(await soon(driver.home()));
    const [base = 0, ...others] = rig.park;
    driver.send({ to: axesOf([base + 60, ...others]), speedMmS: 20 });
    await time.pass(1000);
    driver.abort();
    await time.pass(100);
    const at = board.position()[0];
    await time.pass(2000);
    expect(board.position()[0]).toBe(at);
    expect(Math.abs(at - base)).toBeLessThan(25);
  });

  it('says that nothing is heard, when the board does not answer', async () => {
    const time = createTestTime({ turns: 6 });
    const [near, far] = memoryPair();
    must(await far.open());
    const driver = firmataDriver(near, { timers: time, quietMs: 0, machine });
    const connecting = driver.connect();
    await time.pass(14_000);
    expect(await connecting).toMatchObject({ ok: false, why: { code: 'arm/mute' } });
    await driver.close();
  });

  it('is refused for a machine without servos', async () => {
    const [near] = memoryPair();
    const driver = firmataDriver(near, { timers: createTestTime({ turns: 6 }), quietMs: 0, machine: must(loadMachine('six-axis')) });
    expect(await driver.connect()).toMatchObject({ ok: false, why: { code: 'firmata/no-servos' } });
  });
});

describe('the way through the joints', () => {
  const rates = [100, 100].map((speed) => ({ speed, acceleration: 500 }));
  const walk = (path: ReturnType<typeof createPath>): number[][] => {
    const places = [[...path.at]];
    for (let i = 0; i < 5000 && path.moving; i++) places.push([...path.advance(0.02)]);
    return places;
  };
  const most = (places: readonly number[][], nth: number): number => {
    let values = places;
    for (let n = 0; n < nth; n++)
      values = values.slice(1).map((place, i) => place.map((value, axis) => (value - (values[i]?.[axis] ?? 0)) / 0.02));
    return Math.max(...values.flat().map(Math.abs));
  };

  it('takes as long as it is told, apart from speeding up and braking', () => {
    const path = createPath(rates, [0, 0]);
    path.add([50, 0], 1);
    const places = walk(path);
    expect(places.length * 0.02).toBeGreaterThan(1);
    expect(places.length * 0.02).toBeLessThan(1.3);
    expect(places.at(-1)).toEqual([50, 0]);
  });

  it('keeps every joint within its speed and its acceleration, round corners and back on itself', () => {
    const path = createPath(rates, [0, 0]);
    for (const to of [
      [30, 0],
      [30, 30],
      [0, 30],
      [30, 30],
      [31, 31],
      [32, 30],
    ])
      expect(path.add(to, 0.01)).toBe(true);
    const places = walk(path);
    expect(places.at(-1)).toEqual([32, 30]);
    expect(most(places, 1)).toBeLessThan(100.001);
    expect(most(places, 2)).toBeLessThan(500.001);
  });

  it('brakes along its way, forgets the rest, and takes nothing meanwhile', () => {
    const path = createPath(rates, [0, 0]);
    path.add([100, 100], 1);
    for (let i = 0; i < 30; i++) path.advance(0.02);
    path.brake();
    expect(path.add([0, 0], 1)).toBe(false);
    const places = walk(path);
    expect(most(places, 2)).toBeLessThan(500.001);
    const [a = 0, b = 1] = path.at;
    expect(a).toBeCloseTo(b, 6);
    expect(a).toBeLessThan(100);
    expect(path.add([0, 0], 1)).toBe(true);
  });

  it('has room for few motions, and accepts each once', () => {
    const path = createPath(rates, [0, 0]);
    let sent = 0;
    while (path.add([sent, 0], 0.1)) sent++;
    expect(sent).toBe(14);
    let accepted = path.accepted();
    expect(accepted).toBe(10);
    while (path.moving) {
      path.advance(0.02);
      accepted += path.accepted();
    }
    expect(accepted).toBe(14);
  });
});

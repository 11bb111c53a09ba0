import { describe, expect, it } from 'vitest';
import type { ArmDriver, DriverEvent, Move, Report } from '../../../devices/drivers/driver.ts';
import { createEncoder } from '../../../devices/drivers/grbl/encode.ts';
import { readLine } from '../../../devices/drivers/grbl/lines.ts';
import { axesOf, jointsOf } from '../../../devices/drivers/joint-steps.ts';
import { jointDriver } from '../../../devices/drivers/joints.ts';
import { offEasel, onEasel } from '../../../devices/kinematics/easel-machine.ts';
import { parkOf } from '../../../devices/kinematics/reach.ts';
import { jointsBetween } from '../../../devices/kinematics/segment.ts';
import { done } from '../../../engine/result.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createTestTime } from '../stream/time.ts';

const { machine, kinematics, plane } = armOf('six-axis');
const parked = must(parkOf(machine, kinematics));
const all = (value: number) => ({ x: value, y: value, z: value });

/** A controller that takes so many motions at once, and acknowledges when told to. */
function fakeInner(room: number, changes: { readonly canHome?: boolean; readonly joints?: readonly number[] } = {}) {
  const sent: Move[] = [];
  let owed = 0;
  let tell: (event: DriverEvent) => void = () => undefined;
  const report: Report = { state: 'idle', at: axesOf(changes.joints ?? parked.joints), speedMmS: 0, drained: true };
  const inner: ArmDriver = {
    connect: async () =>
      done({
        firmware: 'grbl 1.1f',
        limits: { rateMmS: all(100), accelerationMmS2: all(500), junctionMm: 0.01 },
        canHome: changes.canHome ?? true,
        report,
      }),
    send: (move) => {
      if (owed >= room) return false;
      owed++;
      sent.push(move);
      return true;
    },
    halt: async () => done(report),
    abort: () => undefined,
    home: async () => done(report),
    unlock: async () => done(report),
    watch: () => undefined,
    onEvent: (listener) => {
      tell = listener;
    },
    close: async () => undefined,
  };
  return {
    inner,
    sent,
    accept: () => {
      owed--;
      tell({ kind: 'accepted' });
    },
    tell: (event: DriverEvent) => tell(event),
  };
}

async function drive(room: number, changes: Parameters<typeof fakeInner>[1] = {}, described = machine) {
  const time = createTestTime();
  const fake = fakeInner(room, changes);
  const driver = jointDriver(fake.inner, described, time);
  const heard: DriverEvent[] = [];
  driver.onEvent((event) => heard.push(event));
  const found = await driver.connect();
  return { ...fake, time, driver, heard, found };
}
const park = offEasel(plane, parked.pose);

describe('an arm that is told of its joints', () => {
  it('says where its brush is on the easel', async () => {
    const { found } = await drive(10);
    const { at } = must(found).report;
    expect(Math.hypot(at.x - park.x, at.y - park.y, at.z - park.z)).toBeLessThan(1e-6);
  });

  it('keeps the brush on a straight line, at the speed asked for, within every rate', async () => {
    const { driver, sent } = await drive(10_000);
    const corners = [
      [0, 0, 50],
      [700, 0, 50],
      [700, 500, -5],
      [0, 500, 0],
      [350, 250, 100],
    ] as const;
    let from = park;
    let before = parked.joints;
    for (const [x, y, z] of corners) {
      const count = sent.length;
      expect(driver.send({ to: { x, y, z }, speedMmS: 100 })).toBe(true);
      const lengthMm = Math.hypot(x - from.x, y - from.y, z - from.z);
      let seconds = 0;
      for (const step of sent.slice(count)) {
        const joints = must({ ok: true, value: jointsOf(step.to, 6) ?? [] });
        for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
          const at = offEasel(plane, must(kinematics.forward(jointsBetween(before, joints, share))));
          const t = ((at.x - from.x) * (x - from.x) + (at.y - from.y) * (y - from.y) + (at.z - from.z) * (z - from.z)) / lengthMm ** 2;
          const off = Math.hypot(at.x - from.x - t * (x - from.x), at.y - from.y - t * (y - from.y), at.z - from.z - t * (z - from.z));
          expect(off).toBeLessThan(0.06);
        }
        for (const [axis, rate] of machine.rates.entries()) {
          const deg = Math.abs((joints[axis] ?? 0) - (before[axis] ?? 0));
          expect(deg).toBeLessThan(30);
          expect(deg / (step.seconds ?? 0)).toBeLessThan('speedDegS' in rate ? rate.speedDegS * 1.0001 : 0);
        }
        seconds += step.seconds ?? 0;
        before = joints;
      }
      expect(seconds).toBeGreaterThan((lengthMm / 100) * 0.999);
      expect(seconds).toBeLessThan((lengthMm / 100) * 1.02);
      from = { x, y, z };
    }
  });

  it('takes no further motion before the last is all in the buffer, and tells accepted once for each', async () => {
    const { driver, sent, accept, heard } = await drive(3);
    expect(driver.send({ to: { x: 0, y: 0, z: 50 }, speedMmS: 100 })).toBe(true);
    expect(sent).toHaveLength(3);
    expect(driver.send({ to: { x: 10, y: 0, z: 50 }, speedMmS: 100 })).toBe(false);
    let steps = 0;
    while (!driver.send({ to: { x: 10, y: 0, z: 50 }, speedMmS: 100 })) {
      accept();
      steps++;
      expect(steps).toBeLessThan(500);
    }
    expect(heard).toEqual([]);
    accept();
    accept();
    accept();
    expect(heard.filter(({ kind }) => kind === 'accepted').length).toBeGreaterThanOrEqual(1);
    expect(jointsOf(sent.at(-1)?.to ?? { x: 0, y: 0, z: 0 }, 6)).toBeDefined();
  });

  it('leans the brush as it is told, and less where it cannot lean so far', async () => {
    if (machine.kinematics.kind !== 'sixaxis') throw new Error('six-axis.json describes another arm');
    const at = { x: 410, y: 250, z: -2 };
    const straight = must(kinematics.inverse({ ...onEasel(plane, at), tiltDeg: 0, tiltTowardsDeg: 0 }, parked.joints));
    const pitch = { ...machine.kinematics.pitch, maxDeg: (straight[4] ?? 0) + 15 };
    const stiff = { ...machine, kinematics: { ...machine.kinematics, pitch } };
    const { driver, sent, heard, time } = await drive(10_000, {}, stiff);
    const pose = () => must(kinematics.forward(jointsOf(sent.at(-1)?.to ?? all(0), 6) ?? []));
    const leans = [0, 90, 180, 270].map((towardsDeg) => {
      driver.send({ to: { ...at, z: 20 }, speedMmS: 100 });
      expect(pose().tiltDeg).toBeCloseTo(0, 3);
      expect(driver.send({ to: at, speedMmS: 50, lean: { deg: 40, towardsDeg } })).toBe(true);
      const { x, y, z } = offEasel(plane, pose());
      expect(Math.hypot(x - at.x, y - at.y, z - at.z)).toBeLessThan(1e-3);
      expect(Math.abs(pose().tiltTowardsDeg - towardsDeg) % 360).toBeLessThan(0.01);
      return Math.round(pose().tiltDeg);
    });
    expect(Math.max(...leans)).toBe(40);
    expect([10, 20, 30]).toContain(Math.min(...leans));
    await time.pass(1);
    expect(heard).toEqual([]);
  });

  it('rejects what it cannot reach in the words of the kinematics, and takes nothing more until it was halted', async () => {
    const { driver, heard, time } = await drive(10_000);
    expect(driver.send({ to: { x: 350, y: 250, z: -600 }, speedMmS: 100 })).toBe(true);
    expect(driver.send({ to: { x: 350, y: 250, z: 100 }, speedMmS: 100 })).toBe(false);
    await time.pass(1);
    expect(heard).toEqual([{ kind: 'rejected', why: expect.objectContaining({ code: expect.stringMatching(/^reach\//) }) }]);
    must(await driver.halt());
    expect(driver.send({ to: { x: 350, y: 250, z: 100 }, speedMmS: 100 })).toBe(true);
  });

  it('rejects what lies beyond the fence', async () => {
    const { driver, heard, time } = await drive(10_000);
    driver.send({ to: { x: -200, y: 250, z: 50 }, speedMmS: 100 });
    await time.pass(1);
    expect(heard).toMatchObject([{ kind: 'rejected', why: { code: 'reach/fence' } }]);
  });

  it('goes from its switches to the park after homing, in the joints, and says when it is there', async () => {
    const off = parked.joints.map((value) => value + 5);
    const { driver, sent, time, tell } = await drive(10, { joints: off });
    const homing = driver.home();
    await time.until(() => sent.length === 1, 1000);
    expect(jointsOf(sent[0]?.to ?? all(0), 6)).toEqual(parked.joints);
    tell({ kind: 'report', report: { state: 'moving', at: axesOf(off), speedMmS: 10, drained: false } });
    tell({ kind: 'report', report: { state: 'idle', at: axesOf(parked.joints), speedMmS: 0, drained: true } });
    const { at } = must(await homing);
    expect(Math.hypot(at.x - park.x, at.y - park.y, at.z - park.z)).toBeLessThan(1e-6);
  });

  it('refuses a controller that would not lock when it restarts', async () => {
    const { found } = await drive(10, { canHome: false });
    expect(found).toMatchObject({ ok: false, why: { code: 'arm/no-lock' } });
  });

  it('refuses a controller with fewer axes', async () => {
    const { found } = await drive(10, { joints: [1, 2, 3] });
    expect(found).toMatchObject({ ok: false, why: { code: 'arm/axes' } });
  });
});

describe('lines for more than three axes', () => {
  const zero = axesOf([0, 0, 0, 0, 0, 0]);

  it('carry every axis that changes, and the time of each motion', () => {
    const encoder = createEncoder();
    const first = encoder.draft({ to: axesOf([1, 2, 3, 4, 5, 6]), speedMmS: 1, seconds: 0.5 }, zero);
    expect(first.line).toBe('G21G90G93G1X1Y2Z3A4B5C6F120.0');
    first.keep();
    const second = encoder.draft({ to: axesOf([1, 2, 3, 4.5, 5, 6]), speedMmS: 1, seconds: 0.5 }, zero);
    expect(second.line).toBe('G1A4.5F120.0');
    second.keep();
    const third = encoder.draft({ to: axesOf([1, 2, 3, 4.5, 5, 6]), speedMmS: 1, seconds: 2 }, zero);
    expect(third.line).toBe('G1X1F30.00');
    third.keep();
    expect(encoder.draft({ to: axesOf([2, 2, 3, 4.5, 5, 6]), speedMmS: 10 }, zero).line).toBe('G94G1X2F600');
  });

  it('subtract the work offset of each axis, and fit into the line buffer', () => {
    const offset = axesOf([0, 0, 0, 0, 1, -1]);
    expect(createEncoder().draft({ to: axesOf([1, 1, 1, 1, 1, 1]), speedMmS: 1, seconds: 60 }, offset).line).toBe(
      'G21G90G93G1X1Y1Z1A1B0C2F1.000',
    );
    const longest = axesOf([-123.456, -123.456, -123.456, -123.456, -123.456, -123.456]);
    for (const seconds of [1e-5, 0.0123, 1, 5000])
      expect(createEncoder().draft({ to: longest, speedMmS: 1, seconds }, zero).line.length).toBeLessThanOrEqual(79);
  });

  it('are read with as many axes as a report has', () => {
    expect(readLine('<Run|MPos:1.000,2.000,3.000,4.000,5.000,6.000|FS:60,0>')).toEqual({
      kind: 'status',
      state: 'Run',
      machinePos: { x: 1, y: 2, z: 3, a: 4, b: 5, c: 6 },
      feed: 60,
    });
    expect(readLine('<Run|MPos:1.000,2.000,3.000,4.x00,5.000,6.000|FS:60,0>')).toEqual({ kind: 'status', state: 'Run', feed: 60 });
  });
});

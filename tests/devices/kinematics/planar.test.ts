import { describe, expect, it } from 'vitest';
import { machineFrame } from '../../../devices/kinematics/frame.ts';
import { makeKinematics } from '../../../devices/kinematics/make.ts';
import type { FiveBarDescription, PalletiserDescription, ScaraDescription } from '../../../devices/kinematics/schema.ts';
import { apartMm, must, straightAt } from './arms.ts';

const deg = (minDeg: number, maxDeg: number) => ({ minDeg, maxDeg });
const z = { minMm: 0, maxMm: 50 };

describe('a CoreXY gantry', () => {
  const range = { minMm: 0, maxMm: 100 };
  const gantry = makeKinematics({ kind: 'corexy', x: range, y: range, z }, machineFrame);

  it('turns both motors for x, and one against the other for y', () => {
    expect(must(gantry.inverse(straightAt(30, 0, 5)))).toEqual([30, 30, 5]);
    expect(must(gantry.inverse(straightAt(0, 30, 5)))).toEqual([30, -30, 5]);
  });

  it('refuses by the carriage that cannot go there, not by the motor', () => {
    expect(gantry.inverse(straightAt(50, 100.5, 5))).toMatchObject({
      ok: false,
      why: {
        kind: 'joint-limit',
        joint: 'y',
        value: 100.5,
        limit: 100,
        text: expect.stringContaining('y would be at 100.5 mm, beyond its limit of 100 mm'),
      },
    });
  });
});

describe('a SCARA arm', () => {
  const description: ScaraDescription = {
    kind: 'scara',
    upperMm: 200,
    foreMm: 150,
    elbowSide: 'right',
    shoulder: deg(-170, 170),
    elbow: deg(-160, 160),
    z,
    marginDeg: 10,
  };
  const arm = makeKinematics(description, machineFrame);

  it('stands where a drawing says', () => {
    expect(apartMm(must(arm.forward([90, -90, 7])), { x: 150, y: 200, z: 7 })).toBeLessThan(1e-9);
  });

  it('bends to the side of the description, or to the side it is on', () => {
    const pose = straightAt(200, 150, 0);
    const [shoulder, elbow] = must(arm.inverse(pose));
    expect(shoulder).toBeCloseTo(0, 9);
    expect(elbow).toBeCloseTo(90, 9);
    const left = must(arm.inverse(pose, [60, -80, 0]));
    expect(left[1]).toBeCloseTo(-90, 9);
    expect(must(makeKinematics({ ...description, elbowSide: 'left' }, machineFrame).inverse(pose))).toEqual(left);
  });

  it.each([
    ['too-far', 351, 350, 'shoulder'],
    ['too-near', 49, 50, 'shoulder'],
    ['singular', 349.9, 10, 'elbow'],
    ['joint-limit', 63, 160, 'elbow'],
  ] as const)('calls a place %s at %f mm', (kind, x, limit, joint) => {
    expect(arm.inverse(straightAt(x, 0, 0))).toMatchObject({ ok: false, why: { kind, joint, limit: expect.closeTo(limit, 6) } });
  });

  it('would rather refuse than swing round: a shoulder past its limit is not turned the other way', () => {
    const wide = makeKinematics({ ...description, shoulder: deg(-100, 300) }, machineFrame);
    // 260 and -100 degrees are the same direction, and both are in range
    const at = must(wide.forward([259, 90, 0]));
    expect(must(wide.inverse(at, [250, 90, 0]))[0]).toBeCloseTo(259, 9);
    expect(wide.inverse(at, [-95, 90, 0])).toMatchObject({
      ok: false,
      why: { kind: 'joint-limit', joint: 'shoulder', value: expect.closeTo(-101, 9), limit: -100 },
    });
  });
});

describe('a five-bar', () => {
  const bar = (elbowSide: 'left' | 'right', shoulder: { minDeg: number; maxDeg: number }) => ({
    proximalMm: 100,
    distalMm: 150,
    elbowSide,
    shoulder,
  });
  const description: FiveBarDescription = {
    kind: 'fivebar',
    spacingMm: 80,
    left: bar('left', deg(30, 200)),
    right: bar('right', deg(-20, 150)),
    assembly: 'up',
    z,
    marginDeg: 12,
    tipMarginDeg: 20,
  };
  const arm = makeKinematics(description, machineFrame);

  it('holds the brush midway when both motors point straight up', () => {
    const at = must(arm.forward([90, 90, 3]));
    expect(Math.hypot(at.x + 40, at.y - 100)).toBeCloseTo(150, 9);
    expect(Math.hypot(at.x - 40, at.y - 100)).toBeCloseTo(150, 9);
    expect(at.y).toBeGreaterThan(100);
  });

  it('keeps its elbows out, each on its own side', () => {
    const [left = 0, right = 0] = must(arm.inverse(straightAt(0, 150, 0)));
    expect(left).toBeGreaterThan(90);
    expect(left + right).toBeCloseTo(180, 9);
  });

  it('hangs the other way when it is assembled so', () => {
    const down = makeKinematics({ ...description, assembly: 'down' }, machineFrame);
    expect(must(down.forward([90, 90, 0])).y).toBeCloseTo(100 - Math.sqrt(150 ** 2 - 40 ** 2), 9);
    expect(must(arm.forward([90, 90, 0])).y).toBeCloseTo(100 + Math.sqrt(150 ** 2 - 40 ** 2), 9);
  });

  it.each([
    ['too-far', 'left motor', 0, 260],
    ['singular', 'left elbow', 0, 245.5],
    ['joint-limit', 'right motor', 150, 60],
  ] as const)('calls a place %s by its %s', (kind, joint, x, y) => {
    expect(arm.inverse(straightAt(x, y, 0))).toMatchObject({ ok: false, why: { kind, joint } });
  });

  it('refuses a place beyond the line where its distal links are straight, though each arm could reach it', () => {
    const wide = makeKinematics({ ...description, spacingMm: 200 }, machineFrame);
    const value = (y: number): number => {
      const found = wide.inverse(straightAt(0, y, 0));
      expect(found).toMatchObject({ ok: false, why: { kind: 'singular', joint: 'tip', limit: 20 } });
      return found.ok ? Number.NaN : found.why.value;
    };
    expect(value(100)).toBeCloseTo(10, 1);
    expect(value(80)).toBeCloseTo(-5.1, 1);
  });

  it('says so when its motors stand where the links cannot meet', () => {
    expect(arm.forward([200, -20, 0])).toMatchObject({ ok: true });
    const wide = makeKinematics({ ...description, spacingMm: 160 }, machineFrame);
    expect(wide.forward([180, 0, 0])).toMatchObject({
      ok: false,
      why: { kind: 'too-far', joint: 'tip', value: expect.closeTo(360, 9), limit: 300 },
    });
    expect(wide.clearances([180, 0, 0])).toEqual([{ of: 'tip', unit: 'deg', value: 0, least: 20 }]);
  });
});

describe('a palletising arm', () => {
  const description: PalletiserDescription = {
    kind: 'palletiser',
    shoulderHeightMm: 100,
    shoulderForwardMm: 20,
    upperMm: 150,
    foreMm: 120,
    headForwardMm: 40,
    brushDropMm: 60,
    base: deg(-90, 90),
    shoulder: deg(0, 130),
    elbow: deg(-110, 30),
    links: deg(40, 150),
    marginDeg: 15,
    axisMarginMm: 50,
  };
  const arm = makeKinematics(description, machineFrame);

  it('stands where a drawing says: upper arm upright, forearm level', () => {
    expect(apartMm(must(arm.forward([0, 90, 0])), { x: 180, y: 0, z: 190 })).toBeLessThan(1e-9);
    expect(apartMm(must(arm.forward([90, 90, 0])), { x: 0, y: 180, z: 190 })).toBeLessThan(1e-9);
  });

  it('counts the elbow from level, so that a moving shoulder leaves it', () => {
    const a = must(arm.forward([0, 90, 0]));
    const b = must(arm.forward([0, 60, 0]));
    expect(b.z - a.z).toBeCloseTo(150 * (Math.sin(Math.PI / 3) - 1), 9);
  });

  it.each([
    ['too-far', 'shoulder', 400, 0],
    ['too-near', 'shoulder', 60, 40],
    ['singular', 'links', 329, 40],
    ['joint-limit', 'links', 325, 40],
    ['joint-limit', 'elbow', 130, -30],
  ] as const)('calls a place %s by its %s', (kind, joint, x, height) => {
    expect(arm.inverse(straightAt(x, 0, height))).toMatchObject({ ok: false, why: { kind, joint } });
  });

  const bare = makeKinematics({ ...description, elbow: deg(-180, 180), shoulder: deg(-180, 180), links: deg(20, 179) }, machineFrame);

  it('does not fold its links past what the parallelograms allow', () => {
    expect(bare.inverse(straightAt(115, 0, 40))).toMatchObject({
      ok: false,
      why: {
        kind: 'joint-limit',
        joint: 'links',
        limit: 20,
        value: expect.closeTo((Math.acos((150 ** 2 + 120 ** 2 - 55 ** 2) / (2 * 150 * 120)) * 180) / Math.PI, 9),
      },
    });
  });

  it('keeps away from its own axis, where the base would spin', () => {
    expect(bare.inverse(straightAt(30, 0, 150))).toMatchObject({
      ok: false,
      why: { kind: 'singular', joint: 'base', unit: 'mm', limit: 50 },
    });
  });
});

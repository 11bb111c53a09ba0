import { describe, expect, it } from 'vitest';
import { armMachineSchema } from '../../../devices/kinematics/machine-arm.ts';
import { armOf } from './arms.ts';

type Path = readonly (string | number)[];

/** A copy with one field changed; `undefined` takes it away. */
function changed(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? changed(item, rest, to) : item));
  if (typeof value !== 'object' || value === null) throw new Error(`changed: there is nothing at ${String(key)}`);
  return { ...value, [key]: changed(Reflect.get(value, key), rest, to) };
}

/** What a description says of each thing that cannot be: the field changed, its value, the field named, and the words. */
const negatives: readonly (readonly [machine: string, path: Path, value: unknown, field: string, message: RegExp])[] = [
  ['scara-500', ['kinematics', 'upperMm'], -250, 'kinematics.upperMm', /^-250 mm is no length: measure/],
  ['scara-500', ['kinematics', 'foreMm'], 0, 'kinematics.foreMm', /^0 mm is no length: measure/],
  ['scara-500', ['kinematics', 'shoulder', 'maxDeg'], -80, 'kinematics.shoulder.maxDeg', /^-80 deg is not above minDeg, -75 deg: exchange/],
  ['scara-500', ['kinematics', 'z', 'minMm'], 90, 'kinematics.z.maxMm', /^80 mm is not above minMm, 90 mm: exchange/],
  [
    'scara-500',
    ['kinematics', 'elbow', 'maxDeg'],
    10,
    'kinematics.elbow.maxDeg',
    /^10 deg never bends it past the margin of 15 deg: raise/,
  ],
  ['scara-500', ['kinematics', 'elbowSide'], 'up', 'kinematics.elbowSide', /left.*right/],
  ['scara-500', ['kinematics', 'marginDeg'], 0, 'kinematics.marginDeg', /^0 deg is no margin: .* give 0\.5 to 45/],
  ['scara-500', ['kinematics', 'marginDeg'], 60, 'kinematics.marginDeg', /^60 deg leaves no room/],
  ['scara-500', ['kinematics', 'kind'], 'delta', 'kinematics.kind', /./],
  ['scara-500', ['kinematics', 'upperMM'], 250, 'kinematics', /upperMM/],
  [
    'fivebar',
    ['kinematics', 'spacingMm'],
    1000,
    'kinematics.spacingMm',
    /^1000 mm is more than all four links stretched, 1000 mm: they cannot meet; measure/,
  ],
  ['fivebar', ['kinematics', 'left', 'distalMm'], -1, 'kinematics.left.distalMm', /^-1 mm is no length/],
  ['fivebar', ['kinematics', 'assembly'], 'left', 'kinematics.assembly', /up.*down/],
  ['uarm-swift', ['kinematics', 'links', 'minDeg'], 170, 'kinematics.links.maxDeg', /^160 deg is not above minDeg, 170 deg/],
  ['uarm-swift', ['kinematics', 'axisMarginMm'], 0, 'kinematics.axisMarginMm', /^0 mm is no length/],
  ['six-axis', ['kinematics', 'foreMm'], Number.NaN, 'kinematics.foreMm', /number/],
  ['six-axis', ['kinematics', 'pitch', 'maxDeg'], 5, 'kinematics.pitch.maxDeg', /^5 deg never bends it past the margin of 8 deg: raise/],
  ['six-axis', ['kinematics', 'brush', 'lengthMm'], 0, 'kinematics.brush.lengthMm', /^0 mm is no length/],
  ['six-axis', ['kinematics', 'turn'], undefined, 'kinematics.turn', /./],
  ['axidraw-a3', ['kinematics', 'y', 'maxMm'], 0, 'kinematics.y.maxMm', /^0 mm is not above minMm, 0 mm/],
  ['easel-12ft', ['kinematics', 'x', 'minMm'], 3500, 'kinematics.x.maxMm', /^3500 mm is not above minMm, 3500 mm/],
  ['six-axis', ['canvas', 'right'], { x: 0, y: -1.1, z: 0 }, 'canvas.right', /^\(0, -1.1, 0\) is 1.1000 long: give/],
  [
    'six-axis',
    ['canvas', 'up'],
    { x: 0.17365, y: -0.17365, z: 0.96937 },
    'canvas.up',
    /^it is 80.0. deg from canvas.right: make it square/,
  ],
  ['six-axis', ['rates'], [], 'rates', /^they are of no joint: give one for each of base, shoulder, elbow, roll, pitch, turn/],
  ['six-axis', ['rates', 0], { joint: 'base', speedMmS: 100, accelerationMmS2: 100 }, 'rates.0', /^base moves in deg: give speedDegS/],
  ['six-axis', ['park', 'joints'], [0, 0], 'park.joints', /^there are 2: give one for each of base/],
  ['six-axis', ['heights', 'travelMm'], 10, 'heights.travelMm', /^10 mm is not above hoverMm, 10 mm: raise/],
  ['six-axis', ['fence', 'min', 'x'], 700, 'fence.max.x', /^700 mm is not above min.x, 700 mm: exchange/],
  ['six-axis', ['wells'], [], 'wells', /./],
  [
    'scara-500',
    ['canvas', 'up'],
    { x: 0, y: 0.98481, z: 0.17365 },
    'canvas.up',
    /^the canvas faces 10.0 deg away from the brush, which cannot lean/,
  ],
  ['scara-500', ['canvas', 'tiltDeg'], 10, 'canvas.tiltDeg', /^10 deg is more than a scara can lean: give 0/],
  ['scara-500', ['wells', 1, 'approach'], { x: 1, y: 0, z: 0 }, 'wells.1.approach', /^a scara comes from \(0, 0, 1\)/],
  ['scara-500', ['wash', 'rag', 'approach'], { x: 1, y: 0, z: 0 }, 'wash.rag.approach', /^a scara comes from \(0, 0, 1\)/],
];

describe('a machine description', () => {
  it.each(negatives)('of %s is refused for %j = %j, naming the field, the value and the remedy', (id, path, value, field, message) => {
    const { machine } = armOf(id);
    expect(armMachineSchema.safeParse(machine).success).toBe(true);
    const parsed = armMachineSchema.safeParse(changed(machine, path, value));
    expect(parsed.success).toBe(false);
    const issues = parsed.error?.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) ?? [];
    expect(issues).toContainEqual({ field, message: expect.stringMatching(message) });
  });
});

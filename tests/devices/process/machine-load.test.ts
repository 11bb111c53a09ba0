import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMachine, machineIds, readMachine } from '../../../devices/machine-load.ts';
import sixAxis from '../../../devices/machines/six-axis.json' with { type: 'json' };
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };
import { rawMachine } from '../kinematics/arms.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-machine-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('loads a bundled machine by its id', () => {
  expect(loadMachine('virtual-easel')).toMatchObject({ ok: true, value: { id: 'virtual-easel', baud: 115_200 } });
});

it('loads an arm that is told of its joints as a gantry over its easel, with the arm behind it', () => {
  const found = loadMachine('six-axis');
  expect(found).toMatchObject({ ok: true, value: { version: 1, kinematics: 'cartesian', canvasOrigin: { x: 0, y: 0, z: 0 } } });
  if (!found.ok) return;
  const { arm, wells, reach, park } = found.value;
  expect(arm).toMatchObject({ id: 'six-axis', wire: 'joints' });
  expect(wells).toHaveLength(6);
  for (const { x, y, z } of wells) {
    expect(x).toBeCloseTo(-70, 0);
    expect(y).toBeGreaterThan(0);
    expect(z).toBeCloseTo(4, 1);
  }
  expect(reach.x.max).toBeGreaterThan(700);
  expect(park.z).toBeGreaterThan(50);
});

it('loads a gantry of version 2 as one of version 1', () => {
  expect(loadMachine('easel-12ft')).toMatchObject({ ok: true, value: { version: 1, canvasOrigin: { x: 350, y: 250, z: 0 } } });
});

it('refuses a well that the brush cannot plunge into straight, and says how to turn it', async () => {
  const wells = [{ at: { x: 360, y: 0, z: 40 }, approach: { x: -0.5, y: 0, z: 0.86603 } }];
  await writeFile(join(folder, 'skew.json'), JSON.stringify({ ...sixAxis, wells }));
  expect(loadMachine('skew.json', folder)).toMatchObject({
    ok: false,
    why: { code: 'machine/well', remedy: expect.stringContaining('(-0.98481, 0.00000, 0.17365)') },
  });
});

it('refuses what is described, but not driven', async () => {
  await writeFile(join(folder, 'points.json'), JSON.stringify({ ...sixAxis, wire: 'points' }));
  expect(loadMachine('points.json', folder)).toMatchObject({ ok: false, why: { code: 'machine/not-driven' } });
});

it('refuses an arm that cannot reach what the painter may ask for', async () => {
  const canvas = { ...sixAxis.canvas, corner: { ...sixAxis.canvas.corner, x: 900 } };
  await writeFile(join(folder, 'far.json'), JSON.stringify({ ...sixAxis, canvas }));
  expect(loadMachine('far.json', folder)).toMatchObject({ ok: false, why: { code: expect.stringMatching(/^reach\//) } });
});

it('loads a file, from where the programme lies', async () => {
  await writeFile(join(folder, 'mine.json'), JSON.stringify({ ...easel, id: 'mine' }));
  expect(loadMachine('mine.json', folder)).toMatchObject({ ok: true, value: { id: 'mine' } });
});

it('refuses what is not there, naming what is', () => {
  expect(loadMachine('gantry', folder)).toMatchObject({
    ok: false,
    why: { code: 'machine/absent', text: expect.stringContaining('virtual-easel') },
  });
});

it('refuses a field that does not fit, with its name and value', async () => {
  const wrong = { ...easel, speeds: { ...easel.speeds, paintMmS: -3 } };
  await writeFile(join(folder, 'wrong.json'), JSON.stringify(wrong));
  expect(loadMachine('wrong.json', folder)).toMatchObject({
    ok: false,
    why: { code: 'machine/invalid', text: expect.stringMatching(/speeds\.paintMmS is -3/) },
  });
});

it('refuses what is no JSON', async () => {
  await writeFile(join(folder, 'broken.json'), '{');
  expect(loadMachine('broken.json', folder)).toMatchObject({ ok: false, why: { code: 'machine/not-json' } });
});

it('loads arms whose firmware knows them as gantries over their easels, and a corexy as the gantry that it is', () => {
  for (const id of ['scara-500', 'fivebar', 'uarm-swift'])
    expect(loadMachine(id)).toMatchObject({ ok: true, value: { driver: 'marlin', canvasOrigin: { x: 0, y: 0, z: 0 }, arm: { id } } });
  const axidraw = loadMachine('axidraw-a3');
  expect(axidraw).toMatchObject({ ok: true, value: { driver: 'ebb', canvasOrigin: { x: 85, y: 13, z: 0 }, park: { x: 10, y: 8, z: 12 } } });
  if (axidraw.ok) expect(axidraw.value.arm).toBeUndefined();
});

it('loads a gantry whose canvas is turned, in the frame of the canvas', () => {
  const raw = change('easel-12ft', 'canvas', {
    corner: { x: 3300, y: 400, z: 0 },
    right: { x: 0, y: 1, z: 0 },
    up: { x: -1, y: 0, z: 0 },
    maxWidthMm: 3050,
    maxHeightMm: 2800,
    tiltDeg: 0,
  });
  expect(readMachine(raw, 'turned')).toMatchObject({
    ok: true,
    value: { canvasOrigin: { x: 0, y: 0, z: 0 }, wells: expect.arrayContaining([{ x: 100, y: 3150, z: -5 }]) },
  });
});

/** A bundled description with one field changed. @param path - `fence.max.x`, `wells.0.at` */
function change(id: string, path: string, value: unknown): unknown {
  const raw = structuredClone(rawMachine(id));
  const keys = path.split('.');
  let at: unknown = raw;
  for (const key of keys.slice(0, -1)) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), keys.at(-1) ?? '', value);
  return raw;
}

describe('a machine that cannot be', () => {
  const column = { name: 'lamp', box: { min: { x: 100, y: 250, z: -15 }, max: { x: 110, y: 260, z: 80 } } };
  const shelf = { name: 'shelf', box: { min: { x: 60, y: 100, z: 5 }, max: { x: 84, y: 110, z: 13 } } };
  it.each<[what: string, id: string, path: string, value: unknown, code: string, says: RegExp]>([
    ['links that cannot meet', 'fivebar', 'kinematics.spacingMm', 1100, 'machine/invalid', /kinematics\.spacingMm is 1100: .*cannot meet/],
    ['a link of no length', 'scara-500', 'kinematics.foreMm', 0, 'machine/invalid', /kinematics\.foreMm is 0: /],
    ['a most below its least', 'axidraw-a3', 'kinematics.x.maxMm', -5, 'machine/invalid', /kinematics\.x\.maxMm is -5: .*minMm, 0 mm/],
    ['a fence inside out', 'uarm-swift', 'fence.max.z', -1, 'machine/invalid', /fence\.max\.z is -1: .*min\.z, 0 mm/],
    ['no rates', 'scara-500', 'rates', [], 'machine/invalid', /rates is \[\]: .*shoulder, elbow, z/],
    [
      'a rate of the wrong kind',
      'fivebar',
      'rates.0',
      { joint: 'left motor', speedMmS: 50, accelerationMmS2: 100 },
      'machine/invalid',
      /speedDegS/,
    ],
    ['no number', 'axidraw-a3', 'canvas.corner.x', null, 'machine/invalid', /canvas\.corner\.x is null/],
    ['a well out of reach', 'uarm-swift', 'wells.2.at.x', 900, 'reach/too-far', /wells\[2\].*links reach/],
    ['a well outside the fence', 'easel-12ft', 'wells.1.at.x', 20, 'reach/joint-limit', /wells\[1\].*below its limit/],
    ['a park outside', 'axidraw-a3', 'park', { at: { x: 500, y: 8, z: 12 } }, 'reach/joint-limit', /park: .*x would be at 500 mm/],
    ['a park outside the fence', 'scara-500', 'fence.min.y', 140, 'reach/fence', /park .*130\.0 mm, outside fence\.min\.y, 140 mm/],
    [
      'a canvas over the edge',
      'axidraw-a3',
      'canvas.maxWidthMm',
      400,
      'reach/joint-limit',
      /canvas at x 350, .*beyond its limit of 430 mm/,
    ],
    ['a thing that stands in the canvas', 'scara-500', 'keepOut', [column], 'reach/keep-out', /inside “lamp”/],
    ['a thing in the way to the wells', 'axidraw-a3', 'keepOut', [shelf], 'reach/keep-out', /inside “shelf”/],
    [
      'a canvas turned under an EBB',
      'axidraw-a3',
      'canvas',
      {
        corner: { x: 400, y: 13, z: 0 },
        right: { x: 0, y: 1, z: 0 },
        up: { x: -1, y: 0, z: 0 },
        maxWidthMm: 200,
        maxHeightMm: 200,
        tiltDeg: 0,
      },
      'machine/turned',
      /turned from its axes/,
    ],
    [
      'a speed that its joints do not have',
      'scara-500',
      'rates.0.speedDegS',
      5,
      'machine/speed',
      /paintMmS is 60 mm\/s, and shoulder allows/,
    ],
    ['servos that are told of places', 'mearm', 'wire', 'points', 'machine/not-driven', /firmata, told of points/],
  ])('is refused for %s, with field, value and remedy', (_what, id, path, value, code, says) => {
    const found = readMachine(change(id, path, value), id);
    expect(found).toMatchObject({ ok: false, why: { code, text: expect.stringMatching(says), remedy: expect.stringMatching(/\w{4}/) } });
  });

  it('is never loaded half, nor breaks what loads it, whatever one of its fields is', () => {
    const paths = (value: unknown, under = ''): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [`${under}${key}`, ...paths(inner, `${under}${key}.`)])
        : [];
    const anywhere = fc
      .constantFrom(...machineIds.filter((id) => id !== 'virtual-easel' && id !== 'easel-12ft'))
      .chain((id) => fc.tuple(fc.constant(id), fc.constantFrom(...paths(rawMachine(id)))));
    const odd = fc.constantFrom<unknown>(
      null,
      undefined,
      -1,
      0,
      1e9,
      -1e9,
      0.5,
      1e-12,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '',
      'x',
      [],
      {},
      [1],
      true,
    );
    fc.assert(
      fc.property(anywhere, odd, ([id, path], value) => {
        const found = readMachine(change(id, path, value), id);
        if (!found.ok) expect(`${found.why.text} ${found.why.remedy}`).not.toMatch(/NaN (mm|deg)/);
        else for (const { min, max } of Object.values(found.value.reach)) expect(max).toBeGreaterThan(min);
      }),
      { numRuns: process.env.FUZZ === undefined ? 60 : Number(process.env.FUZZ), ...(process.env.FUZZ === undefined && { seed: 4 }) },
    );
  });
});

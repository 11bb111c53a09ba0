import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadMachine } from '../../../devices/machine-load.ts';
import sixAxis from '../../../devices/machines/six-axis.json' with { type: 'json' };
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };

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

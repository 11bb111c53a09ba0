import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadMachine } from '../../../devices/machine-load.ts';
import easel from '../../../devices/machines/virtual-easel.json' with { type: 'json' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-machine-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('loads a bundled machine by its id', () => {
  expect(loadMachine('virtual-easel')).toMatchObject({ ok: true, value: { id: 'virtual-easel', baud: 115_200 } });
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

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createShow, HZ, type ShowState } from '../../../../engine/show.ts';
import { scenes } from '../../../../scenes/index.ts';
import { createKeeper } from '../../../../stage/server/programme/keeper.ts';
import { openProgramme } from '../../../../stage/server/programme/open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-saving-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function playing() {
  const open = openProgramme(undefined, folder, 0);
  if (!open.ok) throw new Error(open.why.text);
  const show = createShow(open.value.programme, scenes);
  const clock = { ms: 0 };
  const keeper = createKeeper({ open: open.value, log: () => undefined, now: () => clock.ms });
  let state: ShowState = show.begin(1);
  const run = (steps: number, ...inputs: Parameters<typeof show.step>[1]): void => {
    for (let i = 0; i < steps; i++) {
      state = show.step(state, i === 0 ? inputs : []).state;
      clock.ms += 1000 / HZ;
      keeper.see(state);
    }
  };
  return { keeper, run, file: open.value.file };
}
const rename = (name: string) => ({ kind: 'cue/put', instead: 1, cue: { number: 1, name, scene: 'hush', params: {} } }) as const;

it('says that it is saving from the edit until it is on disk, within a second', () => {
  const { keeper, run, file } = playing();
  run(5);
  expect(keeper.view()).toEqual({ file: 'programme.show.json', state: 'saved', why: null });
  run(1, rename('Deep water'));
  expect(keeper.view().state).toBe('saving');
  run(HZ);
  expect(keeper.view().state).toBe('saved');
  expect(readFileSync(file, 'utf8')).toContain('Deep water');
});

it('says why it is not saved, and tries again by itself', () => {
  const { keeper, run, file } = playing();
  run(5);
  mkdirSync(file);
  run(HZ + 1, rename('Deep water'));
  expect(keeper.view()).toMatchObject({ state: 'failed', why: { code: 'programme/unsaved' } });
  rmSync(file, { recursive: true });
  run(11 * HZ);
  expect(keeper.view().state).toBe('saved');
  expect(readFileSync(file, 'utf8')).toContain('Deep water');
});

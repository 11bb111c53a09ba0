import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../../engine/input.ts';
import { createShow, type ShowState } from '../../../../engine/show.ts';
import { scenes } from '../../../../scenes/index.ts';
import builtIn from '../../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { changesOf } from '../../../../stage/server/programme/changes.ts';
import { createKeeper } from '../../../../stage/server/programme/keeper.ts';
import { readProgramme } from '../../../../stage/server/programme/load.ts';
import { openProgramme } from '../../../../stage/server/programme/open.ts';

let folder: string;
let file: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-programme-'));
  [file, data] = [join(folder, 'evening.show.json'), join(folder, 'data')];
  writeFileSync(file, JSON.stringify({ ...builtIn, director: 'a field of the artist’s own' }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOON = Date.UTC(2026, 10, 25, 12);
const dusk = { number: 2, name: 'Dusk', scene: 'hush', params: { swell: 20 } };
const add: Input = { kind: 'cue/put', cue: dusk, instead: null };

/** Opens the file as a show does, plays it, and saves what is made. */
function open(path: string | null = file) {
  const opened = openProgramme(path ?? undefined, data, NOON);
  if (!opened.ok) throw new Error(opened.why.text);
  const logged: string[] = [];
  let now = NOON;
  const keeper = createKeeper({ open: opened.value, log: (_level, text) => void logged.push(text), now: () => now });
  const show = createShow(opened.value.programme, scenes);
  let state = show.begin(1);
  return {
    opened: opened.value,
    keeper,
    logged,
    state: (): ShowState => state,
    step(input: Input): void {
      state = show.step(state, [input]).state;
      keeper.see(state);
    },
    /** @returns once the disk has what was on its way there */
    async play(inputs: readonly Input[], seconds = 1): Promise<void> {
      for (let step = 0; step < seconds * 60; step++) {
        state = show.step(state, step === 0 ? inputs : []).state;
        keeper.see(state);
      }
      now += seconds * 1000;
      while (keeper.view().state === 'saving') await new Promise(setImmediate);
    },
  };
}
const onDisk = (): { cues: unknown[]; director?: string; mappings?: { id: string; mute: boolean }[]; snapshots?: object } =>
  JSON.parse(readFileSync(file, 'utf8'));

describe('a programme that is edited in the console', () => {
  it('is on disk within a second, with what its author wrote and we do not know', async () => {
    const show = open();
    await show.play([]);
    const untouched = readFileSync(file, 'utf8');
    expect(untouched).toBe(JSON.stringify({ ...builtIn, director: 'a field of the artist’s own' }));
    await show.play([add, { kind: 'snapshot/store', name: 'first' }]);
    expect(onDisk()).toMatchObject({
      director: 'a field of the artist’s own',
      cues: [{ number: 1 }, dusk],
      snapshots: { first: { light: 1 } },
    });
  });

  it('opens again with the same cues, mappings and snapshots', async () => {
    const before = open();
    await before.play([
      add,
      { kind: 'snapshot/store', name: 'first' },
      { kind: 'mapping/remove', id: scenes[0]?.mappings?.map(({ id }) => `hush/${id}`)[0] ?? '' },
    ]);
    await before.play([], 20);
    const after = open();
    expect(after.state().book.list).toEqual(before.state().book.list);
    expect(after.state().kept).toEqual(before.state().kept);
    expect(onDisk().mappings).toMatchObject([{ mute: true }]);
  });

  it('is saved at the end, also between two looks', async () => {
    const show = open();
    await show.play([], 2);
    show.step(add);
    await show.keeper.close(show.state());
    expect(onDisk().cues).toHaveLength(2);
  });

  it('keeps what another program wrote into the file meanwhile, beside it', async () => {
    const show = open();
    writeFileSync(file, '{"another": "hand"}');
    await show.play([add]);
    expect(onDisk().cues).toHaveLength(2);
    const aside = readdirSync(folder).find((name) => name.endsWith('.aside')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('{"another": "hand"}');
    expect(show.logged.join()).toContain(aside);
  });

  it('says when it cannot be saved, and saves it as soon as it can', async () => {
    const show = open();
    // a disk that was pulled out, and is put back
    renameSync(folder, `${folder}-gone`);
    await show.play([add]);
    expect(show.keeper.view()).toMatchObject({ state: 'failed', why: { code: 'programme/unsaved' } });
    renameSync(`${folder}-gone`, folder);
    await show.play([], 12);
    await expect.poll(() => show.play([]).then(() => show.keeper.view().state), { timeout: 15_000 }).toBe('saved');
    expect(onDisk().cues).toHaveLength(2);
  });

  it('without a file of its own is kept in the data folder, and found there', async () => {
    mkdirSync(data);
    const first = openProgramme(undefined, data, NOON);
    expect(first.ok && first.value.file).toBe(join(data, 'programme.show.json'));
    await open(null).play([add]);
    const again = openProgramme(undefined, data, NOON);
    expect(again.ok && again.value.programme.cues).toHaveLength(2);
  });
});

describe('a corrupt file', () => {
  const damages: readonly [string, (text: string) => string][] = [
    ['cut off in the middle', (text) => text.slice(0, text.length / 2)],
    ['emptied', () => ''],
    ['with a cue of a scene that is not there', (text) => text.replace('"scene":"hush"', '"scene":"hsuh"')],
  ];
  it.each(damages)('%s is set aside, and the last whole one opens', async (_what, damage) => {
    const show = open();
    await show.play([add]);
    const whole = readFileSync(file, 'utf8');
    const broken = damage(JSON.stringify(JSON.parse(whole)));
    writeFileSync(file, broken);
    const opened = openProgramme(file, data, NOON);
    expect(opened.ok && opened.value.programme.cues).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(readFileSync(`${file}.2026-11-25T12-00-00.aside`, 'utf8')).toBe(broken);
    expect(opened.ok && opened.value.amiss).toContain('evening.show.json.2026-11-25T12-00-00.aside');
  });

  it('that was never whole is refused, and stays as it is', async () => {
    writeFileSync(file, '{');
    const opened = openProgramme(file, data, NOON);
    expect(opened.ok ? '' : opened.why.code).toBe('programme/not-json');
    expect(readdirSync(folder)).toEqual(['evening.show.json']);
  });
});

describe('a file that is edited while its show plays', () => {
  it('asks for the cues and mappings that changed, and says what must wait', async () => {
    const show = open();
    const text = {
      ...builtIn,
      title: 'Tomorrow',
      cues: [...builtIn.cues, dusk],
      mappings: [{ id: 'knob', from: 'midi/cc/1', to: 'hush/swell' }],
    };
    writeFileSync(file, JSON.stringify(text));
    const read = readProgramme(file);
    if (!read.ok) throw new Error(read.why.text);
    const { inputs, later } = changesOf(show.opened.programme, read.value.programme, show.state());
    expect(inputs).toMatchObject([
      { kind: 'cue/list', mappings: [...scenes.flatMap(({ mappings = [] }) => mappings.map(() => ({}))), { id: 'knob' }] },
    ]);
    expect(later).toEqual(['title']);
    show.keeper.took(read.value, JSON.stringify(text));
    await show.play(inputs, 2);
    // nothing was made in the console: the artist's own writing stays as it is
    expect(readFileSync(file, 'utf8')).toBe(JSON.stringify(text));
    expect(changesOf(show.opened.programme, read.value.programme, show.state()).inputs).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShow, HZ, type ShowState } from '../../../../engine/show.ts';
import { scenes } from '../../../../scenes/index.ts';
import builtIn from '../../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { type Disk, realDisk } from '../../../../stage/server/programme/disk.ts';
import { createKeeper } from '../../../../stage/server/programme/keeper.ts';
import { readProgramme } from '../../../../stage/server/programme/load.ts';
import { openProgramme } from '../../../../stage/server/programme/open.ts';
import { watchProgramme } from '../../../../stage/server/programme/watch.ts';

/** a disk that others use too */
const PATIENT = { timeout: 15_000 };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-saving-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function playing(disk: Disk = realDisk) {
  const open = openProgramme(undefined, folder, 0);
  if (!open.ok) throw new Error(open.why.text);
  const show = createShow(open.value.programme, scenes);
  const clock = { ms: 0 };
  const logged: string[] = [];
  const keeper = createKeeper({ open: open.value, log: (_level, text) => void logged.push(text), now: () => clock.ms, disk });
  let state: ShowState = show.begin(1);
  const run = (steps: number, ...inputs: Parameters<typeof show.step>[1]): void => {
    for (let i = 0; i < steps; i++) {
      state = show.step(state, i === 0 ? inputs : []).state;
      clock.ms += 1000 / HZ;
      keeper.see(state);
    }
  };
  const idle = async (): Promise<void> => {
    while (keeper.view().state === 'saving') await new Promise(setImmediate);
  };
  return { open: open.value, keeper, run, idle, logged, file: open.value.file, state: () => state };
}
const rename = (name: string) => ({ kind: 'cue/put', instead: 1, cue: { number: 1, name, scene: 'hush', params: {} } }) as const;

/** A disk on which nothing is done before it is let go on. */
function slowDisk() {
  const waiting: (() => void)[] = [];
  const done: string[] = [];
  let most = 0;
  let now = 0;
  const slow = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    most = Math.max(most, ++now);
    await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      now--;
      done.push(what);
    }
  };
  const disk: Disk = {
    read: (file) => slow('read', () => realDisk.read(file)),
    draft: (file, text) => slow('draft', () => realDisk.draft(file, text)),
    place: (draft, file) => slow('place', () => realDisk.place(draft, file)),
    drop: realDisk.drop,
    folder: (path) => slow('folder', () => realDisk.folder(path)),
  };
  /** lets everything go on until a thing is done so often */
  const goOn = async (what: string, times: number): Promise<void> => {
    while (done.filter((one) => one === what).length < times) {
      waiting.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { disk, goOn, waiting, done, most: () => most };
}

describe('a programme that is saved', () => {
  it('says that it is saving from the edit until it is on disk', async () => {
    const { keeper, run, idle, file } = playing();
    run(5);
    expect(keeper.view()).toEqual({ file: 'programme.show.json', state: 'saved', why: null });
    run(1, rename('Deep water'));
    expect(keeper.view().state).toBe('saving');
    run(HZ);
    await idle();
    expect(keeper.view().state).toBe('saved');
    expect(readFileSync(file, 'utf8')).toContain('Deep water');
    expect(readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  it('says why it is not saved, and tries again by itself', async () => {
    const { keeper, run, idle, file } = playing();
    run(5);
    mkdirSync(file);
    run(HZ + 1, rename('Deep water'));
    await idle();
    expect(keeper.view()).toMatchObject({ state: 'failed', why: { code: 'programme/unsaved' } });
    rmSync(file, { recursive: true });
    await expect
      .poll(() => {
        run(11 * HZ);
        return keeper.view().state;
      }, PATIENT)
      .toBe('saved');
    expect(readFileSync(file, 'utf8')).toContain('Deep water');
  });

  it('on a full disk keeps the old file whole, leaves no draft behind, and says so once', async () => {
    const full = { is: true };
    const disk: Disk = {
      ...realDisk,
      async draft(file, text) {
        if (!full.is) return realDisk.draft(file, text);
        writeFileSync(`${file}.${process.pid}.draft`, text.slice(0, 20));
        await realDisk.drop(`${file}.${process.pid}.draft`);
        throw new Error('ENOSPC: no space left on device, write');
      },
    };
    const { keeper, run, idle, logged } = playing(disk);
    run(5);
    for (const name of ['One', 'Two', 'Three']) {
      run(11 * HZ, rename(name));
      await idle();
    }
    expect(keeper.view().why?.text).toContain('ENOSPC');
    expect(logged).toHaveLength(1);
    await expect.poll(() => readdirSync(folder), PATIENT).toEqual([]);
    full.is = false;
    await expect
      .poll(() => {
        run(11 * HZ);
        return keeper.view().state;
      }, PATIENT)
      .toBe('saved');
    expect(logged).toHaveLength(2);
  });
});

describe('a disk that is slow', () => {
  it('holds no step up: twenty seconds go by while one file is written, one after the other, and the last edit lands', async () => {
    const slow = slowDisk();
    const { keeper, run, file, state } = playing(slow.disk);
    run(5);
    for (let n = 1; n <= 20; n++) run(HZ, rename(`Take ${n}`));
    expect([state().step, slow.waiting.length, slow.done.length]).toEqual([5 + 20 * HZ, 1, 0]);
    await slow.goOn('place', 2);
    await expect.poll(() => keeper.view().state, PATIENT).toBe('saving');
    expect(readFileSync(file, 'utf8')).toContain('"Take 1"');
    const over = keeper.close(state());
    await slow.goOn('place', 4);
    await over;
    expect([slow.most(), keeper.view().state]).toEqual([1, 'saved']);
    expect(readFileSync(file, 'utf8')).toContain('"Take 20"');
  });

  it('is waited for at the end, and what was edited while it wrote is written then', async () => {
    const slow = slowDisk();
    const { keeper, run, file, state } = playing(slow.disk);
    run(5);
    run(HZ, rename('First'));
    run(3, rename('Last'));
    let ended = false;
    const over = keeper.close(state()).then(() => {
      ended = true;
    });
    await slow.goOn('place', 1);
    expect([ended, readFileSync(file, 'utf8').includes('First')]).toEqual([false, true]);
    await slow.goOn('place', 4);
    await over;
    expect(readFileSync(file, 'utf8')).toContain('Last');
  });

  it('what another program writes meanwhile is not overwritten unkept, nor is our own taken for another’s', async () => {
    const slow = slowDisk();
    const { keeper, run, file, logged } = playing(slow.disk);
    run(5);
    run(HZ, rename('Ours'));
    await slow.goOn('draft', 1);
    writeFileSync(file, '{"theirs": true}');
    await slow.goOn('place', 2);
    const text = readFileSync(file, 'utf8');
    expect([keeper.wrote(text), text.includes('Ours')]).toEqual([true, true]);
    const aside = readdirSync(folder).find((name) => name.endsWith('.aside')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('{"theirs": true}');
    expect(logged.join()).toContain(aside);
  });

  it('a file that is read again while ours is on its way keeps what only its author knows', async () => {
    const slow = slowDisk();
    const { keeper, run, file, state } = playing(slow.disk);
    run(5);
    run(HZ, rename('Ours'));
    await slow.goOn('draft', 1);
    const theirs = JSON.stringify({ ...builtIn, cues: state().book.list, director: 'Ann' });
    writeFileSync(file, theirs);
    const read = readProgramme(file);
    if (!read.ok) throw new Error(read.why.text);
    keeper.took(read.value, theirs);
    await slow.goOn('place', 2);
    run(2 * HZ);
    await slow.goOn('place', 4);
    expect(readdirSync(folder).filter((name) => name.endsWith('.aside'))).toEqual([]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ director: 'Ann', cues: [{ name: 'Ours' }] });
  });
});

it('what is saved while its file is watched says nothing to the show, and what another hand writes then does', async () => {
  const { open, keeper, run, idle, file, state } = playing();
  run(5);
  const said: unknown[] = [];
  const watching = watchProgramme({
    open,
    keeper,
    state,
    locked: () => state().locked,
    say: (input) => void said.push(input),
    log: () => {},
  });
  try {
    for (let n = 1; n <= 12; n++) {
      run(HZ, rename(`Take ${n}`));
      await idle();
    }
    const text = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...text, cues: [...text.cues, { number: 7, name: 'Theirs', scene: 'hush' }] }));
    await expect.poll(() => said.length, PATIENT).toBe(1);
    expect(said).toMatchObject([{ kind: 'cue/list', cues: [{ name: 'Take 12' }, { name: 'Theirs' }] }]);
  } finally {
    watching.close();
  }
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programmeSchema } from '../../../engine/programme.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { openLedger } from '../../../stage/ledger/store.ts';
import { createBooks } from '../../../stage/server/books.ts';
import { takeFolder } from '../../../stage/server/folder.ts';
import { loadProgramme } from '../../../stage/server/programme/load.ts';
import { recall } from '../../../stage/server/recall.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('serves one show at a time, and says who has it', () => {
    const first = takeFolder(folder);
    if (!first.ok) throw new Error(first.why.text);
    first.value.announce('http://127.0.0.1:4400');
    const second = takeFolder(folder);
    expect(second).toMatchObject({ ok: false, why: { code: 'data/in-use', text: /4400/, remedy: /--data/ } });
    first.value.release();
    const third = takeFolder(folder);
    expect(third.ok).toBe(true);
    if (third.ok) third.value.release();
  });

  it('is free again after its holder was killed', () => {
    const script = `const D=require('better-sqlite3');new D(${JSON.stringify(join(folder, 'lock.sqlite'))}).exec('BEGIN EXCLUSIVE');process.kill(process.pid,'SIGKILL')`;
    expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');
    const taken = takeFolder(folder);
    expect(taken.ok).toBe(true);
    if (taken.ok) taken.value.release();
  });

  it('that cannot be made is refused with the path', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(takeFolder(join(folder, 'file', 'inside'))).toMatchObject({ ok: false, why: { code: 'data/unusable' } });
  });
});

describe('a programme', () => {
  const file = (value: unknown) => {
    const path = join(folder, 'p.show.json');
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };

  it('is the built-in one where none is named', () => expect(loadProgramme(undefined).ok).toBe(true));

  it.each([
    ['a broken file', '{"version":1,', 'programme/not-json', /p\.show\.json/],
    ['a canvas without a width', { ...builtIn, canvas: { heightMm: 500 } }, 'programme/invalid', /canvas\.widthMm/],
    ['a version from the future', { ...builtIn, version: 9 }, 'programme/invalid', /version/],
    [
      'a paint that is in no well',
      { ...builtIn, paints: { ...builtIn.paints, phones: ['gold'] } },
      'programme/invalid',
      /paints\.phones\.0.*gold.*lamp-black/,
    ],
    ['an unknown scene', { ...builtIn, cues: [{ number: 1, name: 'x', scene: 'nowhere' }] }, 'programme/scene', /cues\.0\.scene.*nowhere/],
    [
      'an unknown parameter',
      { ...builtIn, cues: [{ number: 1, name: 'x', scene: 'hush', params: { glow: 1 } }] },
      'programme/param',
      /glow/,
    ],
    ['no cues', { ...builtIn, cues: [] }, 'programme/invalid', /cues/],
  ])('with %s is refused by field, with a remedy', (_what, value, code, names) => {
    const loaded = loadProgramme(file(value));
    expect(loaded).toMatchObject({ ok: false, why: { code, text: names, remedy: /./ } });
  });

  it('that is not there is refused by path', () => {
    expect(loadProgramme(join(folder, 'none.json'))).toMatchObject({ ok: false, why: { code: 'programme/absent', text: /none\.json/ } });
  });
});

describe('what a show takes up from the last', () => {
  const programme = programmeSchema.parse(builtIn);
  const stroke = (id: string) => ({
    id,
    scene: 'hush',
    step: 1,
    author: 'hand-1',
    paint: 'lamp-black',
    brush: 'mop',
    cause: 'pinch',
    points: [
      [10, 10, 0.5],
      [60, 10, 0.5],
    ],
  });
  const session = (
    over: Partial<typeof programme>,
    newCanvas: boolean,
    act: (add: (kind: string, body: unknown) => void) => void = () => {},
  ) => {
    const ledger = openLedger(join(folder, 'show.ledger'), () => 1);
    const books = createBooks();
    const result = recall(ledger, books, { ...programme, ...over }, newCanvas);
    act((kind, body) => ledger.append({ run: 1, step: 1, kind, body }));
    ledger.close();
    return { result, books };
  };

  const alter = (sql: string) => {
    const db = new Database(join(folder, 'show.ledger'));
    db.exec(sql);
    db.close();
  };

  it('is every stroke that was not over, each from where it was last known painted', () => {
    session({}, false, (add) => {
      for (const id of ['1-0001', '1-0002', '1-0003']) add('stroke/proposed', stroke(id));
      add('stroke/life', { kind: 'painted', stroke: '1-0001' });
      add('painted', {
        stroke: '1-0002',
        author: 'hand-1',
        paint: 'lamp-black',
        brush: 'mop',
        fromMm: 0,
        loadFrom: 1,
        loadTo: 0.9,
        points: [
          [10, 10, 0.5],
          [40, 10, 0.5],
        ],
      });
    });
    const { result, books } = session({}, false);
    expect(result).toMatchObject({ ok: true, value: { run: 2 } });
    expect(books.open().map(({ stroke: { id }, fromMm }) => [id, fromMm])).toEqual([
      ['1-0002', 30],
      ['1-0003', 0],
    ]);
    expect(books.pieces()).toHaveLength(1);
  });

  it('is nothing when a new canvas is on the easel, while the ledger keeps it all', () => {
    session({}, false, (add) => add('stroke/proposed', stroke('1-0001')));
    const { books } = session({}, true);
    expect(books.open()).toEqual([]);
  });

  it('is not guessed where the last beginning cannot be read; its number is never given again', () => {
    session({}, false, (add) => add('stroke/proposed', stroke('1-0001')));
    alter('UPDATE entries SET body = replace(body, \'"version":1\', \'"version":2\')');
    expect(session({}, false).result).toMatchObject({ ok: false, why: { code: 'canvas/unknown', text: /run 1/, remedy: /--new-canvas/ } });
    expect(session({}, true).result).toMatchObject({ ok: true, value: { run: 2 } });
  });

  it('is refused with the number of an entry that cannot be read, and nothing is entered', () => {
    session({}, false, (add) => add('stroke/proposed', stroke('1-0001')));
    alter("UPDATE entries SET body = replace(body, '[60,', '[\"far\",') WHERE seq = 2");
    expect(session({}, false).result).toMatchObject({ ok: false, why: { code: 'ledger/entry', text: /entry 2 .*points\.1\.0/ } });
    expect(session({}, true).result).toMatchObject({ ok: true, value: { run: 2 } });
  });

  it('is refused when the canvas is another size', () => {
    session({}, false);
    const { result } = session({ canvas: { widthMm: 300, heightMm: 200 } }, false);
    expect(result).toMatchObject({ ok: false, why: { code: 'canvas/another', text: /700 × 500/, remedy: /--new-canvas/ } });
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilmJob, FilmWord } from '../../../stage/protocol/film.ts';
import { filmDesk } from '../../../stage/server/film/desk.ts';
import { type FilmWish, planJob } from '../../../stage/server/film/job.ts';
import { answer } from '../../../stage/server/http.ts';

const runs = [
  { run: 1, title: 'Hush', began: '2026-11-22T20:30:00.000Z', steps: 7200, inputs: 9, strokes: 2 },
  { run: 2, title: 'Hush', began: '2026-11-23T20:30:00.000Z', steps: 1800, inputs: 9, strokes: 2 },
  { run: 3, title: 'Hush', began: '2026-11-24T20:30:00.000Z', steps: 0, inputs: 0, strokes: 0 },
];
const wish: FilmWish = { from: '0:10', to: '0:20', fps: '30', size: '1920x1080', warmUp: '10', quality: '1' };
const planned = (change: Partial<FilmWish>) => planJob({ ...wish, ...change }, runs);

describe('what may be asked of a film', () => {
  it('is a stretch of the last performance that has one, or of the one that is named', () => {
    expect(planned({})).toEqual({
      ok: true,
      value: { run: 2, fromS: 10, frames: 300, fps: 30, width: 1920, height: 1080, warmUpS: 10, quality: 1 },
    });
    expect(planned({ run: '1', to: '1:40' })).toMatchObject({ ok: true, value: { run: 1, frames: 2700 } });
  });

  it('is all of it where nothing is said', () => {
    const { from: _from, to: _to, ...open } = wish;
    expect(planJob(open, runs)).toMatchObject({ ok: true, value: { fromS: 0, frames: 900 } });
  });

  it.each([
    [{ from: '0:20', to: '0:10' }, 'film/stretch', '0:20'],
    [{ from: '0:10', to: '0:10' }, 'film/stretch', '0:10'],
    [{ from: '0:45' }, 'film/from', '0:45'],
    [{ to: '0:31' }, 'film/to', '0:31'],
    [{ from: 'soon' }, 'film/from', 'soon'],
    [{ to: '1:99' }, 'film/to', '1:99'],
    [{ fps: '0' }, 'film/fps', '"0"'],
    [{ fps: '61' }, 'film/fps', '"61"'],
    [{ fps: '' }, 'film/fps', '""'],
    [{ size: '1921x1080' }, 'film/size', '1921x1080'],
    [{ size: '8x8' }, 'film/size', '8x8'],
    [{ size: '9000x1080' }, 'film/size', '9000x1080'],
    [{ size: 'large' }, 'film/size', 'large'],
    [{ warmUp: '-1' }, 'film/warm-up', '"-1"'],
    [{ quality: '2' }, 'film/quality', '"2"'],
    [{ run: '7' }, 'film/run', '"7"'],
    [{ run: '3' }, 'film/run', '3'],
  ] as const)('is refused with what was typed and what to do: %o', (change, code, typed) => {
    const refused = planned(change);
    expect(refused).toMatchObject({ ok: false, why: { code } });
    if (!refused.ok) expect(refused.why.text).toContain(typed);
    if (!refused.ok) expect(refused.why.remedy).not.toBe('');
  });

  it('may end where the performance ends, though a hundredth says it rounded up', () => {
    const odd = [{ run: 1, title: '', began: '', inputs: 0, strokes: 0, steps: 100 }];
    expect(planJob({ ...wish, from: '0', to: '0:01.67' }, odd)).toMatchObject({ ok: true, value: { frames: 50 } });
    expect(planJob({ ...wish, from: '0', to: '0:01.68' }, odd)).toMatchObject({ ok: false, why: { code: 'film/to' } });
  });

  it('is no longer than memory holds', () => {
    const long = [{ ...runs[0], run: 1, title: '', began: '', inputs: 0, strokes: 0, steps: 216_000 }];
    expect(planJob({ ...wish, from: '0', to: '16:00' }, long)).toMatchObject({ ok: false, why: { code: 'film/long' } });
  });
});

describe('the desk that a film is brought to', () => {
  const job: FilmJob = { run: 1, fromS: 0, frames: 2, fps: 10, width: 16, height: 16, warmUpS: 0, quality: 1 };
  const png = (width = 16) => new Uint8Array(encode({ width, height: 16, data: new Uint8Array(width * 16 * 3), channels: 3 }));
  let folder: string;
  let server: Server;
  let url: string;
  let operator: boolean;
  let words: FilmWord[];
  let refusals: string[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alla-prima-film-'));
    operator = true;
    words = [];
    refusals = [];
    const desk = filmDesk(
      job,
      folder,
      { isOperator: () => operator },
      {
        onFrame: () => {},
        onWord: (word) => words.push(word),
        onBytes: () => {},
        onRefusal: ({ code, text }) => refusals.push(`${code}: ${text}`),
      },
    );
    server = createServer((request, response) => void answer(desk, request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const at = server.address();
    url = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });
  const post = async (path: string, body: Uint8Array<ArrayBuffer> | string, headers: Record<string, string> = {}) =>
    (await fetch(url + path, { method: 'POST', body, headers })).status;

  it('takes frames in order, and keeps them by their number', async () => {
    expect(await post('/film/frame?n=1', png())).toBe(200);
    expect(await post('/film/frame?n=2', png())).toBe(200);
    expect(readdirSync(join(folder, 'frames')).sort()).toEqual(['000001.png', '000002.png']);
    expect(new Uint8Array(readFileSync(join(folder, 'frames', '000001.png')))).toEqual(png());
  });

  it.each([
    ['a frame out of order', '/film/frame?n=2', png()],
    ['a number that is none', '/film/frame?n=../../x', png()],
    ['a frame of another size', '/film/frame?n=1', png(32)],
    ['what is no picture', '/film/frame?n=1', 'hello'],
    ['a frame far too large', '/film/frame?n=1', new Uint8Array(200_000)],
    ['sound that is too short', '/film/sound', new Uint8Array(100)],
    ['sound that is too long', '/film/sound', new Uint8Array(44 + 9600 * 6 + 1)],
    ['a word that it does not know', '/film/tell', '{"kind":"cut"}'],
    ['what is no word', '/film/tell', 'cut'],
  ])('refuses %s', async (_what, path, body) => {
    expect(await post(path, body)).toBe(400);
    expect(readdirSync(join(folder, 'frames'))).toEqual([]);
    expect(words).toEqual([]);
    expect(refusals).toHaveLength(1);
  });

  it('leaves the frames of another film that is drawn into the same folder, and says so', async () => {
    const other = join(folder, 'frames', '000001.png');
    writeFileSync(other, 'theirs');
    expect(await post('/film/frame?n=1', png())).toBe(400);
    expect(readFileSync(other, 'utf8')).toBe('theirs');
    expect(refusals).toEqual([expect.stringMatching(/^film\/another: .*000001\.png is there already/)]);
  });

  it('says that a frame or the sound cannot be written, and why, and not that it has the wrong size', async () => {
    rmSync(join(folder, 'frames'), { recursive: true });
    mkdirSync(join(folder, 'sound.wav'));
    expect(await post('/film/frame?n=1', png())).toBe(400);
    await post('/film/sound', new Uint8Array(44 + 9600 * 6)).catch(() => {});
    expect(refusals).toEqual([expect.stringMatching(/^film\/disk: .*ENOENT/), expect.stringMatching(/^film\/disk: .*EISDIR/)]);
  });

  it('takes nothing for a film before every frame and the sound are there', async () => {
    const done = JSON.stringify({ kind: 'done', digest: '0'.repeat(64), identical: true, renderer: 'none', cues: [] });
    await post('/film/frame?n=1', png());
    expect(await post('/film/tell', done)).toBe(400);
    await post('/film/frame?n=2', png());
    expect(await post('/film/tell', done)).toBe(400);
    await post('/film/sound', new Uint8Array(44 + 9600 * 6));
    expect(await post('/film/tell', done)).toBe(200);
    expect(words).toHaveLength(1);
  });

  it('takes sound of exactly the film’s length, and words', async () => {
    expect(await post('/film/sound', new Uint8Array(44 + 9600 * 6))).toBe(200);
    expect(await post('/film/tell', '{"kind":"at","what":"warming","share":0.5}')).toBe(200);
    expect(words).toEqual([{ kind: 'at', what: 'warming', share: 0.5 }]);
  });

  it('takes nothing from anybody else, and from no page of another site', async () => {
    expect(await post('/film/frame?n=1', png(), { origin: 'http://evil.example' })).toBe(403);
    operator = false;
    for (const path of ['/film/frame?n=1', '/film/sound', '/film/tell']) expect(await post(path, png())).toBe(403);
    expect((await fetch(`${url}/film/job`)).status).toBe(403);
  });
});

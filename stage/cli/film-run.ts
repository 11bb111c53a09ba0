import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import { filmDesk } from '../server/film/desk.ts';
import type { FilmJob, FilmWord } from '../server/film/job.ts';
import { serveView } from '../server/recordings/view.ts';
import { openFilmBrowser } from './film-browser.ts';
import { createProgress } from './progress.ts';

export interface FilmOrder {
  readonly job: FilmJob;
  readonly ledgerFile: string;
  readonly folder: string;
  /** null: the address is told, and somebody opens it by hand */
  readonly browser: string | null;
  onAddress(url: string): void;
  readonly signal: AbortSignal;
}

/** What was made, as `film.json` says it. */
export interface FilmMade extends FilmJob {
  readonly ledger: string;
  /** of the show, s */
  readonly toS: number;
  /** of the run's strokes, replayed; and whether the recording says the same */
  readonly digest: string;
  readonly identical: boolean;
  readonly renderer: string;
  readonly cues: readonly { readonly number: number; readonly name: string; readonly frame: number }[];
}

type Done = Extract<FilmWord, { kind: 'done' }>;

/** A folder that holds another film is not written into. */
export function takeFilmFolder(path: string): Result<string> {
  const folder = resolve(path);
  const frames = join(folder, 'frames');
  try {
    if (existsSync(frames) && readdirSync(frames).length > 0)
      return refused('film/out', `${frames} holds the frames of another film`, 'give another folder with --out DIR, or take that one away');
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return refused(
      'film/out',
      `${folder} cannot be used: ${error instanceof Error ? error.message : error}`,
      'give another folder with --out DIR',
    );
  }
  return done(folder);
}

/** Has a film drawn by a browser, and says what came of it. */
export async function drawFilm(order: FilmOrder): Promise<Result<FilmMade>> {
  const { job, folder, signal } = order;
  let drawn = 0;
  const progress = createProgress('film');
  const notes = { reading: 'reading the ledger', replaying: 'replaying', warming: 'warming the picture', sounding: 'rendering the sound' };
  let settle: (end: Result<Done>) => void = () => {};
  const told = new Promise<Result<Done>>((resolveTold) => {
    settle = resolveTold;
  });
  const hear = (word: FilmWord): void => {
    if (word.kind === 'at') progress.update(word.what === 'sounding' ? 1 : 0, `${notes[word.what]} ${Math.floor(word.share * 100)} %`);
    else if (word.kind === 'done') settle(done(word));
    else
      settle(
        refused('film/page', `the film could not be drawn: ${word.text}`, 'see what the text names; a browser with WebGL 2 is needed'),
      );
  };
  const served = await serveView({
    ledgerFile: order.ledgerFile,
    port: 0,
    query: 'film',
    more: (sessions) =>
      filmDesk(job, folder, sessions, {
        onFrame: (n) => {
          drawn = n;
          progress.update(n / job.frames, `${n} of ${job.frames} frames`);
        },
        onWord: hear,
      }),
  });
  if (!served.ok) return served;
  order.onAddress(served.value.url);
  const browser = order.browser === null ? null : openFilmBrowser(order.browser, served.value.url);
  browser?.ended.then((last) =>
    settle(
      refused('film/browser', `the browser ended after ${drawn} of ${job.frames} frames: ${last}`, 'give another with --browser PATH'),
    ),
  );
  const stop = (): void => settle({ ok: false, why: stopped(drawn, job.frames, folder) });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const end = await told;
  progress.done();
  await Promise.all([browser?.close(), served.value.close()]);
  if (!end.ok) return end;
  const { kind: _kind, ...said } = end.value;
  const made: FilmMade = { ledger: resolve(order.ledgerFile), ...job, toS: job.fromS + job.frames / job.fps, ...said };
  await writeFile(join(folder, 'film.json'), `${JSON.stringify(made, null, 2)}\n`);
  return done(made);
}

const stopped = (drawn: number, of: number, folder: string): Refusal => ({
  code: 'film/stopped',
  text: `stopped after ${drawn} of ${of} frames`,
  remedy: drawn > 0 ? `${join(folder, 'frames')} holds those that were drawn; the sound is made last` : 'nothing was drawn yet',
});

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import { filmDesk } from '../server/film/desk.ts';
import type { FilmJob, FilmWord } from '../server/film/job.ts';
import { serveView } from '../server/recordings/view.ts';
import { type FilmBrowser, openFilmBrowser } from './film-browser.ts';
import { createProgress } from './progress.ts';
import { watchSilence } from './watch-silence.ts';

export interface FilmOrder {
  readonly job: FilmJob;
  readonly ledgerFile: string;
  readonly folder: string;
  /** null: the address is told, and somebody opens it by hand */
  readonly browser: string | null;
  onAddress(url: string): void;
  readonly signal: AbortSignal;
  /** so long without a word or a frame, and the film is given up, ms */
  readonly patienceMs?: number;
}

/** Longer than a frame of the largest size takes without graphics hardware, and than a browser takes to begin, ms. */
const PATIENCE_MS = 120_000;

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
    mkdirSync(frames, { recursive: true });
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
  const refuse = (why: Refusal): void => settle({ ok: false, why });
  let doing = 'beginning';
  const watch = watchSilence(order.patienceMs ?? PATIENCE_MS, (seconds) => refuse(silent(drawn, job.frames, doing, seconds)));
  const hear = (word: FilmWord): void => {
    watch.heard();
    if (word.kind === 'at') {
      doing = `${notes[word.what]} ${Math.floor(word.share * 100)} %`;
      progress.update(word.what === 'sounding' ? 1 : 0, doing);
    } else if (word.kind === 'done') settle(done(word));
    else refuse({ code: 'film/page', text: `the film could not be drawn: ${word.text}`, remedy: PAGE_REMEDY });
  };
  const served = await serveView({
    ledgerFile: order.ledgerFile,
    port: 0,
    query: 'film',
    more: (sessions) =>
      filmDesk(job, folder, sessions, {
        onFrame: (n) => {
          watch.heard();
          drawn = n;
          doing = `drawing frame ${n + 1}`;
          progress.update(n / job.frames, `${n} of ${job.frames} frames`);
        },
        onWord: hear,
        onBytes: watch.heard,
        onRefusal: refuse,
      }),
  });
  if (!served.ok) return served;
  order.onAddress(served.value.url);
  const browser = openBrowser(order.browser, served.value.url, refuse);
  // where a person opens the page, nothing is silent before they have
  if (browser !== null) watch.heard();
  browser?.ended.then((last) =>
    refuse({
      code: 'film/browser',
      text: `the browser ended after ${drawn} of ${job.frames} frames: ${last}`,
      remedy: 'give another with --browser PATH',
    }),
  );
  const stop = (): void => refuse(stopped(drawn, job.frames, folder));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const end = await told;
  watch.end();
  progress.done();
  await Promise.all([browser?.close(), served.value.close()]);
  if (!end.ok) return end;
  const { kind: _kind, ...said } = end.value;
  const made: FilmMade = { ledger: resolve(order.ledgerFile), ...job, toS: job.fromS + job.frames / job.fps, ...said };
  const about = join(folder, 'film.json');
  try {
    await writeFile(about, `${JSON.stringify(made, null, 2)}\n`);
  } catch (error) {
    return refused(
      'film/disk',
      `${about} cannot be written: ${reason(error)}`,
      'frames and sound are there; only what is said of them is not',
    );
  }
  return done(made);
}

const PAGE_REMEDY = 'see what the text names; a browser with WebGL 2 is needed';
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openBrowser(program: string | null, url: string, refuse: (why: Refusal) => void): FilmBrowser | null {
  if (program === null) return null;
  try {
    return openFilmBrowser(program, url);
  } catch (error) {
    refuse({ code: 'film/browser', text: `${program} cannot be started: ${reason(error)}`, remedy: 'give another with --browser PATH' });
    return null;
  }
}

const silent = (drawn: number, of: number, doing: string, seconds: number): Refusal => ({
  code: 'film/silent',
  text: `nothing has come from the page for ${seconds} s, after ${drawn} of ${of} frames (${doing})`,
  remedy: 'give another browser with --browser PATH, or ask for less: a smaller --size, --quality 0.35',
});

const stopped = (drawn: number, of: number, folder: string): Refusal => ({
  code: 'film/stopped',
  text: `stopped after ${drawn} of ${of} frames`,
  remedy: drawn > 0 ? `${join(folder, 'frames')} holds those that were drawn; the sound is made last` : 'nothing was drawn yet',
});

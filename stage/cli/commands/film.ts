import { join } from 'node:path';
import { Command } from 'commander';
import { showTime } from '../../../engine/time-code.ts';
import { ledgerFile, unreadable } from '../../ledger/ledger-file.ts';
import { listRuns, type RunSummary } from '../../ledger/runs.ts';
import { type FilmWish, planJob } from '../../server/film/job.ts';
import { findBrowser } from '../film-browser.ts';
import { joinFilm } from '../film-join.ts';
import { drawFilm, type FilmMade, takeFilmFolder } from '../film-run.ts';
import { giveUp } from '../say.ts';

interface Typed extends FilmWish {
  readonly out?: string;
  readonly browser?: string;
  readonly json?: true;
}

/** `alla-prima film <ledger>`: a stretch of a recorded show as frames and sound. */
export const filmCommand = (): Command =>
  new Command('film')
    .description('draw a stretch of a recorded show: frames as PNG, sound as WAV, and a film where ffmpeg is there')
    .argument('<ledger>', 'a data folder, or the show.ledger in it')
    .option('--run <number>', 'which performance (default: the last)')
    .option('--from <time>', 'where it begins, in the show’s time: 90, 1:30, 1:02:03.5 (default: the beginning)')
    .option('--to <time>', 'where it ends (default: the end)')
    .option('--fps <number>', 'frames a second, 1 to 60', '30')
    .option('--size <WxH>', 'pixels, both even', '1920x1080')
    .option('--warm-up <s>', 'what the picture and the sound have seen before, s', '10')
    .option('--quality <0.2–1>', 'fineness of the picture’s inner grids; less is quicker', '1')
    .option('--out <dir>', 'where it is put (default: film-<run> here)')
    .option('--browser <path>', 'Chromium, Chrome, Edge or Brave (default: CHROMIUM, or the usual places)')
    .option('--json', 'one JSON document on stdout')
    .addHelpText(
      'after',
      '\nExamples:\n  alla-prima film data --from 1:00 --to 1:30\n  alla-prima film last-night --run 3 --fps 25 --size 3840x2160 --out opening',
    )
    .action(async (path: string, typed: Typed) => {
      const json = typed.json === true;
      const file = ledgerFile(path);
      if (!file.ok) giveUp(file.why, json);
      const job = planJob(typed, runsOf(file.value, json));
      if (!job.ok) giveUp(job.why, json);
      const browser = findBrowser(typed.browser);
      if (!browser.ok) giveUp(browser.why, json);
      const folder = takeFilmFolder(typed.out ?? `film-${job.value.run}`);
      if (!folder.ok) giveUp(folder.why, json);

      const ending = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
      const made = await drawFilm({
        job: job.value,
        ledgerFile: file.value,
        folder: folder.value,
        browser: browser.value,
        onAddress: (url) => {
          if (browser.value === null)
            process.stderr.write(`No browser was found. Open this address in Chrome or Chromium; it works once:\n  ${url}\n`);
        },
        signal: ending.signal,
      });
      if (!made.ok) giveUp(made.why, json, 1);
      const joined = await joinFilm(folder.value, job.value.fps, ending.signal);
      if (json) process.stdout.write(`${JSON.stringify({ folder: folder.value, ...made.value, mp4: joined.ok ? joined.value : null })}\n`);
      else print(folder.value, made.value, joined.ok ? joined.value : null);
      if (!joined.ok) process.stderr.write(`alla-prima: ${joined.why.text}\n  → ${joined.why.remedy}\n`);
      process.exitCode = joined.ok ? 0 : 1;
    });

function runsOf(file: string, json: boolean): RunSummary[] {
  try {
    return listRuns(file);
  } catch (error) {
    return giveUp(unreadable(file, error), json);
  }
}

function print(folder: string, made: FilmMade, mp4: string | null): void {
  const { run, fromS, toS, frames, fps, width, height, identical } = made;
  process.stdout.write(`run ${run}, ${showTime(fromS)} to ${showTime(toS)}: ${frames} frames of ${width}x${height} at ${fps} a second\n`);
  process.stdout.write(`  ${join(folder, 'frames')}\n  ${join(folder, 'sound.wav')}\n  ${join(folder, 'film.json')}\n`);
  process.stdout.write(mp4 === null ? '  no film.mp4: there is no ffmpeg here\n' : `  ${mp4}\n`);
  if (!identical) process.stdout.write('  the replay DIFFERS from what was recorded: another version of the scenes drew this\n');
}

import { done, type Result, refused } from '../../../engine/result.ts';
import { HZ } from '../../../engine/show.ts';
import { parseTime, showTime } from '../../../engine/time-code.ts';
import type { RunSummary } from '../../ledger/runs.ts';
import { type FilmJob, LONGEST_MIN } from '../../protocol/film.ts';

export type { FilmJob, FilmWord } from '../../protocol/film.ts';

/** What was asked for on a command line, as it was typed. */
export interface FilmWish {
  readonly run?: string;
  readonly from?: string;
  readonly to?: string;
  readonly fps: string;
  readonly size: string;
  readonly warmUp: string;
  readonly quality: string;
}

const timeRemedy = 'give seconds or minutes and seconds of the show, such as 90 or 1:30';

/** Whether a wish can be granted from these performances; whatever is wrong is named with what was typed. */
export function planJob(wish: FilmWish, runs: readonly RunSummary[]): Result<FilmJob> {
  const run = chooseRun(wish.run, runs);
  if (!run.ok) return run;
  const { steps } = run.value;
  const endS = steps / HZ;
  const fromS = wish.from === undefined ? 0 : parseTime(wish.from);
  if (fromS === null) return refused('film/from', `--from is "${wish.from}"`, timeRemedy);
  const typedToS = wish.to === undefined ? endS : parseTime(wish.to);
  if (typedToS === null) return refused('film/to', `--to is "${wish.to}"`, timeRemedy);
  const whole = showTime(Math.floor(endS * 100) / 100);
  if (fromS >= endS)
    return refused('film/from', `--from is ${showTime(fromS)}, and the performance ends at ${whole}`, 'choose a time before its end');
  // an end that was written to a hundredth may be rounded up
  const toS = typedToS > endS && typedToS - endS < 0.01 ? endS : typedToS;
  if (toS > endS) return refused('film/to', `--to is ${showTime(toS)}, and the performance ends at ${whole}`, 'leave --to out for its end');
  if (fromS >= toS)
    return refused('film/stretch', `--from is ${showTime(fromS)} and --to is ${showTime(toS)}`, 'let --to be later than --from');
  if (toS - fromS > 60 * LONGEST_MIN)
    return refused(
      'film/long',
      `from ${showTime(fromS)} to ${showTime(toS)} is longer than ${LONGEST_MIN} minutes`,
      `make it in parts of at most ${LONGEST_MIN} minutes`,
    );
  const fps = number(wish.fps, 1, 60);
  if (fps === null) return refused('film/fps', `--fps is "${wish.fps}"`, 'give frames a second from 1 to 60, such as 25 or 30');
  const size = parseSize(wish.size);
  if (!size.ok) return size;
  const warmUpS = number(wish.warmUp, 0, 3600);
  if (warmUpS === null) return refused('film/warm-up', `--warm-up is "${wish.warmUp}"`, 'give seconds from 0 to 3600');
  const quality = number(wish.quality, 0.2, 1);
  if (quality === null) return refused('film/quality', `--quality is "${wish.quality}"`, 'give a number from 0.2 to 1');
  const frames = Math.max(1, Math.round((toS - fromS) * fps));
  return done({ run: run.value.run, fromS, frames, fps, ...size.value, warmUpS, quality });
}

function chooseRun(typed: string | undefined, runs: readonly RunSummary[]): Result<RunSummary> {
  const last = runs.findLast(({ steps }) => steps > 0);
  if (last === undefined) return refused('film/none', 'no performance is recorded there', 'give a data folder that a show has played in');
  if (typed === undefined) return done(last);
  const found = runs.find(({ run }) => String(run) === typed);
  const numbers = runs.map(({ run }) => run).join(', ');
  if (found === undefined)
    return refused('film/run', `there is no performance "${typed}"`, `choose one of ${numbers}, or leave --run out for the last`);
  if (found.steps === 0) return refused('film/run', `performance ${typed} ended before its first step`, `choose another of ${numbers}`);
  return done(found);
}

function parseSize(text: string): Result<{ readonly width: number; readonly height: number }> {
  const [, width, height] = /^(\d{2,4})[x×](\d{2,4})$/i.exec(text) ?? [];
  const remedy = 'give width x height in pixels, both even, from 16x16 to 7680x4320, such as 1920x1080';
  if (width === undefined || height === undefined) return refused('film/size', `--size is "${text}"`, remedy);
  const size = { width: Number(width), height: Number(height) };
  const fits = size.width >= 16 && size.height >= 16 && size.width <= 7680 && size.height <= 4320;
  const even = size.width % 2 === 0 && size.height % 2 === 0;
  return fits && even ? done(size) : refused('film/size', `--size is "${text}"${fits ? ', which is odd' : ''}`, remedy);
}

function number(text: string, min: number, max: number): number | null {
  const value = Number(text);
  return text.trim() !== '' && value >= min && value <= max ? value : null;
}

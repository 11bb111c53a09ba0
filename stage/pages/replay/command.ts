import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import { LONGEST_MIN } from '../../protocol/film.ts';

/** A stretch of the show, in steps. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** @returns an argument as a shell takes it for one word */
const word = (text: string): string =>
  /^[\w./:@-]+$/.test(text) ? text : /^[A-Za-z]:\\/.test(text) ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;

/** What makes a film of a stretch, to be pasted into a terminal. */
export const filmCommand = (folder: string, run: number, { from, to }: Stretch): string =>
  `npx alla-prima film ${word(folder)} --run ${run} --from ${showTime(from / HZ)} --to ${showTime(to / HZ)}`;

/** @returns whether no film of a stretch is made at once */
export const tooLong = ({ from, to }: Stretch): boolean => to - from > LONGEST_MIN * 60 * HZ;

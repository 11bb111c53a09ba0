import { type Answers, measureAnswers } from '../support/answers/measure.ts';
import { quantile, type Row, round } from './table.ts';

const PINCHES = 40;

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const both = (what: string, values: readonly number[]): Row[] => [
  { what: `${what}, p50 of ${values.length}`, value: round(quantile(values, 0.5), 1), unit: 'ms' },
  { what: `${what}, p95`, value: round(quantile(values, 0.95), 1), unit: 'ms' },
];

/** What was measured, as a table: the picture where the page has drawn it, the sound where it leaves the page for the loudspeakers. */
export function answerRows({ answers, fps, scriptMsP95, quality, clocksApartMs }: Answers): Row[] {
  const after = known(answers.map(({ picture, sound }) => (picture === null || sound === null ? null : sound - picture)));
  return [
    ...both('gesture → picture', known(answers.map(({ picture }) => picture))),
    ...both('gesture → sound onset', known(answers.map(({ sound }) => sound))),
    ...both(
      'gesture → first byte',
      answers.map(({ byte }) => byte),
    ),
    ...both('picture and sound apart', after.map(Math.abs)),
    { what: 'sound after picture, p50', value: round(quantile(after, 0.5), 1), unit: 'ms' },
    { what: 'the stage page meanwhile', value: round(fps, 1), unit: `fps at quality ${quality}, 320 × 180` },
    { what: 'its script a frame, p95', value: round(scriptMsP95, 1), unit: 'ms' },
    { what: 'clocks of page and test agree within', value: round(clocksApartMs, 1), unit: 'ms' },
  ];
}

/** From the image in which a hand has closed to what the room sees, hears, and what the arm is told. Software rendering here: a GPU does better. */
export const benchAnswer = async (): Promise<Row[]> => answerRows(await measureAnswers(PINCHES));

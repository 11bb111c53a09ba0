import { expect, test } from '@playwright/test';
import { answerRows } from '../bench/answer.ts';
import { printTable } from '../bench/table.ts';
import { measureAnswers } from '../support/answers/measure.ts';

/** enough to see that all answer; `npm run bench -- answer` takes more, for its quantiles */
const PINCHES = 6;

test('every pinch is answered by the wall, by the loudspeakers and by the arm', async () => {
  test.setTimeout(300_000);
  const measured = await measureAnswers(PINCHES);
  printTable('What answers a pinch', answerRows(measured));
  const { answers, errors } = measured;
  expect(answers).toHaveLength(PINCHES);
  // each pinch's first byte came, or it would not have ended. A picture's news is volatile, and a glass may be drowned by the one before
  expect(answers.filter(({ picture }) => picture !== null).length).toBeGreaterThanOrEqual(PINCHES - 2);
  expect(answers.filter(({ sound }) => sound !== null).length).toBeGreaterThanOrEqual(PINCHES - 2);
  expect(errors).toEqual([]);
});

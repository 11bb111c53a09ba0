import { expect, it } from 'vitest';
import type { Stroke } from '../../../engine/stroke.ts';
import { createBooks } from '../../../stage/server/books.ts';

const stroke = (id: string, author = 'phone-a'): Stroke => ({
  ...{ id, author, paint: 'lamp-black', brush: 'mop', scene: 'hush', step: 1, cause: 'touch' },
  points: [
    [0, 0, 0.5],
    [30, 40, 0.5],
  ],
});

it('knows how each stroke ended, and how many did, after it has left the queue', () => {
  const books = createBooks();
  for (const id of ['1-1', '1-2', '1-3', '1-4']) books.propose(stroke(id));
  books.live('1-1', 'painted');
  books.live('1-2', 'withdrawn');
  books.live('1-3', 'aborted');
  expect(['1-1', '1-2', '1-3', '1-4', '1-5'].map(books.lifeOf)).toEqual(['painted', 'withdrawn', 'aborted', 'proposed', null]);
  expect(books.queue().map(({ id }) => id)).toEqual(['1-3', '1-4']);
  expect([books.left(), books.count('painted'), books.count('withdrawn'), books.count('aborted')]).toEqual([2, 1, 1, 1]);
  books.live('1-1', 'queued');
  expect(books.lifeOf('1-1')).toBe('painted');
});

it('tells somebody how many strokes of theirs are painted, and what is before those that wait', () => {
  const books = createBooks();
  for (const [id, author] of [
    ['1-1', 'phone-a'],
    ['1-2', 'phone-b'],
    ['1-3', 'phone-a'],
    ['1-4', 'phone-a'],
  ] as const)
    books.propose(stroke(id, author));
  for (const id of ['1-2', '1-3', '1-4']) books.live(id, 'queued');
  books.live('1-1', 'painted');
  books.live('1-2', 'sent');
  expect(books.mine('phone-a', new Map([['1-3', 12]]))).toEqual({ waiting: 2, painting: 0, painted: 1, ahead: 1, etaS: 20 });
});

it('looks at no stroke again that is over: the ten thousandth costs no more than the first', () => {
  const books = createBooks();
  let looks = 0;
  for (let i = 0; i < 100; i++) {
    const { author, ...rest } = stroke(`1-${i}`);
    books.propose({
      ...rest,
      get author() {
        looks++;
        return author;
      },
    });
    books.live(`1-${i}`, 'painted');
  }
  looks = 0;
  expect([books.queue().length, books.open().length, books.left(), books.mine('phone-a', new Map()).painted]).toEqual([0, 0, 0, 100]);
  expect(looks).toBe(0);
});

it('begins with empty books on a new canvas', () => {
  const books = createBooks();
  books.propose(stroke('1-1'));
  books.live('1-1', 'painted');
  books.newCanvas();
  expect([books.lifeOf('1-1'), books.count('painted'), books.mine('phone-a', new Map()).painted]).toEqual([null, 0, 0]);
});

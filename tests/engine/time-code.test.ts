import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTime, showTime } from '../../engine/time-code.ts';

it.each([
  ['90', 90],
  ['1:30', 90],
  ['0:07.5', 7.5],
  ['1:02:03.25', 3723.25],
  ['75:00', 4500],
  ['0', 0],
])('reads %s as %d s', (text, s) => expect(parseTime(text)).toBe(s));

it.each(['', 'a minute', '1:60', '1:60:00', '-3', '1:', ':30', '1:2:3:4', '1e3', 'Infinity'])('refuses "%s"', (text) =>
  expect(parseTime(text)).toBeNull(),
);

it('writes what it reads, to a hundredth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000_000 }), (hundredths) => {
      expect(parseTime(showTime(hundredths / 100))).toBeCloseTo(hundredths / 100, 6);
    }),
    { seed: 5 },
  );
  expect([showTime(7.5), showTime(90), showTime(3723), showTime(59.999)]).toEqual(['0:07.5', '1:30', '1:02:03', '1:00']);
});

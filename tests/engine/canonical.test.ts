import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, isSame } from '../../engine/canonical.ts';

it('two are the same exactly where they say the same', () => {
  const data = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, false, 0, -0, 1, 1.5, '', 'a', undefined),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '0', '__proto__', 'constructor'), tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  // in a list JSON says null of what is undefined; no list of a show holds such
  const listed = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.includes(undefined) || value.some(listed)
      : typeof value === 'object' && value !== null && Object.values(value).some(listed);
  fc.assert(
    fc.property(data, data, (one, other) => {
      fc.pre(one !== undefined && other !== undefined && !listed(one) && !listed(other));
      expect(isSame(one, other)).toBe(canonical(one) === canonical(other));
      expect(isSame(one, JSON.parse(JSON.stringify(one)))).toBe(true);
    }),
    { seed: 12, numRuns: 2000 },
  );
});

it('the order of keys says nothing, and a field that is undefined is absent', () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: null })).toBe(false);
  expect(isSame([], {})).toBe(false);
});

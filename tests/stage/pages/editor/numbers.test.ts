import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberAfter } from '../../../../stage/pages/console/editor/numbers.ts';

describe('a free number', () => {
  it('is the next whole one, where there is room', () => {
    expect(numberAfter([1, 2, 3], 3)).toBe(4);
    expect(numberAfter([1, 10], 1)).toBe(2);
    expect(numberAfter([1.5, 7], 1.5)).toBe(2);
  });

  it('stands in the middle between two, with as few decimals as can be', () => {
    expect(numberAfter([1, 2], 1)).toBe(1.5);
    expect(numberAfter([1, 1.5, 2], 1)).toBe(1.2);
    expect(numberAfter([1, 1.1, 2], 1)).toBe(1.05);
    expect(numberAfter([0.1, 0.2], 0.1)).toBe(0.15);
  });

  it('comes last where it comes after nothing, and is 1 in an empty list', () => {
    expect(numberAfter([4, 9.5, 2], null)).toBe(10);
    expect(numberAfter([], null)).toBe(1);
  });

  it('is none where there is no room to call one out', () => {
    expect(numberAfter([1, 1.0001], 1)).toBeNull();
    expect(numberAfter([9999], 9999)).toBeNull();
    expect(numberAfter([9998, 9999], 9998)).toBe(9998.5);
  });

  it('lies between its neighbours and is nobody’s, whatever the list', () => {
    const number = fc.integer({ min: 0, max: 99_990_000 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 1, maxLength: 40 }), (taken) => {
        const after = taken[0] ?? 0;
        const found = numberAfter(taken, after);
        if (found === null) return;
        expect(taken).not.toContain(found);
        expect(found).toBeGreaterThan(after);
        for (const other of taken.filter((one) => one > after)) expect(found).toBeLessThan(other);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

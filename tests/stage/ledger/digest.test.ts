import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../engine/canonical.ts';
import { nearDigest } from '../../../stage/ledger/digest.ts';

describe('the text of a state', () => {
  it('is JSON of the same data, whatever the order in which its fields were written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(canonical({ b: 1, a: { d: [], c: null } })).toBe(canonical({ a: { c: null, d: [] }, b: 1 }));
    expect(canonical({ b: [undefined, Number.NaN, -0], a: undefined, 'ü"': '"' })).toBe('{"b":[null,null,0],"ü\\"":"\\""}');
  });
});

describe('a digest to six figures', () => {
  const state = { hand: { x: 0.123456789, grip: true, name: 'hand-1' }, trail: [1, 2.5, 1e-12, -3e20] };

  it('is the same where only last bits differ', () => {
    const near = { hand: { ...state.hand, x: 0.123456789 + 1e-15 }, trail: [1, 2.5 - 4e-16, 3e-14, -3e20] };
    expect(nearDigest(near)).toBe(nearDigest(state));
  });

  it.each([
    ['a place a ten-thousandth away', { ...state, hand: { ...state.hand, x: 0.1235 } }],
    ['another name', { ...state, hand: { ...state.hand, name: 'hand-2' } }],
    ['a grip that opened', { ...state, hand: { ...state.hand, grip: false } }],
    ['one number more', { ...state, trail: [...state.trail, 0] }],
  ])('differs by %s', (_what, other) => {
    expect(nearDigest(other)).not.toBe(nearDigest(state));
  });
});

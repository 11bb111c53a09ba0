import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../engine/canonical.ts';
import { type Cue, cueSchema } from '../../../engine/cues/cue.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow, type ShowState } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { nearDigest, stateDigests } from '../../../stage/ledger/digest.ts';

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

describe('the digests of a show', () => {
  const cues = Array.from({ length: 500 }, (_, i) =>
    cueSchema.parse({ number: i + 1, name: `Cue ${i + 1}`, scene: 'hush', notes: 'When the doors are shut. '.repeat(8) }),
  );
  const show = createShow(programmeSchema.parse({ ...builtIn, cues }), scenes);
  const [first] = cues;
  const begun = show.begin(1);
  const edited = Array.from({ length: 30 }, (_, i) => i).reduce<ShowState>(
    (state, i) =>
      first ? show.step(state, [{ kind: 'cue/put', cue: { ...first, name: `Take ${i}` }, instead: first.number }]).state : state,
    begun,
  );
  const withList = (list: readonly Cue[]): ShowState => ({ ...edited, book: { list } });
  const withEdits = (more: Partial<ShowState['edits']>): ShowState => ({ ...edited, edits: { ...edited.edits, ...more } });

  it('are the same for the same show, wherever it was read', () => {
    expect(stateDigests(JSON.parse(JSON.stringify(edited)))).toEqual(stateDigests(edited));
  });

  it.each([
    ['a name of a cue', withList(edited.book.list.map((cue) => (cue.number === 9 ? { ...cue, name: 'Another' } : cue)))],
    ['the order of two cues', withList(edited.book.list.toReversed())],
    ['an edit that can be taken back', withEdits({ done: edited.edits.done.slice(1) })],
    ['an edit that was taken back', withEdits({ done: edited.edits.done.slice(0, -1), undone: edited.edits.done.slice(-1) })],
    ['a fader', { ...edited, params: { ...edited.params, flow: 1 } }],
  ])('differ by %s', (_what, other) => {
    expect(stateDigests(other).state).not.toBe(stateDigests(edited).state);
    expect(stateDigests(other).near).not.toBe(stateDigests(edited).near);
  });

  it('keep a show with five hundred cues and thirty edits waiting no longer than others', () => {
    stateDigests(edited);
    const took = Array.from({ length: 5 }, () => {
      const from = performance.now();
      stateDigests(edited);
      return performance.now() - from;
    });
    // it was a second each
    expect(Math.min(...took)).toBeLessThan(100);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ballotOf, vote } from '../../../engine/cues/ballot.ts';
import { type Cue, cueSchema } from '../../../engine/cues/cue.ts';
import { type CueBook, type CueEdit, edited, rebase, whyNotEdit } from '../../../engine/cues/edit.ts';
import { markOf } from '../../../engine/cues/mark.ts';
import { type CueState, firstCue } from '../../../engine/cues/player.ts';

const cue = (number: number, more: Partial<Cue> = {}): Cue => cueSchema.parse({ number, name: `Cue ${number}`, scene: 'hush', ...more });
const book = (...numbers: number[]): CueBook => ({ list: numbers.map((number) => cue(number)) });
const numbers = ({ list }: CueBook): number[] => list.map(({ number }) => number);

describe('an edit of the list', () => {
  it('puts a new cue before the first with a higher number', () => {
    expect(numbers(edited(book(1, 2, 3), { kind: 'cue/put', cue: cue(2.5), instead: null }))).toEqual([1, 2, 2.5, 3]);
    expect(numbers(edited(book(1, 2), { kind: 'cue/put', cue: cue(9), instead: null }))).toEqual([1, 2, 9]);
  });

  it('leaves a cue where it stands, and moves one that is given another number', () => {
    const named = edited(book(3, 1, 2), { kind: 'cue/put', cue: cue(1, { name: 'Dusk' }), instead: 1 });
    expect(named.list.map(({ name }) => name)).toEqual(['Cue 3', 'Dusk', 'Cue 2']);
    expect(numbers(edited(book(1, 2, 3), { kind: 'cue/put', cue: cue(4), instead: 1 }))).toEqual([2, 3, 4]);
  });

  const leading = { list: [cue(1), cue(2, { loop: { to: 1, times: 0 } }), cue(3)] };
  it.each<[string, CueEdit, string]>([
    ['a number that another cue has', { kind: 'cue/put', cue: cue(3), instead: null }, 'cue/taken'],
    ['a cue that is gone', { kind: 'cue/put', cue: cue(8), instead: 7 }, 'cue/absent'],
    [
      'a way to a cue that is not there',
      { kind: 'cue/put', cue: cue(3, { until: { on: 'time', seconds: 1, to: 77 } }), instead: 3 },
      'cue/absent',
    ],
    ['another number for a cue that others lead to', { kind: 'cue/put', cue: cue(1.5), instead: 1 }, 'cue/led-to'],
    ['the end of a cue that others lead to', { kind: 'cue/remove', number: 1 }, 'cue/led-to'],
    ['the end of the cue that is on', { kind: 'cue/remove', number: 3 }, 'cue/on'],
    [
      'another’s place for a cue that somebody else has changed',
      { kind: 'cue/put', cue: cue(3), instead: 3, was: markOf(cue(3, { name: 'Seen' })) },
      'edit/stale',
    ],
    ['the end of a cue that somebody else has changed', { kind: 'cue/remove', number: 2, was: markOf(cue(2)) }, 'edit/stale'],
  ])('refuses %s', (_what, edit, code) => {
    expect(whyNotEdit(leading, edit, [3])?.code).toBe(code);
  });

  it('takes the place of a cue that is as it was seen, however its fields are ordered', () => {
    const seen = { params: {}, scene: 'hush', name: 'Cue 3', number: 3 };
    expect(whyNotEdit(leading, { kind: 'cue/put', cue: cue(3, { name: 'Mine' }), instead: 3, was: markOf(seen) }, [])).toBeNull();
    expect(whyNotEdit(leading, { kind: 'cue/put', cue: cue(3, { name: 'Mine' }), instead: 3 }, [])).toBeNull();
  });

  it('keeps what is on, stands by and waits, whatever is edited', () => {
    const from = book(1, 2, 3, 4).list;
    const state: CueState = { ...firstCue(from), place: 1, standby: 2, waiting: { place: 3, leftS: 2, on: null, passedOver: false } };
    const to = edited({ list: from }, { kind: 'cue/put', cue: cue(0.5), instead: null }).list;
    const moved = rebase(state, from, to, null);
    expect([moved.place, moved.standby, moved.waiting?.place].map((place) => to[place ?? -1]?.number)).toEqual([2, 3, 4]);
    const chosen = rebase(
      { ...state, standby: 3 },
      from,
      edited({ list: from }, { kind: 'cue/put', cue: cue(2.5), instead: null }).list,
      null,
    );
    expect(chosen.standby).toBe(4);
    const renamed = edited({ list: from }, { kind: 'cue/put', cue: cue(9), instead: 2 }).list;
    expect(renamed[rebase(state, from, renamed, { was: 2, is: 9 }).place]?.number).toBe(9);
  });

  it('goes on counting the loop of a cue that is given another number', () => {
    const from = book(1, 2, 3).list;
    const to = edited({ list: from }, { kind: 'cue/put', cue: cue(2.5), instead: 2 }).list;
    expect(rebase({ ...firstCue(from), loops: { 2: 3 } }, from, to, { was: 2, is: 2.5 }).loops).toEqual({ 2.5: 3 });
  });

  it('never leaves the list empty, double or lost, in a thousand random edits', () => {
    const number = fc.integer({ min: 0, max: 9 });
    const one: fc.Arbitrary<CueEdit> = fc.oneof(
      fc.record({ kind: fc.constant('cue/put' as const), cue: number.map((n) => cue(n)), instead: fc.option(number) }),
      fc.record({ kind: fc.constant('cue/remove' as const), number }),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (edits) => {
        let now = book(1, 2, 3);
        let state = firstCue(now.list);
        for (const edit of edits) {
          const on = now.list[state.place]?.number ?? -1;
          if (whyNotEdit(now, edit, [on]) !== null) continue;
          const next = edited(now, edit);
          const renamed = edit.kind === 'cue/put' && edit.instead !== null ? { was: edit.instead, is: edit.cue.number } : null;
          state = rebase(state, now.list, next.list, renamed);
          now = next;
          expect(new Set(numbers(now)).size).toBe(now.list.length);
          expect(now.list[state.place]).toBeDefined();
          expect(state.standby).toBeLessThanOrEqual(now.list.length);
        }
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('a vote', () => {
  const asking = [
    cue(1, {
      until: [
        { on: 'vote', choice: 'sea', label: 'The sea', count: 2 },
        { on: 'vote', choice: 'land', count: 2 },
      ],
    }),
    cue(2),
  ];

  it('is one for each person, who may change it', () => {
    const voted = [
      ['ann', 'sea'],
      ['bo', 'land'],
      ['ann', 'land'],
      ['cy', 'moon'],
    ] as const;
    const state = voted.reduce((now, [who, choice]) => vote(now, asking, who, choice), firstCue(asking));
    expect(ballotOf(asking[0] ?? cue(0), state.votes)).toEqual([
      { choice: 'sea', label: 'The sea', votes: 0, needed: 2 },
      { choice: 'land', label: 'land', votes: 2, needed: 2 },
    ]);
  });

  it('is not heard where nothing is asked', () => {
    const state = firstCue([cue(1)]);
    expect(vote(state, [cue(1)], 'ann', 'sea')).toBe(state);
  });
});

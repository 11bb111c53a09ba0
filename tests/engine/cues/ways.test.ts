import { describe, expect, it } from 'vitest';
import { askedOf, vote } from '../../../engine/cues/ballot.ts';
import { type Cue, cueSchema } from '../../../engine/cues/cue.ts';
import { firstCue, obeyCue, stepCues } from '../../../engine/cues/player.ts';
import { comeOf, noProgress } from '../../../engine/cues/until.ts';
import { MOST_PASSED, passing, waysOn } from '../../../engine/cues/ways.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };

const cue = (number: number, more: Partial<Cue> = {}): Cue => cueSchema.parse({ number, name: `Cue ${number}`, scene: 'hush', ...more });
const quiet = { gestures: [], votes: {}, energy: 0, strokesLeft: null, beat: null } as const;

describe('the ways on from a cue', () => {
  const list = [
    cue(1, {
      until: [
        { on: 'vote', choice: 'sea', count: 2, to: 3 },
        { on: 'time', seconds: 9 },
      ],
      loop: { to: 1, times: 2 },
    }),
    cue(2, { follow: { afterS: 4 } }),
    cue(3, { until: { on: 'gesture', gesture: 'wave' } }),
  ];
  const leads = (number: number, gone = 0) => waysOn(list, number, gone).map(({ kind, to, loops }) => [kind, to?.number ?? null, loops]);

  it('are its conditions in their order: where they say, else by its loop, else to the next', () => {
    expect(leads(1)).toEqual([
      ['until', 3, false],
      ['until', 1, true],
    ]);
    expect(leads(1, 2)).toEqual([
      ['until', 3, false],
      ['until', 2, false],
    ]);
  });

  it('are also what follows by time, and lead nowhere at the end of the list', () => {
    expect(leads(2)).toEqual([['follow', 3, false]]);
    expect(leads(3)).toEqual([['until', null, false]]);
    expect(leads(7)).toEqual([]);
  });

  it('are told how far they have come in whole things', () => {
    const now = { votes: { sea: 3 }, strokesLeft: null };
    expect(comeOf({ on: 'time', seconds: 9 }, noProgress, now, 4.9)).toBe(4);
    expect(comeOf({ on: 'vote', choice: 'sea', count: 5 }, noProgress, now, 0)).toBe(3);
    expect(comeOf({ on: 'gesture', gesture: 'wave' }, { ...noProgress, counted: 2 }, now, 0)).toBe(2);
    expect(comeOf({ on: 'energy', above: 0.5, seconds: 3 }, { ...noProgress, lastedS: 1.99 }, now, 0)).toBe(1);
    expect(comeOf({ on: 'painting' }, noProgress, now, 0)).toBe(-1);
    expect(comeOf({ on: 'painting' }, noProgress, { ...now, strokesLeft: 7 }, 0)).toBe(7);
  });
});

describe('a vote', () => {
  const asking = [cue(1, { until: { on: 'vote', choice: 'sea', label: 'The sea', count: 1, to: 2 } }), cue(2, { preWaitS: 1 }), cue(3)];
  const [first = cue(0)] = asking;

  it('that is decided keeps what was chosen, and asks no more while the cue that it chose waits', () => {
    const voted = vote(firstCue(asking), asking, 'ann', 'sea');
    expect(askedOf(voted, first)).toHaveLength(1);
    const { state } = stepCues(voted, asking, { ...quiet, votes: { sea: 1 } }, 1 / 60);
    expect(state.chosen).toEqual({ question: 0, label: 'The sea' });
    expect(state.waiting).not.toBeNull();
    expect(askedOf(state, first)).toEqual([]);
    expect(vote(state, asking, 'bo', 'sea')).toBe(state);
  });

  it('asks nothing while nothing follows by itself', () => {
    const { state } = obeyCue(firstCue(asking), { kind: 'cue/stop' }, asking);
    expect(askedOf(state, first)).toEqual([]);
  });
});

describe('the path of a show', () => {
  it('is the latest twenty cues that fired, each with its step', () => {
    let path = passing([], 1, 0);
    for (let i = 1; i < 30; i++) path = passing(path, i, i * 60);
    expect(path).toHaveLength(MOST_PASSED);
    expect(path.at(-1)).toEqual({ number: 29, step: 1740 });
  });

  it('holds whatever fired it: GO, a jump, time', () => {
    const show = createShow(
      programmeSchema.parse({ ...builtIn, cues: [cue(1), cue(2, { follow: { afterS: 0.5 } }), cue(3), cue(9)] }),
      scenes,
    );
    let state = show.begin(1);
    for (let step = 1; step <= 120; step++)
      state = show.step(state, step === 10 ? [{ kind: 'go' }] : step === 100 ? [{ kind: 'cue/jump', number: 9 }] : []).state;
    expect(state.cues.path).toEqual([
      { number: 1, step: 0 },
      { number: 2, step: 10 },
      { number: 3, step: 39 },
      { number: 9, step: 100 },
    ]);
  });

  it('follows a cue that is given another number', () => {
    const show = createShow(programmeSchema.parse({ ...builtIn, cues: [cue(1), cue(2)] }), scenes);
    const { state } = show.step(show.begin(1), [{ kind: 'cue/put', cue: cue(1.5), instead: 1 }]);
    expect(state.cues.path).toEqual([{ number: 1.5, step: 0 }]);
  });
});

import { describe, expect, it } from 'vitest';
import { type Cue, cueSchema, type Until } from '../../../engine/cues/cue.ts';
import { waysOn } from '../../../engine/cues/ways.ts';
import { clock } from '../../../stage/pages/console/show-clock.ts';
import { amiss, sayWay } from '../../../stage/pages/console/story-words.ts';
import { en } from '../../../stage/pages/shared/i18n/en.ts';
import { fr } from '../../../stage/pages/shared/i18n/fr.ts';

const cue = (number: number, more: Partial<Cue> = {}): Cue => cueSchema.parse({ number, name: `Cue ${number}`, scene: 'hush', ...more });
const facts = { forS: 12, come: [3], energy: 0.456 };
const said = (until: Until, come: readonly number[] = facts.come, words = en) => {
  const [way] = waysOn([cue(1, { until }), cue(2)], 1, 0);
  if (way === undefined) throw new Error('a condition is a way on');
  const { what, far, share } = sayWay(way, 0, { ...facts, come }, words.story, words.votes.tally);
  return [what, far, share];
};

describe('a condition in words', () => {
  it('says what it waits for and how far that has come', () => {
    expect(said({ on: 'time', seconds: 75 })).toEqual(['Time', 'in 1:03', null]);
    expect(said({ on: 'gesture', gesture: 'swipe', count: 4 })).toEqual(['Swipe', '3 of 4', 0.75]);
    expect(said({ on: 'vote', choice: 'sea', label: 'The sea', count: 12 })).toEqual(['The sea', '3 of 12', 0.25]);
    expect(said({ on: 'energy', above: 0.4, seconds: 5 })).toEqual(['Energy over 40 %', '46 %, 3 of 5 s', 0.6]);
    expect(said({ on: 'energy', above: 0.2, below: 0.6, seconds: 0 })).toEqual(['Energy 20 to 60 %', '46 %, 3 of 0 s', null]);
    expect(said({ on: 'painting' })).toEqual(['All painted', '3 strokes left', null]);
    expect(said({ on: 'painting', left: 2 }, [-1])).toEqual(['Painted down to 2', 'nothing to paint yet', null]);
  });

  it('is never more than fulfilled, nor less than begun', () => {
    expect(said({ on: 'gesture', gesture: 'wave' }, [7])).toEqual(['Wave', '1 of 1', 1]);
    expect(said({ on: 'time', seconds: 3 })[1]).toBe('in 0:00');
    expect(said({ on: 'vote', choice: 'sea', count: 4 }, [])).toEqual(['sea', '0 of 4', 0]);
  });

  it('is said in French too', () => {
    expect(said({ on: 'gesture', gesture: 'swipe', count: 4 }, [1], fr)).toEqual(['Balayer', '1 sur 4', 0.25]);
  });

  it('counts the time until the next cue follows', () => {
    const [way] = waysOn([cue(1, { follow: { afterS: 100 } }), cue(2)], 1, 0);
    expect(way && sayWay(way, 0, facts, en.story, en.votes.tally)).toEqual({ what: 'Follows', far: 'in 1:28', share: null });
  });
});

describe('what can never come to pass', () => {
  const here = { reachable: true, phones: 30 };
  const wrong = (until: Until | Until[], room = here) => amiss(waysOn([cue(1, { until }), cue(2)], 1, 0), room, en.story);
  const vote = { on: 'vote', choice: 'sea', count: 3 } as const;

  it('is a vote where no phone gets in, said once for all choices', () => {
    expect(wrong([vote, { ...vote, choice: 'land' }], { ...here, reachable: false })).toEqual([en.story.noPhones]);
    expect(wrong(vote)).toEqual([]);
  });

  it('is, for now, a vote with fewer phones than any choice needs', () => {
    expect(wrong([{ ...vote, count: 50 }, vote], { ...here, phones: 2 })).toEqual(['Only 2 phones are here.']);
  });

  it('is a gesture that nobody knows, and an energy both over and under', () => {
    expect(wrong({ on: 'gesture', gesture: 'cartwheel' })).toEqual([en.story.noGesture('cartwheel')]);
    expect(wrong({ on: 'energy', above: 0.8, below: 0.2, seconds: 1 })).toEqual([en.story.noEnergy]);
    expect(wrong({ on: 'energy', above: 0.2, below: 0.8, seconds: 1 })).toEqual([]);
  });
});

describe('the clock of the show', () => {
  it('reads minutes and seconds, and hours once there are any', () => {
    expect([clock(0), clock(62.9), clock(3723)]).toEqual(['0:00', '1:02', '1:02:03']);
  });
});

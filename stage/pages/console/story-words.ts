import type { Until } from '../../../engine/cues/cue.ts';
import type { Way } from '../../../engine/cues/ways.ts';
import type { enVotes } from '../shared/i18n/en-votes.ts';
import { clock } from './show-clock.ts';

export type StoryWords = (typeof enVotes)['story'];

/** What a way on is told by, beside the list of cues. */
export interface StoryFacts {
  /** of the cue that is on, whole s */
  readonly forS: number;
  /** how far each of its conditions has come, in their order */
  readonly come: readonly number[];
  /** of the crowd, 0..1 */
  readonly energy: number;
}

/** A way on in words: what it waits for, how far that has come, also as a share where it is one. */
export interface WaySaid {
  readonly what: string;
  readonly far: string;
  readonly share: number | null;
}

const percent = (value: number): number => Math.round(value * 100);

/** A level that the crowd's energy can have and keep. */
const range = ({ above = 0, below = 1 }: Extract<Until, { on: 'energy' }>): readonly [number, number] => [above, below];

function energyWords(until: Extract<Until, { on: 'energy' }>, w: StoryWords): string {
  const [low, high] = range(until);
  if (until.below === undefined) return w.above(percent(low));
  return until.above === undefined ? w.below(percent(high)) : w.between(percent(low), percent(high));
}

export const gestureName = (kind: string, { gestures }: StoryWords): string =>
  Object.entries(gestures).find(([known]) => known === kind)?.[1] ?? kind;

function untilWords(until: Until, come: number, { forS, energy }: StoryFacts, w: StoryWords, tally: Tally): WaySaid {
  switch (until.on) {
    case 'time':
      return { what: w.time, far: w.left(clock(Math.max(0, until.seconds - forS))), share: null };
    case 'gesture': {
      const needed = until.count ?? 1;
      return { what: gestureName(until.gesture, w), far: tally(Math.min(come, needed), needed), share: come / needed };
    }
    case 'vote':
      return { what: until.label ?? until.choice, far: tally(come, until.count), share: come / until.count };
    case 'energy': {
      const share = until.seconds > 0 ? come / until.seconds : null;
      return { what: energyWords(until, w), far: w.energy(percent(energy), come, until.seconds), share };
    }
    case 'painting':
      return { what: w.painting(until.left ?? 0), far: come < 0 ? w.noStrokes : w.strokes(come), share: null };
  }
}

type Tally = (n: number, of: number) => string;

/**
 * Says a way on.
 *
 * @param nth - its place among the conditions of its cue
 */
export function sayWay(way: Way, nth: number, facts: StoryFacts, w: StoryWords, tally: Tally): WaySaid {
  if (way.kind === 'follow') return { what: w.follow, far: w.left(clock(Math.max(0, way.afterS - facts.forS))), share: null };
  const said = untilWords(way.until, facts.come[nth] ?? 0, facts, w, tally);
  return { ...said, share: said.share === null ? null : Math.min(1, said.share) };
}

/** @returns what can never come to pass here, and why, each said once; also where too few are there for it */
export function amiss(
  ways: readonly Way[],
  room: { readonly reachable: boolean; readonly phones: number },
  w: StoryWords,
): readonly string[] {
  const untils = ways.flatMap((way) => (way.kind === 'until' ? [way.until] : []));
  const votes = untils.filter((until) => until.on === 'vote');
  const fewest = Math.min(...votes.map(({ count }) => count));
  const said = untils.flatMap((until) => {
    if (until.on === 'gesture' && !Object.hasOwn(w.gestures, until.gesture)) return [w.noGesture(until.gesture)];
    if (until.on !== 'energy') return [];
    const [low, high] = range(until);
    return low > high ? [w.noEnergy] : [];
  });
  if (votes.length > 0 && !room.reachable) return [...said, w.noPhones];
  return votes.length > 0 && room.phones < fewest ? [...said, w.fewPhones(room.phones)] : said;
}

import { own } from '../own.ts';
import { type Cue, untilsOf } from './cue.ts';
import type { CueState } from './player.ts';

/** One thing that people may want next. */
export interface Choice {
  readonly choice: string;
  readonly label: string;
  readonly votes: number;
  /** so many votes, and it is decided */
  readonly needed: number;
}

/** Voters remembered for one cue: more than a server has phones. */
const MOST_VOTERS = 5_000;

/** @returns how many want each choice */
export function tally(votes: CueState['votes']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const choice of Object.values(votes)) counts[choice] = (own(counts, choice) ?? 0) + 1;
  return counts;
}

/** @returns what may be voted for while this cue is on, in the programme's order; empty where nothing is asked */
export function ballotOf(cue: Pick<Cue, 'until'>, votes: CueState['votes']): readonly Choice[] {
  const asked = untilsOf(cue).filter((until) => until.on === 'vote');
  if (asked.length === 0) return [];
  const counts = tally(votes);
  return asked.map(({ choice, label = choice, count }) => ({ choice, label, votes: own(counts, choice) ?? 0, needed: count }));
}

/** @returns what may be voted for now: nothing more once another cue is called, or while nothing follows by itself */
export const askedOf = ({ waiting, follows, votes }: CueState, cue: Pick<Cue, 'until'>): readonly Choice[] =>
  waiting === null && follows ? ballotOf(cue, votes) : [];

/** One vote a person: a second one takes the place of the first; what is not asked is not heard. */
export function vote(state: CueState, cues: readonly Cue[], participant: string, choice: string): CueState {
  const cue = cues[state.place];
  const asked = cue !== undefined && askedOf({ ...state, votes: {} }, cue).some((one) => one.choice === choice);
  const known = Object.hasOwn(state.votes, participant);
  if (!asked || own(state.votes, participant) === choice || (!known && Object.keys(state.votes).length >= MOST_VOTERS)) return state;
  return { ...state, votes: { ...state.votes, [participant]: choice } };
}

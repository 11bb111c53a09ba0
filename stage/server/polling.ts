import { askedOf, type Choice } from '../../engine/cues/ballot.ts';
import { type CueState, questionOf } from '../../engine/cues/player.ts';
import { own } from '../../engine/own.ts';
import type { Show, ShowState } from '../../engine/show.ts';
import type { Ballot } from '../protocol/messages.ts';

/** What is asked of each phone. The votes are counted once for all of them, not once for each. */
export function createPolling(show: Pick<Show, 'cue'>, state: () => ShowState): (participant: string) => Ballot {
  let of: CueState | null = null;
  let choices: readonly Choice[] = [];
  return (participant) => {
    const now = state();
    if (now.cues !== of) choices = askedOf(now.cues, show.cue(now));
    of = now.cues;
    const { votes, chosen } = now.cues;
    const mine = choices.length === 0 ? null : (own(votes, participant) ?? null);
    return { choices, mine, question: questionOf(now.cues), chosen };
  };
}

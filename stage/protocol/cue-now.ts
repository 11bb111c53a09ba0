import { askedOf, tally } from '../../engine/cues/ballot.ts';
import { untilsOf } from '../../engine/cues/cue.ts';
import { placeOfNext, questionOf } from '../../engine/cues/player.ts';
import { comeOf, noProgress } from '../../engine/cues/until.ts';
import { HZ, type Show, type ShowState } from '../../engine/show.ts';
import type { CueNow, Frame } from './messages.ts';

/** Where the cues stand, in whole things and whole seconds: a frame tells of it only when one of them has changed. */
export function cueNow(show: Pick<Show, 'cue'>, state: ShowState): CueNow {
  const { waiting, held, follows, votes, elapsedS, progress, loops, chosen } = state.cues;
  const { list } = state.book;
  const cue = show.cue(state);
  const next = list[placeOfNext(state.cues)];
  const now = { votes: tally(votes), strokesLeft: state.strokesLeft };
  return {
    number: cue.number,
    name: cue.name,
    next: next?.name ?? null,
    nextNumber: next?.number ?? null,
    held,
    stopped: !follows,
    waiting: waiting && { name: list[waiting.place]?.name ?? '', s: Math.ceil(waiting.leftS), on: waiting.on },
    forS: Math.floor(elapsedS),
    come: untilsOf(cue).map((until, i) => comeOf(until, progress[i] ?? noProgress, now, elapsedS)),
    gone: loops[cue.number] ?? 0,
    ballot: askedOf(state.cues, cue),
    question: questionOf(state.cues),
    chosen,
  };
}

/** The cues that the show has come by, with the second of the show in which each fired. */
export const pathOf = ({ cues }: Pick<ShowState, 'cues'>): NonNullable<Frame['path']> =>
  cues.path.map(({ number, step }) => [number, Math.floor(step / HZ)]);

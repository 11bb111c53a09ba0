import { isSame } from '../canonical.ts';
import type { Refusal } from '../result.ts';
import { type Cue, leadsTo } from './cue.ts';
import { markOf } from './mark.ts';
import type { CueState } from './player.ts';

/** Cues that a list may have. */
export const MOST_CUES = 2000;

/** The list of cues, as it is edited. */
export interface CueBook {
  readonly list: readonly Cue[];
}

/**
 * What an editor asks: `instead` is the number of the cue that this one takes the place of; null adds one. `was` is the mark of
 * the cue that is replaced or deleted, as the editor has seen it; where it is absent, whatever is there now.
 */
export type CueEdit =
  | { readonly kind: 'cue/put'; readonly cue: Cue; readonly instead: number | null; readonly was?: string | undefined }
  | { readonly kind: 'cue/remove'; readonly number: number; readonly was?: string | undefined }
  | { readonly kind: 'cue/list'; readonly cues: readonly Cue[] };

const stale = (list: readonly Cue[], number: number, was: string | undefined): boolean => {
  const cue = was === undefined ? undefined : list.find((one) => one.number === number);
  return cue !== undefined && markOf(cue) !== was;
};
const has = (list: readonly Cue[], number: number): boolean => list.some((cue) => cue.number === number);

/**
 * Why an edit cannot be made.
 *
 * @param on - numbers of the cues that are on or about to be: these stay
 */
export function whyNotEdit({ list }: CueBook, edit: CueEdit, on: readonly number[]): Refusal | null {
  const refuse = (code: string, text: string, remedy: string): Refusal => ({ code, text, remedy });
  const changed = (number: number): Refusal =>
    refuse('edit/stale', `somebody else changed cue ${number}`, 'load theirs, or keep yours in its place');
  if (edit.kind === 'cue/list') return edit.cues.length > 0 ? null : refuse('cue/none', 'the list is empty', 'leave at least one cue');
  if (edit.kind === 'cue/remove') {
    const { number } = edit;
    if (!has(list, number)) return refuse('cue/absent', `there is no cue ${number}`, 'it may be gone already');
    if (stale(list, number, edit.was)) return changed(number);
    if (on.includes(number)) return refuse('cue/on', `cue ${number} is on`, 'take another cue first');
    const leads = list.find((cue) => cue.number !== number && leadsTo(cue).includes(number));
    return leads ? refuse('cue/led-to', `cue ${leads.number} leads to cue ${number}`, `change cue ${leads.number} first`) : null;
  }
  const { cue, instead } = edit;
  if (instead !== null && !has(list, instead))
    return refuse('cue/absent', `there is no cue ${instead}`, 'it was deleted meanwhile; add it anew');
  if (instead !== null && stale(list, instead, edit.was)) return changed(instead);
  if (cue.number !== instead && has(list, cue.number))
    return refuse('cue/taken', `${cue.number} is another cue’s number`, 'choose a free number, such as one with a decimal');
  if (instead === null && list.length >= MOST_CUES)
    return refuse('cue/full', `the list has ${MOST_CUES} cues`, 'delete one that is not used');
  const known = [...list.map(({ number }) => number).filter((number) => number !== instead), cue.number];
  const astray = leadsTo(cue).find((to) => !known.includes(to));
  if (astray !== undefined) return refuse('cue/absent', `there is no cue ${astray} to lead to`, 'name a cue of the list');
  const leads =
    cue.number === instead ? undefined : list.find((one) => one.number !== instead && instead !== null && leadsTo(one).includes(instead));
  return leads ? refuse('cue/led-to', `cue ${leads.number} leads to cue ${instead}`, `change cue ${leads.number} first`) : null;
}

function put(list: readonly Cue[], cue: Cue, instead: number | null): readonly Cue[] {
  if (cue.number === instead) return list.map((one) => (one.number === instead ? cue : one));
  const others = list.filter(({ number }) => number !== instead);
  const after = others.findIndex(({ number }) => number > cue.number);
  return after < 0 ? [...others, cue] : others.toSpliced(after, 0, cue);
}

/** A list that was read again: what has not changed is what it was, and costs nothing to keep. */
function again(list: readonly Cue[], read: readonly Cue[]): readonly Cue[] {
  const known = new Map(list.map((cue) => [cue.number, cue]));
  return read.map((cue) => {
    const was = known.get(cue.number);
    return was !== undefined && isSame(was, cue) ? was : cue;
  });
}

const without = (list: readonly Cue[], gone: number): readonly Cue[] => list.filter(({ number }) => number !== gone);

/** An edit that may be made: a cue keeps its place unless its number changes; then it stands before the first with a higher one. */
export function edited(book: CueBook, edit: CueEdit): CueBook {
  const { list } = book;
  const next =
    edit.kind === 'cue/list'
      ? again(list, edit.cues)
      : edit.kind === 'cue/put'
        ? put(list, edit.cue, edit.instead)
        : without(list, edit.number);
  return { list: next };
}

/**
 * The same moment in another list: what is on, stands by or waits is found by its number.
 *
 * @param renamed - a cue whose number has changed
 */
export function rebase(
  state: CueState,
  from: readonly Cue[],
  to: readonly Cue[],
  renamed: { readonly was: number; readonly is: number } | null,
): CueState {
  const find = (place: number): number => {
    const was = from[place]?.number;
    if (was === undefined) return to.length;
    const number = was === renamed?.was ? renamed.is : was;
    const there = to.findIndex((cue) => cue.number === number);
    // it is no longer there: what stood after it comes next
    return there >= 0 ? there : Math.min(place, to.length);
  };
  const place = Math.min(find(state.place), to.length - 1);
  // unless another was chosen, what stands next to the cue that is on stands by
  const standby = state.standby === state.place + 1 ? place + 1 : find(state.standby);
  const { waiting } = state;
  const waits = waiting === null ? null : { ...waiting, place: find(waiting.place) };
  const path = state.path.map((one) => (one.number === renamed?.was ? { ...one, number: renamed.is } : one));
  const loops = renamed === null ? state.loops : renameLoop(state.loops, renamed);
  return { ...state, path, loops, place, standby, waiting: waits !== null && waits.place < to.length ? waits : null };
}

function renameLoop(loops: CueState['loops'], { was, is }: { readonly was: number; readonly is: number }): CueState['loops'] {
  const { [was]: gone, ...others } = loops;
  return gone === undefined ? loops : { ...others, [is]: gone };
}

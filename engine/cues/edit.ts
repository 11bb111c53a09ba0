import type { Refusal } from '../result.ts';
import { type Cue, leadsTo } from './cue.ts';
import type { CueState } from './player.ts';

/** Cues that a list may have. */
export const MOST_CUES = 2000;
/** Lists before the latest edits, that can be gone back to. */
const MOST_BEFORE = 30;

/** A list of cues, and what it was before each of the latest edits, the latest last. */
export interface CueBook {
  readonly list: readonly Cue[];
  readonly before: readonly (readonly Cue[])[];
}

/** What an editor asks: `instead` is the number of the cue that this one takes the place of; null adds one. */
export type CueEdit =
  | { readonly kind: 'cue/put'; readonly cue: Cue; readonly instead: number | null }
  | { readonly kind: 'cue/remove'; readonly number: number }
  | { readonly kind: 'cue/list'; readonly cues: readonly Cue[] }
  | { readonly kind: 'cue/unedit' };

const has = (list: readonly Cue[], number: number): boolean => list.some((cue) => cue.number === number);

/**
 * Why an edit cannot be made.
 *
 * @param on - numbers of the cues that are on or about to be: these stay
 */
export function whyNotEdit({ list, before }: CueBook, edit: CueEdit, on: readonly number[]): Refusal | null {
  const refuse = (code: string, text: string, remedy: string): Refusal => ({ code, text, remedy });
  if (edit.kind === 'cue/unedit')
    return before.length > 0 ? null : refuse('edit/nothing', 'there is no edit to take back', 'edit a cue first');
  if (edit.kind === 'cue/list') return edit.cues.length > 0 ? null : refuse('cue/none', 'the list is empty', 'leave at least one cue');
  if (edit.kind === 'cue/remove') {
    const { number } = edit;
    if (!has(list, number)) return refuse('cue/absent', `there is no cue ${number}`, 'it may be gone already');
    if (on.includes(number)) return refuse('cue/on', `cue ${number} is on`, 'take another cue first');
    const leads = list.find((cue) => cue.number !== number && leadsTo(cue).includes(number));
    return leads ? refuse('cue/led-to', `cue ${leads.number} leads to cue ${number}`, `change cue ${leads.number} first`) : null;
  }
  const { cue, instead } = edit;
  if (instead !== null && !has(list, instead))
    return refuse('cue/absent', `there is no cue ${instead}`, 'it was deleted meanwhile; add it anew');
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

const without = (list: readonly Cue[], gone: number): readonly Cue[] => list.filter(({ number }) => number !== gone);

/** An edit that may be made: a cue keeps its place unless its number changes; then it stands before the first with a higher one. */
export function edited(book: CueBook, edit: CueEdit): CueBook {
  const { list, before } = book;
  if (edit.kind === 'cue/unedit') {
    const last = before.at(-1);
    return last === undefined ? book : { list: last, before: before.slice(0, -1) };
  }
  const next =
    edit.kind === 'cue/list' ? edit.cues : edit.kind === 'cue/put' ? put(list, edit.cue, edit.instead) : without(list, edit.number);
  return { list: next, before: [...before, list].slice(-MOST_BEFORE) };
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

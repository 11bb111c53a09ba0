import { type CueBook, type CueEdit, edited, rebase, whyNotEdit } from './cues/edit.ts';
import type { CueState } from './cues/player.ts';
import type { Input } from './input.ts';
import type { Cast } from './playing.ts';

/** As much of a show as an editor changes. */
export interface Editable {
  readonly book: CueBook;
  readonly cues: CueState;
  /** show mode: what would be saved cannot be changed */
  readonly locked: boolean;
}

const EDITS: readonly Input['kind'][] = [
  ...(['cue/put', 'cue/remove', 'cue/list', 'cue/unedit', 'snapshot/store', 'snapshot/forget'] as const),
  ...(['mapping/put', 'mapping/remove', 'mapping/learn'] as const),
];

/** Whether an input changes what would be saved, and is not heard in show mode. */
export const isEdit = ({ kind }: Pick<Input, 'kind'>): boolean => EDITS.includes(kind);

/** @returns numbers of the cues that are on, or called and waiting: these may not be deleted */
export function cuesOn({ book, cues }: Pick<Editable, 'book' | 'cues'>): readonly number[] {
  return [cues.place, cues.waiting?.place].flatMap((place) => (place === undefined ? [] : (book.list[place]?.number ?? [])));
}

/** An edit that cannot be made changes nothing; whoever asked was told why at the door. */
export function edit<S extends Editable>(state: S, wish: CueEdit, cast: Pick<Cast, 'has'>): S {
  if (whyNotEdit(state.book, wish, cuesOn(state)) !== null) return state;
  const named = wish.kind === 'cue/put' ? [wish.cue] : wish.kind === 'cue/list' ? wish.cues : [];
  if (named.some(({ scene }) => !cast.has(scene))) return state;
  const book = edited(state.book, wish);
  const renamed = wish.kind === 'cue/put' && wish.instead !== null ? { was: wish.instead, is: wish.cue.number } : null;
  return { ...state, book, cues: rebase(state.cues, state.book.list, book.list, renamed) };
}

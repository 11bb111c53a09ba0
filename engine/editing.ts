import { type Board, forget, store } from './board.ts';
import type { Cue } from './cues/cue.ts';
import { type CueBook, type CueEdit, edited, rebase, whyNotEdit } from './cues/edit.ts';
import type { CueState } from './cues/player.ts';
import { type Edit, type History, noted, turn, whyNotTurn } from './editing/history.ts';
import { nameOf, type Renamed } from './editing/name.ts';
import { type Parts, partsOf } from './editing/parts.ts';
import { patched } from './editing/patch.ts';
import type { Input } from './input.ts';
import { bringMappings, hearMapping, type MappingState, mappingsNow } from './mapping/book.ts';
import { MOST_MAPPINGS } from './mapping/schema.ts';
import type { Cast } from './playing.ts';
import { type Refusal, refused } from './result.ts';

/** As much of a show as an editor changes. */
export interface Editable extends Board {
  readonly step: number;
  readonly book: CueBook;
  readonly cues: CueState;
  readonly mapping: MappingState;
  readonly edits: History;
  /** show mode: what would be saved cannot be changed */
  readonly locked: boolean;
}

const EDITS: readonly Input['kind'][] = [
  ...(['cue/put', 'cue/remove', 'cue/list', 'cue/unedit', 'snapshot/store', 'snapshot/forget'] as const),
  ...(['mapping/put', 'mapping/remove', 'mapping/learn', 'edit/undo', 'edit/redo'] as const),
];

/** Whether an input changes what would be saved, and is not heard in show mode. */
export const isEdit = ({ kind }: Pick<Input, 'kind'>): boolean => EDITS.includes(kind);

/** @returns numbers of the cues that are on, or called and waiting: these may not be deleted */
function cuesOn({ book, cues }: Pick<Editable, 'book' | 'cues'>): readonly number[] {
  return [cues.place, cues.waiting?.place].flatMap((place) => (place === undefined ? [] : (book.list[place]?.number ?? [])));
}

/** Another list of cues; what is on, stands by or waits is found in it again. */
const withCues = <S extends Editable>(state: S, list: readonly Cue[], renamed: Renamed | null): S =>
  list === state.book.list ? state : { ...state, book: { list }, cues: rebase(state.cues, state.book.list, list, renamed) };

/** An edit of the cues that cannot be made changes nothing; whoever asked was told why at the door. */
function editCues<S extends Editable>(state: S, wish: CueEdit, cast: Pick<Cast, 'has'>): S {
  if (whyNotEdit(state.book, wish, cuesOn(state)) !== null) return state;
  const named = wish.kind === 'cue/put' ? [wish.cue] : wish.kind === 'cue/list' ? wish.cues : [];
  if (named.some(({ scene }) => !cast.has(scene))) return state;
  return withCues(state, edited(state.book, wish).list, renamedBy(wish));
}

const renamedBy = (wish: Input | CueEdit): Renamed | null =>
  wish.kind === 'cue/put' && wish.instead !== null && wish.instead !== wish.cue.number ? { was: wish.instead, is: wish.cue.number } : null;

/** As a cue that is on may not be deleted, its making may not be taken back; but what a file did it may undo, as it did it. */
function whyNotTurned(state: Editable, way: 'undo' | 'redo', id: number | undefined): Refusal | null {
  const why = whyNotTurn(state.edits, way, id);
  const edit = (way === 'undo' ? state.edits.done : state.edits.undone).at(-1);
  if (why !== null || edit === undefined || edit.cues === null || edit.name.what === 'file') return why;
  const { renamed } = edit;
  const left = patched(state.book.list, edit.cues).map(({ number }) => (number === renamed?.is ? renamed.was : number));
  const lost = cuesOn(state).find((number) => !left.includes(number));
  return lost === undefined ? null : refused('cue/on', `cue ${lost} is on, and would be gone`, 'take another cue first').why;
}

/** The latest edit backwards, or what was taken back forwards. */
function turnOne<S extends Editable>(state: S, way: 'undo' | 'redo', id: number | undefined): S {
  const { done, undone, made } = state.edits;
  const last = (way === 'undo' ? done : undone).at(-1);
  if (last === undefined || whyNotTurned(state, way, id) !== null) return state;
  const { parts, edit } = turn(partsOf(state), last);
  const edits: History =
    way === 'undo'
      ? { done: done.slice(0, -1), undone: [...undone, edit], made }
      : { done: [...done, edit], undone: undone.slice(0, -1), made };
  return withParts({ ...state, edits }, parts, last);
}

function withParts<S extends Editable>(state: S, parts: Parts, { renamed, mappings, kept }: Edit): S {
  return {
    ...withCues(state, parts.cues, renamed),
    ...(mappings !== null && { mapping: bringMappings(state.mapping, parts.mappings) }),
    ...(kept !== null && { kept: Object.fromEntries(parts.kept) }),
  };
}

/** As recordings from before the one history have it: the latest edit of cues alone, under what else was edited since. */
function unedit<S extends Editable>(state: S): S {
  const { done, made } = state.edits;
  const last = done.findLast(({ cues }) => cues !== null);
  if (last === undefined || last.mappings !== null) return state;
  const { parts } = turn(partsOf(state), last);
  return withCues({ ...state, edits: { done: done.filter((one) => one !== last), undone: [], made } }, parts.cues, last.renamed);
}

function applied<S extends Editable>(state: S, input: Input, cast: Pick<Cast, 'has'>): S {
  switch (input.kind) {
    case 'cue/put':
    case 'cue/remove':
      return editCues(state, input, cast);
    case 'cue/list': {
      const next = editCues(state, input, cast);
      return input.mappings === undefined ? next : { ...next, mapping: bringMappings(next.mapping, input.mappings) };
    }
    case 'snapshot/store':
      return store(state, input.name);
    case 'snapshot/forget':
      return forget(state, input.name);
    default:
      return { ...state, mapping: hearMapping(state.mapping, input) };
  }
}

/** One edit of what would be saved, or a step back or forward among them. In show mode nothing. */
export function obeyEdit<S extends Editable>(state: S, input: Input, cast: Pick<Cast, 'has'>): S {
  if (state.locked) return state;
  if (input.kind === 'edit/undo') return turnOne(state, 'undo', input.edit);
  if (input.kind === 'edit/redo') return turnOne(state, 'redo', input.edit);
  if (input.kind === 'cue/unedit') return unedit(state);
  const next = applied(state, input, cast);
  const name = nameOf(state, input);
  if (name === null) return next;
  const by = { name, step: state.step, renamed: renamedBy(input) };
  return { ...next, edits: noted(state.edits, partsOf(state), partsOf(next), by) };
}

/** What is learnt is an edit too, though nobody says it: a knob was turned. @param after - the step in which it was bound */
export function learntEdits(
  edits: History,
  state: Pick<Editable, 'book' | 'kept'>,
  before: MappingState,
  after: MappingState,
  step: number,
): History {
  if (before.learnt === after.learnt) return edits;
  const was = mappingsNow(before);
  const made = mappingsNow(after).find((one) => !was.includes(one));
  if (made === undefined) return edits;
  const { id, from, to } = made;
  const by = { name: { what: 'mapping/learn', id, from, to }, step, renamed: null } as const;
  return noted(edits, partsOf({ ...state, mapping: before }), partsOf({ ...state, mapping: after }), by);
}

/** Show mode on or off: nothing waits to be learnt while it is on. */
export const lock = <S extends Editable>(state: S, on: boolean): S => ({
  ...state,
  locked: on,
  mapping: on ? { ...state.mapping, learn: null } : state.mapping,
});

/** As an editor sees the show before its next step: what was said since, and changes what would be saved, is done already. */
export const ahead = <S extends Editable>(state: S, said: readonly Input[], cast: Pick<Cast, 'has'>): S =>
  said.reduce((now, input) => {
    if (input.kind === 'show-mode') return lock(now, input.on);
    return isEdit(input) ? obeyEdit(now, input, cast) : now;
  }, state);

/** What would be saved is not changed during a show. */
const inShowMode: Refusal = {
  code: 'show-mode',
  text: 'show mode is on: cues, mappings and snapshots are locked',
  remedy: 'switch it off to edit them',
};

/** Why an edit, or a step back or forward, would change nothing. @param state - `ahead` of what waits, so that two within one step know of one another */
export function whyNotEdited(state: Editable, input: Input): Refusal | null {
  if (state.locked) return inShowMode;
  switch (input.kind) {
    case 'cue/put':
    case 'cue/remove':
    case 'cue/list':
      return whyNotEdit(state.book, input, cuesOn(state));
    case 'mapping/put': {
      const there = mappingsNow(state.mapping);
      return there.length < MOST_MAPPINGS || there.some(({ id }) => id === input.mapping.id)
        ? null
        : refused('mapping/full', `there are ${MOST_MAPPINGS} mappings already`, 'delete one that is not used').why;
    }
    case 'edit/undo':
      return whyNotTurned(state, 'undo', input.edit);
    case 'edit/redo':
      return whyNotTurned(state, 'redo', input.edit);
    default:
      return null;
  }
}

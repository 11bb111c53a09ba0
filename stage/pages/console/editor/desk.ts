import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Cue } from '../../../../engine/cues/cue.ts';
import { markOf } from '../../../../engine/cues/mark.ts';
import type { Refusal, Result } from '../../../../engine/result.ts';
import { findScene, scenes } from '../../../../scenes/index.ts';
import type { ArtistWish, Turnable } from '../../../protocol/artist.ts';
import type { DoorReply } from '../../../protocol/doors.ts';
import type { ShowNow } from '../../shared/mirror.ts';
import { changesOf, type Meanwhile, meanwhile } from './changes.ts';
import { type Around, cueOf } from './cue-of.ts';
import { blankDraft, type Draft, draftOf } from './draft.ts';
import type { Faults } from './faults.ts';
import { numberAfter } from './numbers.ts';
import { createTurns } from './turns.ts';

/** A cue that is being edited. It lives in this page until it is kept or discarded. */
export interface Editing {
  /** counts up: another one is another form */
  readonly id: number;
  /** number of the cue that it takes the place of; null adds one */
  readonly instead: number | null;
  /** that cue, as it was when its draft was begun */
  readonly from: Cue | null;
  readonly begun: Draft;
  readonly draft: Draft;
  /** how often Keep was pressed in vain: from the first time on what is empty is said too */
  readonly tries: number;
  readonly sending: boolean;
  /** why the show would not have it */
  readonly why: Refusal | null;
  /** another cue was to be edited; first this one is to be kept or discarded */
  readonly first: boolean;
}

/** What the console can do to the list itself. */
export interface Editor {
  readonly editing: ReadonlySignal<Editing | null>;
  /** show mode: nothing that would be saved can be changed */
  readonly locked: ReadonlySignal<boolean>;
  /** the edit that is taken back next, and the one that is done again next */
  readonly undoable: ReadonlySignal<Turnable | null>;
  readonly redoable: ReadonlySignal<Turnable | null>;
  readonly faults: ReadonlySignal<Faults>;
  /** what another console did to the cue meanwhile */
  readonly meanwhile: ReadonlySignal<Meanwhile>;
  edit(number: number): void;
  /** @param after - number of the cue that it comes after; null puts it last */
  create(after: number | null): void;
  /** another cue like the one that is edited, after it */
  duplicate(): void;
  change(change: (draft: Draft) => Draft): void;
  keep(): void;
  discard(): void;
  /** takes what another console has made of the cue */
  load(): void;
  /** keeps the draft in the place of what another console has made of the cue */
  keepMine(): void;
  /** the cue was deleted meanwhile: keeping it adds one */
  addAnew(): void;
  remove(): void;
  undo(): void;
  redo(): void;
  dispose(): void;
}

interface Parts {
  readonly list: ReadonlySignal<readonly Cue[]>;
  readonly now: ReadonlySignal<ShowNow>;
  /** puts a wish to the show; a line that is down refuses it, and never says it later */
  readonly ask: (wish: ArtistWish) => Promise<DoorReply>;
  /** shows a refusal that no form waits for */
  readonly refuse: (reply: DoorReply) => void;
}

const markedAs = (seen: Cue | null) => seen !== null && { was: markOf(seen) };

export function createEditor({ list, now, ask, refuse }: Parts): Editor {
  const editing = signal<Editing | null>(null);
  let count = 0;
  const around = (instead: number | null): Around => ({
    others: list.value.map(({ number }) => number).filter((number) => number !== instead),
    paramsOf: (id) => findScene(id)?.params,
  });
  const read = computed((): Result<Cue, Faults> | null => {
    const { value } = editing;
    return value && cueOf(value.draft, around(value.instead));
  });
  const there = computed((): Meanwhile => {
    const from = editing.value?.from ?? null;
    return from === null ? 'same' : meanwhile(from, list.value);
  });
  const begin = (instead: number | null, from: Cue | null, draft: Draft): void => {
    editing.value = { id: ++count, instead, from, begun: draft, draft, tries: 0, sending: false, why: null, first: false };
  };
  /** a draft with something in it is not thrown away for another */
  const free = (): boolean => {
    const value = editing.peek();
    if (value === null || changesOf(value.begun, value.draft).length === 0) return true;
    editing.value = { ...value, first: true };
    return false;
  };
  const patch = (id: number, change: Partial<Editing>): void => {
    const value = editing.peek();
    if (value?.id === id) editing.value = { ...value, ...change };
  };
  /** @returns once the show has answered; the form is shut where it consented */
  const put = async (id: number, wish: ArtistWish): Promise<void> => {
    patch(id, { sending: true, why: null, first: false });
    const reply = await ask(wish);
    if (!reply.ok) patch(id, { sending: false, why: reply.why });
    else if (editing.peek()?.id === id) editing.value = null;
  };
  const found = (number: number | null): Cue | undefined => list.peek().find((cue) => cue.number === number);
  const load = (): void => {
    const value = editing.peek();
    const cue = found(value?.instead ?? null);
    if (value !== null && cue !== undefined) begin(cue.number, cue, draftOf(cue));
  };
  /** @param seen - the cue that is replaced, as it was when somebody looked at it last */
  const keep = (seen: (value: Editing) => Cue | null): void => {
    const value = editing.peek();
    const cue = read.peek();
    if (value === null || cue === null || value.sending || now.peek().editable.locked) return;
    if (!cue.ok) {
      patch(value.id, { tries: value.tries + 1, first: false });
      return;
    }
    const { id, instead, begun, draft } = value;
    const same = instead !== null && there.peek() === 'same' && changesOf(begun, draft).length === 0;
    if (same) editing.value = null;
    else void put(id, { kind: 'cue/put', cue: cue.value, instead, ...markedAs(seen(value)) });
  };
  // a form in which nothing was changed follows the list
  const follow = effect(() => {
    if (there.value !== 'changed') return;
    const value = editing.peek();
    if (value !== null && changesOf(value.begun, value.draft).length === 0) load();
  });

  return {
    editing,
    locked: computed(() => now.value.editable.locked),
    undoable: computed(() => now.value.editable.undo),
    redoable: computed(() => now.value.editable.redo),
    faults: computed(() => (read.value === null || read.value.ok ? {} : read.value.why)),
    meanwhile: there,
    load,
    edit(number) {
      const cue = found(number);
      if (cue !== undefined && number !== editing.peek()?.instead && free()) begin(number, cue, draftOf(cue));
    },
    create(after) {
      if (!free()) return;
      const before = found(after) ?? list.peek().at(-1);
      const number = numberAfter(around(null).others, after);
      begin(null, null, blankDraft(number, { scene: before?.scene ?? scenes[0]?.id ?? '', group: before?.group ?? '' }));
    },
    duplicate() {
      const cue = found(editing.peek()?.instead ?? null);
      if (cue === undefined || !free()) return;
      const number = numberAfter(around(null).others, cue.number);
      begin(null, null, { ...draftOf(cue), number: number === null ? '' : String(number) });
    },
    change(change) {
      const value = editing.peek();
      if (value !== null) editing.value = { ...value, draft: change(value.draft), why: null, first: false };
    },
    keep: () => keep(({ from }) => from),
    keepMine: () => keep(({ instead }) => found(instead) ?? null),
    discard: () => {
      editing.value = null;
    },
    addAnew() {
      const value = editing.peek();
      if (value !== null) patch(value.id, { instead: null, from: null, why: null });
    },
    remove() {
      const value = editing.peek();
      if (value !== null && value.instead !== null) {
        void put(value.id, { kind: 'cue/remove', number: value.instead, ...markedAs(value.from) });
      }
    },
    ...createTurns({ now, ask, refuse }),
    dispose: follow,
  };
}

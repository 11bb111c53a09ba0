import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../engine/cues/cue.ts';
import { markOf } from '../../../../engine/cues/mark.ts';
import { ahead, whyNotEdited } from '../../../../engine/editing.ts';
import { programmeSchema } from '../../../../engine/programme.ts';
import { createShow } from '../../../../engine/show.ts';
import { scenes } from '../../../../scenes/index.ts';
import builtIn from '../../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { createEditor } from '../../../../stage/pages/console/editor/desk.ts';
import { faultsToSay } from '../../../../stage/pages/console/editor/faults.ts';
import { nothingYet, type ShowNow } from '../../../../stage/pages/shared/mirror.ts';
import type { ArtistWish } from '../../../../stage/protocol/artist.ts';
import type { DoorReply } from '../../../../stage/protocol/doors.ts';
import { wholeFrame } from '../../../../stage/protocol/frames.ts';

const cue = (number: number, change: Partial<Cue> = {}): Cue => ({ number, name: `Cue ${number}`, scene: 'hush', params: {}, ...change });
const lost: DoorReply = { ok: false, why: { code: 'door/unheard', text: 'nobody answered', remedy: 'wait' } };

/** A page that edits a real show, of which it hears after each step. */
function open(cues: readonly Cue[] = [cue(1), cue(2, { group: 'Act I' }), cue(3)]) {
  const show = createShow(programmeSchema.parse({ ...builtIn, cues }), scenes);
  const waiting: ArtistWish[] = [];
  let state = show.begin(1);
  const list = signal<readonly Cue[]>(cues);
  const now = signal<ShowNow>(nothingYet);
  const asked: ArtistWish[] = [];
  const refused: DoorReply[] = [];
  const line = { up: true };
  const step = (): void => {
    const stepped = show.step(state, waiting.splice(0));
    state = stepped.state;
    list.value = state.book.list;
    now.value = { ...now.value, editable: wholeFrame(show, stepped).editable };
  };
  const say = (wish: ArtistWish): DoorReply => {
    const why = whyNotEdited(ahead(state, waiting, { has: () => true }), wish);
    if (why !== null) return { ok: false, why };
    waiting.push(wish);
    return { ok: true };
  };
  const ask = async (wish: ArtistWish): Promise<DoorReply> => {
    asked.push(wish);
    if (!line.up) return lost;
    const reply = say(wish);
    step();
    return reply;
  };
  const editor = createEditor({ list, now, ask, refuse: (reply) => refused.push(reply) });
  const rename = (name: string): void => editor.change((was) => ({ ...was, name }));
  return { editor, list, now, asked, refused, line, ask, say, step, rename };
}
/** What was asked has been answered, and heard. */
const answered = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('the desk of the editor', () => {
  it('keeps what was typed, once, and shuts the form when the show has taken it', async () => {
    const { editor, list, asked, rename } = open();
    editor.edit(2);
    rename('First drops');
    editor.keep();
    editor.keep();
    expect(editor.editing.value?.sending).toBe(true);
    await answered();
    const was = markOf(cue(2, { group: 'Act I' }));
    expect(asked).toEqual([{ kind: 'cue/put', instead: 2, was, cue: { ...cue(2, { group: 'Act I' }), name: 'First drops' } }]);
    expect(editor.editing.value).toBeNull();
    expect(list.value[1]?.name).toBe('First drops');
  });

  it('asks nothing of the show where nothing was changed', () => {
    const { editor, asked } = open();
    editor.edit(2);
    editor.keep();
    expect([editor.editing.value, asked]).toEqual([null, []]);
  });

  it('sends nothing that it can see to be wrong', async () => {
    const { editor, asked } = open();
    editor.create(2);
    expect(editor.editing.value?.draft).toMatchObject({ number: '2.5', name: '', scene: 'hush', group: 'Act I' });
    expect(faultsToSay(editor.faults.value, 0)).toEqual({});
    editor.keep();
    expect(editor.editing.value?.tries).toBe(1);
    expect(faultsToSay(editor.faults.value, 1)).toEqual({ name: { kind: 'empty' } });
    await answered();
    expect(asked).toEqual([]);
  });

  it('keeps the draft, with the reason, where the show refuses it or does not answer', async () => {
    const { editor, list, line, rename } = open([cue(1), cue(2, { loop: { to: 1, times: 1 } })]);
    editor.edit(1);
    editor.change((was) => ({ ...was, number: '7' }));
    editor.keep();
    await answered();
    expect(editor.editing.value?.why?.code).toBe('cue/led-to');
    line.up = false;
    editor.change((was) => ({ ...was, number: '1' }));
    rename('Deep water');
    editor.keep();
    await answered();
    expect(editor.editing.value).toMatchObject({ sending: false, why: { code: 'door/unheard' }, draft: { name: 'Deep water' } });
    line.up = true;
    editor.keep();
    await answered();
    expect(list.value[0]?.name).toBe('Deep water');
  });

  it('throws no draft away for another cue', () => {
    const { editor, rename } = open();
    editor.edit(2);
    editor.edit(3);
    expect(editor.editing.value?.instead).toBe(3);
    rename('Tide');
    for (const other of [() => editor.edit(1), () => editor.create(1), editor.duplicate]) {
      other();
      expect(editor.editing.value).toMatchObject({ instead: 3, first: true, draft: { name: 'Tide' } });
    }
    editor.discard();
    editor.edit(1);
    expect(editor.editing.value?.instead).toBe(1);
  });

  it('says when another console changes the cue, and loads it when asked, or by itself where nothing was typed', async () => {
    const { editor, ask, rename } = open();
    const theirs = (name: string) => ask({ kind: 'cue/put', cue: cue(3, { name }), instead: 3 });
    editor.edit(3);
    await theirs('Theirs');
    expect([editor.meanwhile.value, editor.editing.value?.draft.name]).toEqual(['same', 'Theirs']);
    rename('Mine');
    await theirs('Theirs again');
    expect([editor.meanwhile.value, editor.editing.value?.draft.name]).toEqual(['changed', 'Mine']);
    editor.load();
    expect([editor.meanwhile.value, editor.editing.value?.draft.name]).toEqual(['same', 'Theirs again']);
  });

  it('of two consoles that keep one cue within one step of the show the second is told, and loses nothing', async () => {
    const { editor, list, say, rename } = open();
    editor.edit(3);
    rename('Mine');
    // theirs has come, and nobody was told of it yet
    expect(say({ kind: 'cue/put', cue: cue(3, { name: 'Theirs' }), instead: 3, was: markOf(cue(3)) })).toEqual({ ok: true });
    expect(list.value[2]?.name).toBe('Cue 3');
    editor.keep();
    await answered();
    expect(list.value[2]?.name).toBe('Theirs');
    expect(editor.editing.value).toMatchObject({ sending: false, why: { code: 'edit/stale' }, draft: { name: 'Mine' } });
    expect(editor.meanwhile.value).toBe('changed');
    // Enter is no consent; the button that says so is
    editor.keep();
    await answered();
    expect([list.value[2]?.name, editor.editing.value?.why?.code]).toEqual(['Theirs', 'edit/stale']);
    editor.keepMine();
    await answered();
    expect([list.value[2]?.name, editor.editing.value]).toEqual(['Mine', null]);
  });

  it('deletes no cue that somebody else has just changed', async () => {
    const { editor, list, say } = open();
    editor.edit(3);
    say({ kind: 'cue/put', cue: cue(3, { name: 'Theirs' }), instead: 3 });
    editor.remove();
    await answered();
    expect(list.value[2]?.name).toBe('Theirs');
  });

  it('takes back the edit that it has told of, never one that another console made in that moment', async () => {
    const { editor, list, refused, ask, say } = open();
    await ask({ kind: 'cue/remove', number: 3 });
    expect(editor.undoable.value?.name).toEqual({ what: 'cue/remove', number: 3, name: 'Cue 3' });
    say({ kind: 'cue/remove', number: 2 });
    editor.undo();
    await answered();
    expect(refused).toMatchObject([{ ok: false, why: { code: 'edit/stale' } }]);
    expect(list.value.map(({ number }) => number)).toEqual([1]);
    editor.undo();
    await answered();
    expect(list.value.map(({ number }) => number)).toEqual([1, 2]);
    expect([editor.undoable.value?.name, editor.redoable.value?.name]).toMatchObject([{ number: 3 }, { number: 2 }]);
    editor.redo();
    await answered();
    expect(list.value.map(({ number }) => number)).toEqual([1]);
  });

  it('adds a cue anew that another console has deleted', async () => {
    const { editor, list, ask, rename } = open();
    editor.edit(3);
    rename('Mine');
    await ask({ kind: 'cue/remove', number: 3 });
    expect(editor.meanwhile.value).toBe('gone');
    editor.keep();
    await answered();
    expect(editor.editing.value?.why?.code).toBe('cue/absent');
    editor.addAnew();
    editor.keep();
    await answered();
    expect(list.value.map(({ name }) => name)).toEqual(['Cue 1', 'Cue 2', 'Mine']);
  });

  it('doubles and deletes a cue, and takes either back', async () => {
    const { editor, list, refused } = open();
    const numbers = () => list.value.map(({ number }) => number);
    editor.edit(2);
    editor.duplicate();
    editor.keep();
    await answered();
    expect(numbers()).toEqual([1, 2, 2.5, 3]);
    editor.edit(2.5);
    editor.remove();
    await answered();
    expect([numbers(), editor.editing.value]).toEqual([[1, 2, 3], null]);
    editor.undo();
    editor.undo();
    await answered();
    expect(numbers()).toEqual([1, 2, 3]);
    editor.undo();
    await answered();
    expect(refused.map((reply) => reply.ok)).toEqual([true, true, false]);
  });

  it('knows show mode and the way back from the frame, and keeps the draft until edits are open again', () => {
    const { editor, now, asked, rename } = open();
    now.value = { ...nothingYet, editable: { undo: { id: 7, name: { what: 'file' } }, redo: null, locked: true } };
    expect([editor.locked.value, editor.undoable.value?.id]).toEqual([true, 7]);
    editor.edit(2);
    rename('First drops');
    editor.keep();
    expect(asked).toEqual([]);
    expect(editor.editing.value?.draft.name).toBe('First drops');
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../engine/canonical.ts';
import { cueSchema } from '../../engine/cues/cue.ts';
import { MOST_EDITS } from '../../engine/editing/history.ts';
import { partsOf } from '../../engine/editing/parts.ts';
import { whyNotEdited } from '../../engine/editing.ts';
import type { Input } from '../../engine/input.ts';
import { type MappingDraft, mappingSchema } from '../../engine/mapping/schema.ts';
import { programmeSchema } from '../../engine/programme.ts';
import { createShow, type ShowState } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };

const cue = (number: number, name = `Cue ${number}`) => cueSchema.parse({ number, name, scene: 'hush' });
const mapping = (id: string, more: Partial<MappingDraft> = {}) => mappingSchema.parse({ id, from: 'midi/cc/1', to: 'hush/flow', ...more });
const show = createShow(programmeSchema.parse({ ...builtIn, cues: [cue(1), cue(2), cue(3)], mappings: [mapping('knob')] }), scenes);
const undo: Input = { kind: 'edit/undo' };
const redo: Input = { kind: 'edit/redo' };
const put = (id: string, more: Partial<MappingDraft> = {}): Input => ({ kind: 'mapping/put', mapping: mapping(id, more) });

/** One input a step, so far apart that no two are one. */
function play(state: ShowState, ...inputs: readonly Input[]): ShowState {
  let now = state;
  for (const input of inputs) now = show.step({ ...now, step: now.step + 100 }, [input]).state;
  return now;
}
const begun = show.begin(1);
const ids = (state: ShowState): string[] => partsOf(state).mappings.map(({ id }) => id);
const did = ({ edits }: ShowState): (string | undefined)[] => [edits.done, edits.undone].map((all) => all.at(-1)?.name.what);

describe('an edit is taken back', () => {
  it('whatever it was: the last thing edited goes first, and comes again', () => {
    const all: Input[] = [
      { kind: 'mapping/remove', id: 'knob' },
      { kind: 'snapshot/store', name: 'calm' },
      { kind: 'cue/put', cue: cue(2, 'Dusk'), instead: 2 },
      put('other', { mute: true }),
      put('other'),
      { kind: 'snapshot/forget', name: 'calm' },
    ];
    const states = [begun];
    for (const input of all) states.push(play(states.at(-1) ?? begun, input));
    let now = states.at(-1) ?? begun;
    for (const earlier of states.slice(0, -1).reverse()) {
      now = play(now, undo);
      expect(partsOf(now)).toEqual(partsOf(earlier));
    }
    expect(did(now)).toEqual([undefined, 'mapping/remove']);
    for (const later of states.slice(1)) {
      now = play(now, redo);
      expect(partsOf(now)).toEqual(partsOf(later));
    }
    expect(did(now)).toEqual(['snapshot/forget', undefined]);
  });

  it('also what a knob taught', () => {
    let now = play(begun, { kind: 'mapping/learn', to: 'hush/swell' }, { kind: 'signal', name: 'midi/cc/9', value: 0 });
    for (let i = 0; i <= 40; i++) now = show.step(now, [{ kind: 'signal', name: 'midi/cc/9', value: i / 40 }]).state;
    expect(ids(now)).toContain('learnt-1');
    expect(now.edits.done.at(-1)?.name).toEqual({ what: 'mapping/learn', id: 'learnt-1', from: 'midi/cc/9', to: 'hush/swell' });
    expect(ids(play(now, undo))).toEqual(ids(begun));
  });

  it('a fader of a mapping is one edit however often it spoke, and its mute another', () => {
    const depths = [0.9, 0.8, 0.7, 0.6].map((depth) => put('knob', { depth }));
    const dragged = depths.reduce((now, input) => show.step(now, [input]).state, begun);
    const muted = show.step(dragged, [put('knob', { depth: 0.6, mute: true })]).state;
    expect(muted.edits.done.map(({ name }) => name)).toEqual(
      ['depth', 'mute'].map((field) => ({ what: 'mapping/change', id: 'knob', from: 'midi/cc/1', to: 'hush/flow', field })),
    );
    expect(partsOf(play(muted, undo))).toEqual(partsOf(dragged));
    expect(partsOf(play(muted, undo, undo))).toEqual(partsOf(begun));
  });

  it('a file that was edited is one edit', () => {
    const file: Input = { kind: 'cue/list', cues: [cue(1), cue(7)], mappings: [mapping('a'), mapping('b')] };
    const now = play(begun, file);
    expect([now.book.list.map(({ number }) => number), ids(now)]).toEqual([
      [1, 7],
      ['a', 'b'],
    ]);
    expect(partsOf(play(now, undo))).toEqual(partsOf(begun));
  });

  it('a cue that has another number stays the one that is on, there and back', () => {
    const on = play(begun, { kind: 'cue/jump', number: 2 });
    const moved = play(on, { kind: 'cue/put', cue: cue(9), instead: 2 });
    const back = play(moved, undo);
    expect([moved, back, play(back, redo)].map((state) => show.cue(state).number)).toEqual([9, 2, 9]);
  });

  it('but a cue that is on is not taken from under the show: another is to be taken first', () => {
    const on = play(begun, { kind: 'cue/put', cue: cue(4), instead: null }, { kind: 'cue/jump', number: 4 });
    expect(whyNotEdited(on, undo)).toMatchObject({ code: 'cue/on', text: 'cue 4 is on, and would be gone' });
    expect(play(on, undo).edits).toEqual(on.edits);
    const free = play({ ...on, cues: { ...on.cues, sinceGoS: 9 } }, { kind: 'cue/jump', number: 1 });
    expect(partsOf(play(free, undo))).toEqual(partsOf(begun));
  });

  it('and what changes nothing is no edit', () => {
    const now = play(begun, put('knob'), { kind: 'mapping/remove', id: 'stranger' }, { kind: 'snapshot/forget', name: 'toString' });
    expect(now.edits).toEqual(begun.edits);
  });

  it('not where somebody else has edited since it was told', () => {
    const one = play(begun, { kind: 'mapping/remove', id: 'knob' });
    const other = play(one, { kind: 'cue/remove', number: 3 });
    expect(play(other, { kind: 'edit/undo', edit: 1 }).edits).toEqual(other.edits);
    expect(did(play(other, { kind: 'edit/undo', edit: 2 }))).toEqual(['mapping/remove', 'cue/remove']);
  });

  it('not in show mode, which calls off what waits to be learnt too', () => {
    const edited = play(begun, { kind: 'cue/remove', number: 3 }, { kind: 'mapping/learn', to: 'hush/flow' });
    const locked = play(edited, { kind: 'show-mode', on: true }, undo);
    expect([locked.book, locked.edits, locked.mapping.learn]).toEqual([edited.book, edited.edits, null]);
  });

  it('in an old recording only what was done to the cues, as it was then', () => {
    const now = play(begun, { kind: 'cue/remove', number: 3 }, { kind: 'mapping/remove', id: 'knob' }, { kind: 'cue/unedit' });
    expect([now.book, ids(now).includes('knob')]).toEqual([begun.book, false]);
  });
});

describe('a random evening of edits', () => {
  const number = fc.integer({ min: 0, max: 9 });
  const id = fc.constantFrom('knob', 'm-1', 'm-2', 'hush/energy');
  const name = fc.constantFrom('a', '1', 'constructor', '__proto__');
  const edit: fc.Arbitrary<Input> = fc.oneof(
    fc.record({
      kind: fc.constant('cue/put' as const),
      cue: fc.tuple(number, fc.constantFrom('x', 'y')).map(([n, called]) => cue(n, called)),
      instead: fc.option(number),
    }),
    fc.record({ kind: fc.constant('cue/remove' as const), number }),
    fc.tuple(id, fc.constantFrom(0.2, 0.7, 1), fc.boolean()).map(([of, depth, mute]) => put(of, { depth, mute })),
    fc.record({ kind: fc.constant('mapping/remove' as const), id }),
    fc.record({ kind: fc.constantFrom('snapshot/store' as const, 'snapshot/forget' as const), name }),
    fc
      .uniqueArray(number, { minLength: 1, maxLength: 4 })
      .map((numbers): Input => ({ kind: 'cue/list', cues: numbers.map((n) => cue(n)), mappings: numbers.map((n) => mapping(`f-${n}`)) })),
  );
  /** between edits the show goes on: faders move, cues fire */
  const life: fc.Arbitrary<Input> = fc.oneof(
    fc.record({ kind: fc.constant('cue/jump' as const), number }),
    fc.record({
      kind: fc.constant('master' as const),
      which: fc.constant('light' as const),
      level: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  const steps = fc.array(fc.array(fc.oneof({ weight: 3, arbitrary: edit }, { weight: 1, arbitrary: life }), { maxLength: 3 }), {
    maxLength: 16,
  });

  /** one step back or forward, whatever cue must be taken first */
  const turnFreely = (state: ShowState, input: Input): ShowState => {
    const free = { ...state, cues: { ...state.cues, sinceGoS: 9 } };
    const takes = free.book.list.map(({ number }): Input => ({ kind: 'cue/jump', number }));
    const open = [free, ...takes.map((take) => play(free, take))].find((one) => whyNotEdited(one, input) === null);
    if (open === undefined) throw new Error(`no cue can be taken so that ${input.kind} may follow`);
    return play(open, input);
  };

  it('undone wholly gives what was there; redone wholly gives what was made, exactly, and through JSON', () => {
    fc.assert(
      fc.property(steps, (said) => {
        const made = said.reduce((now, inputs) => show.step(JSON.parse(JSON.stringify(now)), inputs).state, begun);
        const turns = made.edits.done.length;
        const turned = (state: ShowState, input: Input) => Array.from({ length: turns }, () => input).reduce(turnFreely, state);
        const back = turned(made, undo);
        expect(partsOf(back)).toEqual(partsOf(begun));
        expect([back.edits.done, back.edits.undone.length]).toEqual([[], turns]);
        const again = turned(back, redo);
        expect(partsOf(again)).toEqual(partsOf(made));
        expect(again.edits).toEqual(made.edits);
        expect(again.book.list[again.cues.place]).toBeDefined();
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('with steps back and forward in it replays to the same state', () => {
    const mixed = fc.array(fc.array(fc.oneof(edit, life, fc.constantFrom(undo, redo)), { maxLength: 4 }), { maxLength: 40 });
    const digest = (said: readonly (readonly Input[])[]): string => {
      const end = said.reduce((now, inputs) => show.step(now, inputs).state, begun);
      return createHash('sha256').update(canonical(end)).digest('hex');
    };
    fc.assert(
      fc.property(mixed, (said) => {
        expect(digest(JSON.parse(JSON.stringify(said)))).toBe(digest(said));
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it('however long keeps so many steps, and no more of the programme than each changed', () => {
    const many = Array.from({ length: 300 }, (_, i) => cue(i, `Long ${'name '.repeat(10)}`));
    const book = { ...begun, book: { list: many } };
    const end = Array.from(
      { length: 200 },
      (_, i): Input => ({ kind: 'cue/put', cue: cue(i % 7, `Take ${i}`), instead: i % 7 }),
    ).reduce<ShowState>((now, input) => play(now, input), book);
    expect(end.edits.done).toHaveLength(MOST_EDITS);
    expect(JSON.stringify(end.edits).length).toBeLessThan(MOST_EDITS * 400);
  });
});

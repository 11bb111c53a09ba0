import { describe, expect, it } from 'vitest';
import { type Cue, cueSchema } from '../../../engine/cues/cue.ts';
import { markOf } from '../../../engine/cues/mark.ts';
import type { Input } from '../../../engine/input.ts';
import { mappingSchema } from '../../../engine/mapping/schema.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { ArtistWish } from '../../../stage/protocol/artist.ts';
import { createArtist } from '../../../stage/server/artist.ts';
import { createIntake } from '../../../stage/server/intake.ts';

const cue = (number: number, name: string): Cue => cueSchema.parse({ number, name, scene: 'hush' });
const first = [cue(1, 'Dawn'), cue(2, 'Noon')];

/** Two consoles at one show, whose steps are taken by hand. */
function open() {
  const show = createShow(programmeSchema.parse({ ...builtIn, cues: first }), scenes);
  const intake = createIntake();
  let state = show.begin(1);
  const artist = createArtist(() => state, intake);
  const step = (): void => {
    state = show.step(state, intake.take()).state;
  };
  const code = (wish: ArtistWish): string => artist.wish(wish)?.code ?? 'ok';
  const edit = (input: Input): string => artist.edit(input)?.code ?? 'ok';
  return {
    code,
    edit,
    step,
    say: intake.say,
    names: () => state.book.list.map(({ name }) => name),
    snapshots: () => Object.keys(state.kept),
  };
}
const keep = (name: string, seen: Cue = cue(2, 'Noon')): ArtistWish => ({
  kind: 'cue/put',
  cue: cue(2, name),
  instead: 2,
  was: markOf(seen),
});

describe('two consoles at one show', () => {
  it('keep the same cue within one step, or one after the other: the second is told, and the first stays', () => {
    const { code, step, names } = open();
    expect([code(keep('Ann’s')), code(keep('Bo’s'))]).toEqual(['ok', 'edit/stale']);
    step();
    expect([code(keep('Bo’s')), names()]).toEqual(['edit/stale', ['Dawn', 'Ann’s']]);
    expect(code(keep('Bo’s', cue(2, 'Ann’s')))).toBe('ok');
    step();
    expect(names()).toEqual(['Dawn', 'Bo’s']);
  });

  it('add a cue with one number within one step: the second is told that it is taken', () => {
    const { code } = open();
    const add = (name: string): ArtistWish => ({ kind: 'cue/put', cue: cue(5, name), instead: null });
    expect([code(add('Ann’s')), code(add('Bo’s'))]).toEqual(['ok', 'cue/taken']);
  });

  it('take one edit back within one step: it is taken back once, and the second is told', () => {
    const { code, step, names } = open();
    code(keep('One'));
    step();
    code(keep('Two', cue(2, 'One')));
    step();
    expect([code({ kind: 'edit/undo', edit: 2 }), code({ kind: 'edit/undo', edit: 2 })]).toEqual(['ok', 'edit/stale']);
    step();
    expect(names()).toEqual(['Dawn', 'One']);
    expect([code({ kind: 'edit/redo', edit: 2 }), code({ kind: 'edit/redo', edit: 2 })]).toEqual(['ok', 'edit/nothing']);
  });

  it('edit in the step in which show mode comes on: what comes after it is locked', () => {
    const { code, step, names } = open();
    expect([code({ kind: 'show-mode', on: true }), code(keep('Late')), code({ kind: 'edit/undo' })]).toEqual([
      'ok',
      'show-mode',
      'show-mode',
    ]);
    step();
    expect(names()).toEqual(['Dawn', 'Noon']);
  });

  it('edit while the file is read: whoever has not seen the file’s cue is told', () => {
    const { code, say } = open();
    say({ kind: 'cue/list', cues: [cue(1, 'Dawn'), cue(2, 'From the file')] });
    expect(code(keep('Mine'))).toBe('edit/stale');
  });

  it('make one mapping too many: it is refused, and changes to one that is there are not', () => {
    const { code, edit, step } = open();
    const knob = (n: number, depth = 1): Input => ({
      kind: 'mapping/put',
      mapping: mappingSchema.parse({ id: `m-${n}`, from: 'midi/cc/1', to: 'hush/flow', depth }),
    });
    const said = Array.from({ length: 257 }, (_, n) => edit(knob(n)));
    expect(said[0]).toBe('ok');
    expect(said[256]).toBe('mapping/full');
    expect([edit(knob(7, 0.5)), code({ kind: 'show-mode', on: true }), edit(knob(7))]).toEqual(['ok', 'ok', 'show-mode']);
    step();
    expect(edit({ kind: 'mapping/learn', to: 'hush/flow' })).toBe('show-mode');
  });

  it('forget a snapshot within one step: the second is told that there is none', () => {
    const { code, step, snapshots } = open();
    code({ kind: 'snapshot/store', name: 'calm' });
    step();
    const forget: ArtistWish = { kind: 'snapshot/forget', name: 'calm' };
    expect([code(forget), code(forget)]).toEqual(['ok', 'snapshot/absent']);
    step();
    expect([snapshots(), code({ kind: 'edit/undo' })]).toEqual([[], 'ok']);
    step();
    expect(snapshots()).toEqual(['calm']);
  });
});

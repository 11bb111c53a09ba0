import { describe, expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { DEEDS, type Deed } from '../../engine/mapping/deed.ts';
import { type MappingDraft, mappingSchema, targetSchema } from '../../engine/mapping/schema.ts';
import { programmeSchema } from '../../engine/programme.ts';
import { createShow, type ShowState } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };

const cues = [1, 2, 3, 4].map((number) => ({ number, name: `Cue ${number}`, scene: 'hush' }));
const PEDAL = 'midi/cc/64';

/** A show in which one pedal does one thing; a second is let pass first, for the guard of GO. */
function open(deed: Deed, more: Partial<MappingDraft> = {}) {
  const mappings = [mappingSchema.parse({ id: 'pedal', from: PEDAL, to: `do/${deed}`, ...more })];
  const show = createShow(programmeSchema.parse({ ...builtIn, cues, mappings }), scenes);
  let state: ShowState = show.begin(1);
  const pass = (steps: number, ...inputs: Input[]): ShowState => {
    for (let i = 0; i < steps; i++) state = show.step(state, i === 0 ? inputs : []).state;
    return state;
  };
  const at = (value: number, steps = 60, name: string = more.from ?? PEDAL): ShowState => pass(steps, { kind: 'signal', name, value });
  pass(60);
  return { pass, at, cue: () => show.cue(state).number, state: () => state };
}

describe('a mapping that does something', () => {
  it('presses GO once for each time that the pedal goes down, in the step after it', () => {
    const { at, cue } = open('go');
    at(1, 1);
    expect(cue()).toBe(1);
    at(1, 1);
    expect(cue()).toBe(2);
    at(1);
    expect(cue()).toBe(2);
    at(0);
    at(1);
    expect(cue()).toBe(3);
  });

  it('does not press GO twice where a foot trembles at half-way, or the pedal bounces', () => {
    const { at, cue } = open('go');
    for (const value of [0.49, 0.51, 0.45, 0.52, 0.41, 0.6]) at(value, 2);
    expect(cue()).toBe(2);
    for (const value of [0, 1, 0, 1]) at(value, 2);
    expect(cue()).toBe(2);
  });

  it('takes a key however softly it is struck', () => {
    const { at, cue } = open('go', { from: 'midi/note/36' });
    at(1 / 127, 2);
    expect(cue()).toBe(2);
  });

  it('waits until the pedal by which it was learnt is let go', () => {
    const { pass, at, cue } = open('go', { mute: true });
    pass(1, { kind: 'mapping/learn', to: 'do/go' });
    at(1, 60, 'midi/cc/65');
    expect(cue()).toBe(1);
    at(0, 60, 'midi/cc/65');
    at(1, 60, 'midi/cc/65');
    expect(cue()).toBe(2);
  });

  it('does nothing while it is muted, nor when it is let speak again with the pedal down; a solo of others leaves it alone', () => {
    const { pass, at, cue } = open('go', { mute: true });
    at(1);
    const put = (more: Partial<MappingDraft>): Input => ({
      kind: 'mapping/put',
      mapping: mappingSchema.parse({ id: 'pedal', from: PEDAL, to: 'do/go', ...more }),
    });
    pass(60, put({}), {
      kind: 'mapping/put',
      mapping: mappingSchema.parse({ id: 'alone', from: 'midi/cc/1', to: 'hush/flow', solo: true }),
    });
    expect(cue()).toBe(1);
    at(0);
    at(1);
    expect(cue()).toBe(2);
  });

  it('turns blackout, freeze and hold on, and off again', () => {
    for (const [deed, is] of [
      ['blackout', (state: ShowState) => state.masters.blackout],
      ['freeze', (state: ShowState) => state.frozen],
      ['hold', (state: ShowState) => state.cues.held],
    ] as const) {
      const { at } = open(deed);
      expect([at(1), at(0), at(1)].map(is), deed).toEqual([true, true, false]);
    }
  });

  it('calls a panic, cuts it when pressed again, and GO by pedal ends it as any GO does', () => {
    const { at, state, pass } = open('panic');
    expect([at(1), at(0), at(1)].map(({ masters }) => masters.panic)).toEqual(['fading', 'fading', 'cut']);
    pass(1, { kind: 'go' });
    expect(state().masters.panic).toBe('no');
  });

  it('goes back, stops what follows, and taps a tempo', () => {
    const back = open('back');
    back.pass(60, { kind: 'cue/jump', number: 3 });
    back.at(1);
    expect(back.cue()).toBe(2);
    const tap = open('tap');
    for (let i = 0; i < 6; i++) for (const value of [1, 0]) tap.at(value, 15);
    expect(tap.state().tempo.bpm).toBeCloseTo(120, 0);
    expect(open('stop').at(1).cues.follows).toBe(false);
  });

  it('is known by its name alone', () => {
    expect(DEEDS.every((deed) => targetSchema.safeParse(`do/${deed}`).success)).toBe(true);
    const { error } = targetSchema.safeParse('do/everything');
    expect(error?.issues[0]?.message).toContain('"do/go"');
  });
});

import { describe, expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { mappingSchema } from '../../engine/mapping/schema.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { replay, strokeLine } from '../../engine/replay.ts';
import { createShow, type ShowState, type Stepped } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt, handsInput } from '../support/hands.ts';

const knob = mappingSchema.parse({ id: 'knob', from: 'midi/cc/1', to: 'hush/swell', attackS: 0, releaseS: 0 });
const programme: Programme = programmeSchema.parse({ ...builtIn, tempo: { bpm: 120 }, mappings: [knob] });
const cues = (quantise: 'beat' | 'bar'): Programme =>
  programmeSchema.parse({
    ...programme,
    cues: [
      { number: 1, name: 'First', scene: 'hush' },
      { number: 2, name: 'Second', scene: 'hush', quantise },
      { number: 7.5, name: 'Far', scene: 'hush', params: { swell: 30 } },
    ],
  });

function play(of: Programme, inputs: Readonly<Record<number, readonly Input[]>>, steps: number): Stepped[] {
  const show = createShow(of, scenes);
  const all: Stepped[] = [];
  let state = show.begin(1);
  for (let step = 1; step <= steps; step++) {
    const stepped = show.step(state, inputs[step] ?? []);
    state = stepped.state;
    all.push(stepped);
  }
  return all;
}
const end = (all: readonly Stepped[]): ShowState => {
  const state = all.at(-1)?.state;
  if (!state) throw new Error('nothing was played');
  return state;
};
const turn = (value: number): Input => ({ kind: 'signal', name: 'midi/cc/1', value });

describe('a parameter that something moves', () => {
  it('is what the scene feels, while the artist’s own value stays as it was set', () => {
    const state = end(play(programme, { 5: [turn(1)], 6: [{ kind: 'param', name: 'swell', value: 20 }] }, 200));
    expect(state.params.swell).toBe(20);
    expect(state.mapping.moved['hush/swell']).toBe(40);
  });

  it('goes back to where the artist has set it when the mapping is taken away', () => {
    const state = end(play(programme, { 5: [turn(1)], 100: [{ kind: 'mapping/remove', id: 'knob' }] }, 300));
    expect(state.mapping.moved).toEqual({});
    expect(state.params.swell).toBe(12);
  });

  it('makes other strokes', () => {
    const still = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [1 + 4 * i, [handsInput(i * 66, handAt(0.5, 0.5)), turn(1)]] as const),
    );
    const lines = (of: Programme) => play(of, still, 320).flatMap(({ strokes }) => strokes.map(strokeLine));
    expect(lines(programme).length).toBeGreaterThan(0);
    expect(lines(programme)).not.toEqual(lines({ ...programme, mappings: [] }));
  });

  it('named like a property of every object is no parameter', () => {
    const state = end(play(programme, { 3: [{ kind: 'param', name: 'constructor', value: 1 }] }, 4));
    expect(Object.keys(state.params)).not.toContain('constructor');
  });
});

it('a mapped master never rises over the artist’s fader, and moves no quicker than a fade', () => {
  const light = mappingSchema.parse({ id: 'light', from: 'midi/cc/1', to: 'master/light', attackS: 0, releaseS: 0 });
  const flicker = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [200 + i, [turn(i % 8 < 4 ? 1 : 0)]]));
  const all = play({ ...programme, mappings: [light] }, { ...flicker, 190: [{ kind: 'master', which: 'light', level: 0.5 }] }, 520);
  const lights = all.map(({ state }) => state.masters.lightNow);
  for (const level of lights.slice(260)) expect(level).toBeLessThanOrEqual(0.5);
  for (let i = 1; i < lights.length; i++) expect(Math.abs((lights[i] ?? 0) - (lights[i - 1] ?? 0))).toBeLessThan(1 / 70);
});

describe('what a scene brings', () => {
  it('is there from the beginning, and the programme’s own of the same name replaces it', () => {
    const ids = (of: Programme) => end(play(of, {}, 1)).mapping.rows.map(({ mapping }) => mapping.id);
    expect(ids(programme)).toEqual(['hush/energy', 'hush/raised', 'hush/deep', 'knob']);
    const own = mappingSchema.parse({ ...knob, id: 'hush/energy', mute: true });
    const rows = end(play({ ...programme, mappings: [own] }, {}, 1)).mapping.rows;
    expect(rows[0]?.mapping).toEqual(own);
    expect(rows).toHaveLength(3);
  });

  it('moves nothing while nobody is there', () => {
    expect(end(play(programme, {}, 600)).mapping.moved).toEqual({});
  });

  it('lets more ink flow in a busy room', () => {
    const wave = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [1 + 4 * i, [handsInput(i * 66, handAt(0.5 + 0.3 * Math.sin(i / 2), 0.5))]] as const),
    );
    expect(end(play(programme, wave, 240)).mapping.moved['hush/flow']).toBeGreaterThan(103);
  });
});

describe('a cue that is quantised', () => {
  it('waits for the next beat, or the next bar', () => {
    // 120 bpm: a beat is 30 steps, a bar 120
    expect(play(cues('beat'), { 40: [{ kind: 'go' }] }, 200).findIndex(({ state }) => state.cues.place === 1) + 1).toBe(60);
    const bar = play(cues('bar'), { 40: [{ kind: 'go' }] }, 200).findIndex(({ state }) => state.cues.place === 1) + 1;
    expect(Math.abs(bar - 120)).toBeLessThanOrEqual(1);
  });

  it('is taken at once by a second GO, and forgotten in a panic', () => {
    expect(
      play(cues('bar'), { 40: [{ kind: 'go' }], 75: [{ kind: 'go' }] }, 200).findIndex(({ state }) => state.cues.place === 1) + 1,
    ).toBe(75);
    expect(end(play(cues('bar'), { 40: [{ kind: 'go' }], 60: [{ kind: 'panic' }] }, 200)).cues.place).toBe(0);
  });
});

describe('a cue by its number', () => {
  it('is taken wherever the show is, and another within half a second is not', () => {
    const state = end(play(cues('bar'), { 40: [{ kind: 'cue/jump', number: 7.5 }], 50: [{ kind: 'cue/jump', number: 1 }] }, 320));
    expect(state.cues.place).toBe(2);
    expect(state.params.swell).toBe(30);
  });

  it('that is not there changes nothing', () => {
    expect(end(play(cues('bar'), { 40: [{ kind: 'cue/jump', number: 3 }] }, 60)).cues.place).toBe(0);
  });
});

it('a show full of signals, mappings and taps replays to the same strokes and the same state, also from a saved one', () => {
  const inputs: Record<number, Input[]> = Object.fromEntries(
    Array.from({ length: 150 }, (_, i) => {
      const said: Input[] = [
        handsInput(i * 66, handAt(0.35 + 0.2 * Math.sin(i / 9), 0.45, { gap: i % 40 < 25 ? 0.05 : 1 })),
        turn((i % 50) / 50),
        { kind: 'signal', name: 'sound/low', value: (i % 7) / 7 },
        { kind: 'clock/pulse', times: [i * 66.7, i * 66.7 + 20.8, i * 66.7 + 41.7] },
      ];
      if (i === 20) said.push({ kind: 'mapping/learn', to: 'hush/flow' });
      if (i === 90) said.push({ kind: 'mapping/put', mapping: { ...knob, id: 'late', from: 'clock/sway', to: 'hush/flow' } });
      return [1 + 4 * i, said];
    }),
  );
  const first = play(programme, inputs, 700);
  const stamped = Object.entries(inputs).flatMap(([step, all]) => all.map((input) => ({ step: Number(step), input })));
  const again = [...replay(createShow(programme, scenes), 1, stamped, 700)];
  expect(again.flatMap(({ strokes }) => strokes.map(strokeLine))).toEqual(first.flatMap(({ strokes }) => strokes.map(strokeLine)));
  expect(again.at(-1)?.state).toEqual(end(first));
  expect(end(first).mapping.rows.length).toBe(6);
  const show = createShow(programme, scenes);
  let saved = show.begin(1);
  for (let step = 1; step <= 700; step++) saved = JSON.parse(JSON.stringify(show.step(saved, inputs[step] ?? []).state));
  expect(saved).toEqual(JSON.parse(JSON.stringify(end(first))));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../engine/input.ts';
import { mappingSchema } from '../../../engine/mapping/schema.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import type { Refusal } from '../../../engine/result.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { operatorDoors, stageDoors, visitorDoors } from '../../../stage/protocol/doors.ts';
import { createFrames } from '../../../stage/protocol/frames.ts';
import { mappingsView, metersView } from '../../../stage/protocol/meters.ts';
import { playHandlers } from '../../../stage/server/play-doors.ts';
import { loadProgramme } from '../../../stage/server/programme/load.ts';

const knob = mappingSchema.parse({ id: 'knob', from: 'midi/cc/1', to: 'hush/swell', attackS: 0 });

/** Handlers of a house that writes down what is said to it. */
function open(why: Refusal | null = null) {
  const said: Input[] = [];
  const handlers = playHandlers(
    {
      say: (input) => void said.push(input),
      cue: (number) => (number === 1 ? null : { code: 'cue/absent', text: `there is no cue ${number}`, remedy: 'take 1' }),
      edit(input) {
        if (why === null) said.push(input);
        return why;
      },
    },
    (name, value) => void said.push({ kind: 'signal', name, value }),
  );
  return { said, handlers };
}

describe('the doors for signals, mappings and tempo', () => {
  it('put what an operator does to the show', () => {
    const { said, handlers } = open();
    handlers.signal({ values: [{ name: 'midi/cc/1', value: 0.5 }] });
    handlers.tap({ t: 5 });
    handlers.nudge({ beats: 0.1 });
    handlers.bpm({ bpm: 90 });
    handlers.pulse({ times: [1, 2], start: true });
    handlers.map({ mapping: knob });
    handlers.unmap({ id: 'knob' });
    handlers.learn({ to: 'hush/flow' });
    expect(said.map(({ kind }) => kind)).toEqual([
      'signal',
      'tempo/tap',
      'tempo/nudge',
      'tempo/set',
      'clock/pulse',
      'mapping/put',
      'mapping/remove',
      'mapping/learn',
    ]);
    expect(handlers.cue({ number: 2 })).toMatchObject({ ok: false, why: { code: 'cue/absent' } });
  });

  it('answer why where an edit is refused', () => {
    const { said, handlers } = open({ code: 'show-mode', text: 'show mode is on', remedy: 'switch it off' });
    expect([handlers.map({ mapping: knob }), handlers.unmap({ id: 'knob' }), handlers.learn({ to: null })]).toMatchObject(
      Array.from({ length: 3 }, () => ({ ok: false, why: { code: 'show-mode' } })),
    );
    expect(said).toEqual([]);
  });

  it.each([
    ['signal', { values: [{ name: 'crowd/energy', value: 0.5 }] }],
    ['signal', { values: [{ name: 'midi/cc/1', value: 2 }] }],
    ['signal', { values: [] }],
    ['bpm', { bpm: 19 }],
    ['nudge', { beats: 2 }],
    ['pulse', { times: [] }],
    ['map', { mapping: { ...knob, to: 'master/volume' } }],
    ['map', { mapping: { ...knob, from: 'nobody' } }],
    ['map', { mapping: { ...knob, out: [0, Number.POSITIVE_INFINITY] } }],
    ['map', { mapping: { ...knob, threshold: { on: 0.2, off: 0.4 } } }],
    ['learn', { to: 'swell' }],
  ] as const)('are shut to a wrong "%s"', (door, message) => {
    expect(operatorDoors[door].safeParse(message).success).toBe(false);
  });

  it('let a projection page tell how loud the room is, and nothing else; a phone nothing', () => {
    expect(stageDoors.signal.safeParse({ values: [{ name: 'sound/low', value: 0.5 }] }).success).toBe(true);
    expect(stageDoors.signal.safeParse({ values: [{ name: 'midi/cc/1', value: 0.5 }] }).success).toBe(false);
    for (const door of ['map', 'unmap', 'tap', 'nudge', 'bpm', 'learn', 'cue', 'pulse'])
      expect([...Object.keys(stageDoors), ...Object.keys(visitorDoors)]).not.toContain(door);
    expect(Object.keys(visitorDoors)).not.toContain('signal');
  });
});

describe('what pages are told', () => {
  const show = createShow(programmeSchema.parse({ ...builtIn, mappings: [knob] }), scenes);
  let stepped = show.step(show.begin(1), [{ kind: 'signal', name: 'midi/cc/1', value: 1 }]);
  for (let step = 2; step <= 120; step++) stepped = show.step(stepped.state, []);

  it('is the beat and what is moved, beside what the artist set', () => {
    const frame = createFrames(show).whole(stepped);
    expect(frame.tempo).toMatchObject({ bpm: 54, beatsPerBar: 4, following: false });
    expect(frame.tempo?.beats).toBeCloseTo(2 * (54 / 60), 3);
    expect(frame.params?.swell).toBe(12);
    expect(frame.moved?.['hush/swell']).toBe(40);
    expect(frame.cue?.waiting).toBeNull();
  });

  it('are meters in the order of the mappings, and every signal', () => {
    const { mappings } = mappingsView(stepped.state);
    const { rows, signals } = metersView(stepped.state, stepped.signals);
    expect(rows).toHaveLength(mappings.length);
    expect(rows[mappings.findIndex(({ id }) => id === 'knob')]).toEqual([1, 1, 1]);
    expect(signals['midi/cc/1']).toBe(1);
    expect(signals['clock/beat']).toBeGreaterThan(0);
  });
});

describe('a programme with mappings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'alla-prima-mappings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const load = (mappings: unknown) => {
    const file = join(folder, 'a.show.json');
    writeFileSync(file, JSON.stringify({ ...builtIn, mappings }));
    return loadProgramme(file);
  };
  const draft = { id: 'mine', from: 'hand/1/height', to: 'hush/flow' };

  it('is read, what has a usual value left out', () => {
    const loaded = load([draft]);
    expect(loaded.ok && loaded.value.programme.mappings[0]).toMatchObject({ ...draft, curve: 'linear', depth: 1 });
  });

  it.each([
    ['a parameter that is not there', { ...draft, to: 'hush/volume' }, /hush\/volume.*hush\/swell/],
    ['a signal that is not there', { ...draft, from: 'hand/16/height' }, /mappings\.0\.from/],
    ['an unknown curve', { ...draft, curve: 'wild' }, /mappings\.0\.curve/],
  ])('is refused for %s', (_what, mapping, words) => {
    const loaded = load([mapping]);
    expect(loaded.ok ? '' : `${loaded.why.text} ${loaded.why.remedy}`).toMatch(words);
  });

  it('is refused for a name that is there twice', () => {
    expect(load([draft, draft])).toMatchObject({ ok: false, why: { text: expect.stringContaining('twice') } });
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, cueSchema } from '../../engine/cues/cue.ts';
import type { Input } from '../../engine/input.ts';
import { mappingSchema } from '../../engine/mapping/schema.ts';
import { effective } from '../../engine/mapping.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { strokeLine } from '../../engine/replay.ts';
import type { Score } from '../../engine/scene.ts';
import { createShow, type ShowState } from '../../engine/show.ts';
import { scenes as known } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt, handsInput } from '../support/hands.ts';

/** Another scene, with a parameter that the first has too, in another range. */
const land: Score<unknown> = {
  id: 'land',
  title: 'Land',
  params: { flow: { kind: 'slider', min: -1, max: 1, initial: 0, unit: '', label: { en: 'Flow', fr: 'Flux' } } },
  begin: () => 0,
  step: (count) => Number(count) + 1,
  strokes: () => [],
  view: () => ({ people: [], events: [], presence: 0 }),
};
const scenes = [...known, land];

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const seconds = fc.double({ min: 0, max: 3, noNaN: true });
const number = fc.integer({ min: 0, max: 8 });
const name = fc.constantFrom('a', 'b', 'c', 'constructor', 'toString', '__proto__');
const choice = fc.constantFrom('sea', 'land', 'constructor');
const param = fc.constantFrom(...Object.keys(scenes[0]?.params ?? {}), 'stranger', '__proto__', 'constructor');

const cue = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 9 }),
    scene: fc.constantFrom('hush', 'hush', 'land'),
    params: fc.dictionary(fc.constantFrom(...Object.keys(scenes[0]?.params ?? {})), fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
    preWaitS: seconds,
    quantise: fc.constantFrom('beat' as const, 'bar' as const),
    transition: fc.record({ kind: fc.constantFrom('cut', 'dissolve', 'ripple'), seconds }),
    follow: fc.record({ afterS: seconds }),
    fades: fc.array(
      fc.oneof(
        fc.record({ what: fc.constantFrom('light', 'sound'), to: unit, seconds }),
        fc.record({
          what: fc.constant('param'),
          name: fc.constantFrom('stranger', ...Object.keys(scenes[0]?.params ?? {})),
          to: fc.double({ noNaN: true, noDefaultInfinity: true }),
          seconds,
        }),
      ),
      { maxLength: 4 },
    ),
    until: fc.oneof(
      fc.record({ on: fc.constant('time'), seconds }),
      fc.record({ on: fc.constant('energy'), above: unit, seconds }),
      fc.record({ on: fc.constant('gesture'), gesture: fc.constantFrom('pinch', 'still') }),
      fc.record({ on: fc.constant('vote'), choice, count: fc.integer({ min: 1, max: 3 }) }),
      fc.array(fc.record({ on: fc.constant('vote'), choice, count: fc.integer({ min: 1, max: 3 }), to: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
    loop: fc.record({ to: fc.integer({ min: 1, max: 3 }), times: fc.integer({ min: 0, max: 3 }) }),
  },
  { requiredKeys: ['name', 'scene', 'params'] },
);
/** As an editor sends it: what does not fit the schema never gets past the door. */
const numbered: fc.Arbitrary<Cue> = fc.tuple(cue, number).map(([one, at]) => cueSchema.parse({ ...one, number: at }));

const input: fc.Arbitrary<Input> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 1e6 }), unit, unit, unit).map(([t, x, y, gap]): Input => handsInput(t, handAt(x, y, { gap }))),
  fc.record({
    kind: fc.constant('touch' as const),
    participant: name,
    via: fc.constantFrom('phone' as const, 'pointer' as const),
    phase: fc.constantFrom('down' as const, 'move' as const, 'up' as const),
    x: unit,
    y: unit,
    pressure: unit,
  }),
  fc.constantFrom<Input>({ kind: 'go' }, { kind: 'panic' }, { kind: 'cue/back' }, { kind: 'cue/stop' }, { kind: 'undo' }),
  fc.record({ kind: fc.constantFrom('cue/jump' as const, 'cue/standby' as const), number }),
  fc.record({ kind: fc.constantFrom('cue/hold' as const, 'freeze' as const, 'blackout' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('param' as const), name: param, value: fc.double() }),
  fc.record({ kind: fc.constant('master' as const), which: fc.constantFrom('light' as const, 'sound' as const), level: unit }),
  fc.record({ kind: fc.constant('snapshot/store' as const), name }),
  fc.record({ kind: fc.constant('snapshot/recall' as const), name, seconds }),
  fc.record({ kind: fc.constant('snapshot/morph' as const), one: name, other: name, amount: unit }),
  fc.record({ kind: fc.constant('painting' as const), left: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('leave' as const), who: name }),
  fc.record({ kind: fc.constant('vote' as const), participant: name, choice }),
  fc.record({ kind: fc.constant('cue/put' as const), cue: numbered, instead: fc.option(number) }),
  fc.record({ kind: fc.constant('cue/remove' as const), number }),
  fc.record({
    kind: fc.constant('cue/list' as const),
    cues: fc.uniqueArray(numbered, { minLength: 1, maxLength: 5, selector: (one) => one.number }),
  }),
  fc.record({ kind: fc.constantFrom('edit/undo' as const, 'edit/redo' as const) }),
  fc.record({ kind: fc.constantFrom('edit/undo' as const, 'edit/redo' as const), edit: fc.integer({ min: 1, max: 9 }) }),
  fc.constantFrom<Input>(
    { kind: 'cue/unedit' },
    { kind: 'mapping/learn', to: 'hush/flow' },
    { kind: 'mapping/put', mapping: mappingSchema.parse({ id: 'pedal', from: 'bid/last', to: 'do/freeze' }) },
    { kind: 'mapping/put', mapping: mappingSchema.parse({ id: 'key', from: 'midi/note/1', to: 'do/go' }) },
    { kind: 'join', participant: 'a' },
    { kind: 'tempo/set', bpm: 90 },
    { kind: 'mapping/remove', id: 'hush/energy' },
  ),
  fc.record({ kind: fc.constant('show-mode' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('snapshot/forget' as const), name }),
  fc.record({ kind: fc.constant('signal' as const), name: fc.constantFrom('bid/last', 'midi/cc/1', 'sound/low'), value: unit }),
  unit.map(
    (depth): Input => ({ kind: 'mapping/put', mapping: mappingSchema.parse({ id: 'm', from: 'bid/last', to: 'hush/flow', depth }) }),
  ),
);

/** As somebody may have written it by hand, for another scene. */
const snapshot = fc.record({ params: fc.dictionary(param, fc.double({ noNaN: true, noDefaultInfinity: true })), light: unit, sound: unit });
const programmeOf = fc
  .tuple(fc.array(cue, { minLength: 3, maxLength: 6 }), fc.integer({ min: 0, max: 0xffffffff }), fc.record({ a: snapshot, b: snapshot }))
  .map(
    ([cues, seed, snapshots]): Programme =>
      programmeSchema.parse({ ...builtIn, seed, snapshots, cues: cues.map((one, i) => ({ ...one, number: i + 1 })) }),
  );

/** Every number anywhere in a state. */
function* numbers(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* numbers(part);
}

/** What a scene and the house are given lies where its sliders can be. */
function inRange({ params, masters, mapping }: ShowState, scene: Score<unknown>): void {
  const now = { ...params, ...effective(mapping, scene.id, params) };
  for (const [name, value] of Object.entries(now)) {
    const { min = Number.NaN, max = Number.NaN } = scene.params[name] ?? {};
    if (!(value >= min && value <= max)) throw new Error(`${scene.id}/${name} at ${value}`);
  }
  for (const name of ['light', 'sound', 'lightNow', 'soundNow'] as const)
    if (!(masters[name] >= 0 && masters[name] <= 1)) throw new Error(`${name} at ${masters[name]}`);
}

/** Plays a programme; the same digest means the same strokes and the same end. */
function digest(programme: Programme, steps: readonly (readonly Input[])[]): string {
  const show = createShow(programme, scenes);
  const hash = createHash('sha256');
  let state = show.begin(1);
  for (const inputs of steps) {
    const stepped = show.step(state, inputs);
    state = stepped.state;
    inRange(state, show.scene(state));
    for (const stroke of stepped.strokes) {
      for (const [x, y, pressure] of stroke.points)
        if (!(x >= 0 && x <= programme.canvas.widthMm && y >= 0 && y <= programme.canvas.heightMm && pressure >= 0 && pressure <= 1))
          throw new Error(`a point at ${x}, ${y} with pressure ${pressure}`);
      hash.update(strokeLine(stroke));
    }
  }
  for (const value of numbers(state)) if (!Number.isFinite(value)) throw new Error(`${value} in the state`);
  return hash.update(JSON.stringify(state)).digest('hex');
}

/** They reckon and wait for nothing: a busy machine may take long. */
const PATIENCE_MS = 120_000;

describe('whatever is in the file and whoever does what', () => {
  it(
    'a thousand random programmes play: no crash, no NaN, no stroke off the canvas',
    () => {
      fc.assert(
        fc.property(programmeOf, fc.array(fc.array(input, { maxLength: 3 }), { maxLength: 20 }), (programme, steps) => {
          digest(programme, steps);
        }),
        { seed: 41, numRuns: 1000 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'a hundred thousand random inputs give the same show twice',
    () => {
      const programme = fc.sample(programmeOf, { seed: 7, numRuns: 1 })[0];
      const inputs = fc.sample(input, { seed: 8, numRuns: 100_000 });
      if (programme === undefined) throw new Error('no programme was drawn');
      const steps = Array.from({ length: 5000 }, (_, i) => inputs.slice(i * 20, i * 20 + 20));
      expect(digest(programme, steps)).toBe(digest(programme, steps));
    },
    PATIENCE_MS,
  );
});

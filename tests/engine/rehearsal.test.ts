import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Input, inputSchema } from '../../engine/input.ts';
import { mappingSchema } from '../../engine/mapping/schema.ts';
import { asItWas, type RehearsalWish, rehearse, type Side, sideOf } from '../../engine/rehearsal.ts';
import type { StampedInput } from '../../engine/replay.ts';
import { bodiesInput, bodyAt } from '../support/bodies.ts';
import { handAt, handsInput } from '../support/hands.ts';

const touch = (participant: string, phase: 'down' | 'move' | 'up' = 'move'): Input => ({
  ...{ kind: 'touch', participant, via: 'phone', phase, x: 0.5, y: 0.5, pressure: 0.5 },
});
/** One of every kind, and whose it is. */
const everything: readonly (readonly [Side, Input])[] = [
  ['audience', handsInput(5, handAt(0.5, 0.5))],
  ['audience', bodiesInput(5, bodyAt(0.5))],
  ['audience', touch('phone-a')],
  ['audience', { kind: 'join', participant: 'phone-a' }],
  ['audience', { kind: 'vote', participant: 'phone-a', choice: 'sea' }],
  ['audience', { kind: 'leave', who: 'phone-a' }],
  ['audience', { kind: 'signal', name: 'sound/low', value: 0.5 }],
  ['audience', { kind: 'signal', name: 'bid/last', value: 0.5 }],
  ['artist', { kind: 'signal', name: 'midi/cc/1', value: 0.5 }],
  ['artist', { kind: 'signal', name: 'osc/fader/1', value: 0.5 }],
  ['artist', { kind: 'go' }],
  ['artist', { kind: 'cue/back' }],
  ['artist', { kind: 'cue/stop' }],
  ['artist', { kind: 'cue/standby', number: 2 }],
  ['artist', { kind: 'cue/hold', on: true }],
  ['artist', { kind: 'cue/jump', number: 2 }],
  ['artist', { kind: 'undo' }],
  ['artist', { kind: 'freeze', on: true }],
  ['artist', { kind: 'snapshot/store', name: 'a' }],
  ['artist', { kind: 'snapshot/recall', name: 'a', seconds: 1 }],
  ['artist', { kind: 'snapshot/morph', one: 'a', other: 'b', amount: 0.5 }],
  ['artist', { kind: 'panic' }],
  ['artist', { kind: 'blackout', on: true }],
  ['artist', { kind: 'master', which: 'light', level: 0.5 }],
  ['artist', { kind: 'param', name: 'flow', value: 80 }],
  ['artist', { kind: 'mapping/put', mapping: mappingSchema.parse({ id: 'm', from: 'sound/low', to: 'hush/flow' }) }],
  ['artist', { kind: 'mapping/remove', id: 'm' }],
  ['artist', { kind: 'mapping/learn', to: null }],
  ['artist', { kind: 'tempo/tap', t: 400 }],
  ['artist', { kind: 'tempo/nudge', beats: 0.1 }],
  ['artist', { kind: 'tempo/set', bpm: 90 }],
  ['artist', { kind: 'clock/pulse', times: [100, 120] }],
  ['artist', { kind: 'snapshot/forget', name: 'a' }],
  ['house', { kind: 'painting', left: 3 }],
  ['house', { kind: 'cue/put', cue: { number: 3, name: 'Dusk', scene: 'hush', params: {} }, instead: null }],
  ['house', { kind: 'cue/remove', number: 3 }],
  ['house', { kind: 'cue/list', cues: [{ number: 1, name: 'Dawn', scene: 'hush', params: {} }] }],
  ['house', { kind: 'cue/unedit' }],
  ['house', { kind: 'edit/undo' }],
  ['house', { kind: 'edit/redo', edit: 3 }],
  ['house', { kind: 'show-mode', on: true }],
];
const recorded = everything.map(([, input], i): StampedInput => ({ step: 10 * (i + 1), input }));
const play = (wish: Partial<RehearsalWish>, inputs: readonly StampedInput[] = recorded): StampedInput[] => [
  ...rehearse(inputs, { ...asItWas, ...wish }),
];

describe('whose an input is', () => {
  it.each(everything.map(([side, input]) => [input.kind, 'name' in input ? ` ${input.name}` : '', side, input] as const))(
    '%s%s is the %s’s',
    (_kind, _name, side, input) => {
      expect(inputSchema.safeParse(input).success).toBe(true);
      expect(sideOf(input)).toBe(side);
    },
  );

  it('is decided here for every kind that there is', () => {
    const kinds = inputSchema.options.map((option) => option.shape.kind.value);
    expect(new Set(everything.map(([, input]) => input.kind))).toEqual(new Set(kinds));
  });
});

describe('a rehearsal', () => {
  it('lets the audience in, and leaves artist and house out', () => {
    const kinds = play({}).map(({ input }) => input.kind);
    expect(kinds.slice(0, 8)).toEqual(['hands', 'bodies', 'touch', 'join', 'vote', 'leave', 'signal', 'signal']);
    expect(kinds.slice(8)).toEqual(['leave']);
  });

  it('brings what the artist did along when asked, and the house never', () => {
    const sides = play({ withArtist: true }).map(({ input }) => sideOf(input));
    expect(sides.filter((side) => side === 'artist')).toHaveLength(everything.filter(([side]) => side === 'artist').length);
    expect(sides).not.toContain('house');
  });

  it('begins later in the performance where it should, and counts from there', () => {
    const late = play({ fromS: 0.5 });
    expect(late.map(({ step, input }) => [step, input.kind])).toEqual([
      [10, 'join'],
      [20, 'vote'],
      [30, 'leave'],
      [40, 'signal'],
      [50, 'signal'],
    ]);
  });

  it('goes faster with the cameras’ own clocks, so that a hand is as fast as it looks', () => {
    const inputs = [0, 4, 8].map((step): StampedInput => ({ step: step + 1, input: handsInput(step * 16, handAt(0.5, 0.5)) }));
    const fast = play({ pace: 2 }, inputs);
    expect(fast.map(({ step, input }) => [step, input.kind === 'hands' ? input.t : null])).toEqual([
      [1, 0],
      [3, 32],
      [5, 64],
      [6, null],
    ]);
  });

  it('names everybody so that nobody of tonight is called so, within the length that a name may have', () => {
    const long = `${'p'.repeat(30)}0123456789`;
    const told = play({ prefix: 'rehearsal-' }, [
      { step: 1, input: touch('phone-a', 'down') },
      { step: 2, input: handsInput(1, handAt(0.5, 0.5)) },
      { step: 3, input: touch(long) },
      { step: 4, input: { kind: 'leave', who: 'phone-a' } },
    ]);
    for (const { input } of told) expect(inputSchema.safeParse(input).success).toBe(true);
    expect(
      told.map(({ input }) =>
        'participant' in input ? input.participant : 'camera' in input ? input.camera : 'who' in input && input.who,
      ),
    ).toEqual([
      'rehearsal-phone-a',
      'rehearsal-camera-a',
      `rehearsal-${long.slice(10)}`,
      'rehearsal-phone-a',
      'rehearsal-camera-a',
      `rehearsal-${long.slice(10)}`,
    ]);
  });

  it('sends home at its end whoever had not left', () => {
    const told = play({}, [
      { step: 1, input: touch('phone-a', 'down') },
      { step: 2, input: touch('phone-b', 'down') },
      { step: 9, input: { kind: 'leave', who: 'phone-b' } },
    ]);
    expect(told.at(-1)).toEqual({ step: 10, input: { kind: 'leave', who: 'phone-a' } });
    expect(told).toHaveLength(4);
  });

  it('keeps the order, whatever the pace and the beginning', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(500), fc.constantFrom(...everything))),
        fc.double({ min: 0.25, max: 8, noNaN: true }),
        fc.nat(5),
        (all, pace, fromS) => {
          const inputs: StampedInput[] = [];
          for (const [gap, [, input]] of all) inputs.push({ step: (inputs.at(-1)?.step ?? 1) + gap, input });
          const told = play({ pace, fromS, withArtist: true }, inputs);
          const steps = told.map(({ step }) => step);
          expect(steps).toEqual([...steps].sort((a, b) => a - b));
          expect(steps.every((step) => step >= 1)).toBe(true);
          const kept = inputs.filter(({ step, input }) => step > fromS * 60 && sideOf(input) !== 'house').map(({ input }) => input.kind);
          expect(told.slice(0, kept.length).map(({ input }) => input.kind)).toEqual(kept);
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Input, inputSchema } from '../../engine/input.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { replay, strokeLine } from '../../engine/replay.ts';
import { createShow, type ShowState } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt, handsInput } from '../support/hands.ts';

const programme: Programme = programmeSchema.parse(builtIn);
const twoCues: Programme = {
  ...programme,
  cues: [
    { number: 1, name: 'First', scene: 'hush', params: {} },
    { number: 2, name: 'Second', scene: 'hush', params: {} },
  ],
};

function play(of: Programme, inputs: Record<number, Input[]>, steps: number) {
  const show = createShow(of, scenes);
  const strokes: Stroke[] = [];
  const states: ShowState[] = [];
  let state = show.begin(1);
  for (let step = 1; step <= steps; step++) {
    const stepped = show.step(state, inputs[step] ?? []);
    state = stepped.state;
    strokes.push(...stepped.strokes);
    states.push(state);
  }
  return { state, states, strokes };
}

/** A hand that comes, pinches at (0.35, 0.45) of the image, draws to the right, lets go and leaves. */
const pinchLine: Record<number, Input[]> = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => {
    const pinched = i > 10 && i < 45;
    return [1 + 4 * i, [handsInput(i * 66, handAt(0.35 + (pinched ? (i - 10) * 0.008 : 0), 0.45, { gap: pinched ? 0.05 : 1 }))]];
  }),
);

describe('a show', () => {
  it('turns a pinch into strokes by that hand, inside the canvas', () => {
    const { strokes } = play(programme, pinchLine, 300);
    const own = strokes.filter((stroke) => stroke.author === 'hand-1');
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const stroke of own)
      for (const [x, y, p] of stroke.points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(programme.canvas.widthMm);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(programme.canvas.heightMm);
        expect(p).toBeLessThanOrEqual(1);
      }
    expect(new Set(strokes.map((stroke) => stroke.id)).size).toBe(strokes.length);
  });

  it('has a state that survives JSON at any moment', () => {
    const show = createShow(programme, scenes);
    let plain = show.begin(1);
    let saved = show.begin(1);
    for (let step = 1; step <= 200; step++) {
      plain = show.step(plain, pinchLine[step] ?? []).state;
      saved = JSON.parse(JSON.stringify(show.step(saved, pinchLine[step] ?? []).state));
    }
    expect(saved).toEqual(JSON.parse(JSON.stringify(plain)));
  });

  it('replays to the same strokes', () => {
    const { strokes } = play(programme, pinchLine, 900);
    const stamped = Object.entries(pinchLine).flatMap(([step, inputs]) => inputs.map((input) => ({ step: Number(step), input })));
    const again = [...replay(createShow(programme, scenes), 1, stamped, 900)].flatMap((stepped) => stepped.strokes);
    expect(again.map(strokeLine)).toEqual(strokes.map(strokeLine));
    expect(strokes.length).toBeGreaterThan(0);
  });

  it('dreams differently with another seed', () => {
    const lines = (seed: number) => play({ ...programme, seed }, {}, 6000).strokes.map(strokeLine);
    expect(lines(1)).not.toEqual(lines(2));
    expect(lines(1)).toEqual(lines(1));
  });
});

describe('GO', () => {
  it('takes the next cue, and refuses a second press within half a second', () => {
    expect(
      play({ ...twoCues, cues: [...twoCues.cues, ...twoCues.cues] }, { 40: [{ kind: 'go' }], 60: [{ kind: 'go' }] }, 80).state.cues.place,
    ).toBe(1);
    expect(
      play({ ...twoCues, cues: [...twoCues.cues, ...twoCues.cues] }, { 40: [{ kind: 'go' }], 80: [{ kind: 'go' }] }, 90).state.cues.place,
    ).toBe(2);
  });

  it('stays on the last cue', () => {
    expect(play(twoCues, { 40: [{ kind: 'go' }], 100: [{ kind: 'go' }] }, 140).state.cues.place).toBe(1);
  });

  it('in the very moment of a panic does not end it: another operator pressed it for something else', () => {
    const together = play(twoCues, { 200: [{ kind: 'panic' }, { kind: 'go' }], 228: [{ kind: 'go' }] }, 229).state;
    expect([together.masters.panic, together.cues.place]).toEqual(['fading', 0]);
    const other = play(twoCues, { 200: [{ kind: 'go' }, { kind: 'panic' }] }, 201).state;
    expect([other.masters.panic, other.cues.place]).toEqual(['fading', 1]);
    expect(play(twoCues, { 200: [{ kind: 'panic' }], 231: [{ kind: 'go' }] }, 232).state.masters.panic).toBe('no');
  });

  it('after a panic brings the light back before it moves on', () => {
    const { state } = play(twoCues, { 200: [{ kind: 'panic' }], 400: [{ kind: 'go' }] }, 600);
    expect(state.cues.place).toBe(0);
    expect(state.masters.lightNow).toBe(1);
  });
});

describe('masters', () => {
  it('fade in panic, cut at the second press, and let no stroke through', () => {
    const { states, strokes } = play(programme, { ...pinchLine, 30: [{ kind: 'panic' }] }, 300);
    expect(states[60]?.masters.soundNow).toBeGreaterThanOrEqual(0);
    expect(states.at(-1)?.masters.lightNow).toBe(0);
    expect(strokes).toEqual([]);
    const cut = play(programme, { 200: [{ kind: 'panic' }], 210: [{ kind: 'panic' }] }, 211);
    expect(cut.state.masters).toMatchObject({ lightNow: 0, soundNow: 0 });
  });

  it('black out the light and leave the sound', () => {
    const { state } = play(programme, { 200: [{ kind: 'blackout', on: true }] }, 300);
    expect(state.masters).toMatchObject({ lightNow: 0, soundNow: 1 });
  });

  it('never jump: a step changes the light by less than a fifteenth', () => {
    const { states } = play(
      programme,
      { 200: [{ kind: 'blackout', on: true }], 230: [{ kind: 'blackout', on: false }], 300: [{ kind: 'panic' }] },
      500,
    );
    const lights = states.map((state) => state.masters.lightNow);
    for (let i = 1; i < lights.length; i++) expect(Math.abs((lights[i] ?? 0) - (lights[i - 1] ?? 0))).toBeLessThan(1 / 14);
  });
});

it('survives a thousand random inputs: no NaN anywhere, nothing outside the canvas, the same twice', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const input: fc.Arbitrary<Input> = fc.oneof(
    fc.record({
      kind: fc.constant('touch' as const),
      participant: fc.constantFrom('phone-a', 'phone-b'),
      via: fc.constant('phone' as const),
      phase: fc.constantFrom('down' as const, 'move' as const, 'up' as const),
      x: place,
      y: place,
      pressure: place,
    }),
    fc
      .record({ x: place, y: place, gap: place, t: fc.integer({ min: 0, max: 1e6 }) })
      .map(({ x, y, gap, t }): Input => handsInput(t, handAt(x, y, { gap }))),
    fc.constantFrom<Input>(
      { kind: 'go' },
      { kind: 'leave', who: 'phone-a' },
      { kind: 'leave', who: 'camera-a' },
      { kind: 'join', participant: 'phone-c' },
    ),
    fc.record({ kind: fc.constant('param' as const), name: fc.constantFrom('swell', 'patience', 'nothing'), value: fc.double() }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), input), { maxLength: 60 }), (stamped) => {
      const inputs: Record<number, Input[]> = {};
      for (const [step, one] of stamped) {
        if (!inputSchema.safeParse(one).success) continue;
        inputs[step] = [...(inputs[step] ?? []), one];
      }
      const first = play(programme, inputs, 320);
      const second = play(programme, inputs, 320);
      expect(second.strokes.map(strokeLine)).toEqual(first.strokes.map(strokeLine));
      expect(JSON.stringify(first.state)).not.toMatch(/null,null|NaN/);
      for (const stroke of first.strokes) for (const value of stroke.points.flat()) expect(Number.isFinite(value)).toBe(true);
    }),
    { numRuns: 40, seed: 11 },
  );
});

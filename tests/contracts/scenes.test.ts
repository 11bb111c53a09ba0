import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingSchema } from '../../engine/mapping/schema.ts';
import type { Gesture, Person } from '../../engine/people.ts';
import type { Random } from '../../engine/random.ts';
import type { SceneContext } from '../../engine/scene.ts';
import type { StrokeDraft } from '../../engine/stroke.ts';
import { findScene, scenes } from '../../scenes/index.ts';
import type { Scene } from '../../scenes/kit/scene.ts';
import { crowd, easels, type Moment } from '../scenes/people.ts';
import { contextAt, deepFreeze } from '../scenes/stage.ts';

/** What a run of a scene brought about, and what it cost. */
interface Run {
  readonly strokes: readonly StrokeDraft[];
  readonly perStep: readonly number[];
  readonly views: readonly string[];
  readonly state: unknown;
}

function play(scene: Scene, moments: readonly Moment[], easel = easels[0], seed = 5): Run {
  const strokes: StrokeDraft[] = [];
  const perStep: number[] = [];
  const views: string[] = [];
  let state = deepFreeze(scene.begin(contextAt(scene, 0, { seed, easel })));
  for (const [i, moment] of moments.entries()) {
    const context = contextAt(scene, i, { seed, easel, people: moment.people, gestures: moment.gestures });
    state = deepFreeze(scene.step(state, context));
    const ready = [...scene.strokes(state, context)];
    strokes.push(...ready);
    perStep.push(ready.length);
    views.push(JSON.stringify(scene.view(state)));
  }
  return { strokes, perStep, views, state };
}

/** Every number in a JSON-like value. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value && typeof value === 'object') for (const part of Object.values(value)) yield* numbersIn(part);
}

/** Counts what is drawn from it and from all that is split from it. */
function counting(random: Random, tally: { draws: number }): Random {
  const count = <A extends unknown[], R>(draw: (...a: A) => R) => {
    return (...a: A): R => {
      tally.draws++;
      return draw(...a);
    };
  };
  return {
    next: count(random.next),
    between: count(random.between),
    normal: count(random.normal),
    pick: (items) => {
      tally.draws++;
      return random.pick(items);
    },
    split: (label) => counting(random.split(label), tally),
  };
}

const still: readonly Moment[] = Array.from({ length: 60 * 45 }, () => ({ people: [], gestures: [] }));

describe.each(scenes.map((scene) => [scene.id, scene] as const))('the scene "%s"', (_, scene) => {
  it('has parameters that begin within their range and are named in both languages', () => {
    for (const [name, param] of Object.entries(scene.params)) {
      expect(param.initial, name).toBeGreaterThanOrEqual(param.min);
      expect(param.initial, name).toBeLessThanOrEqual(param.max);
      expect(param.label.en.length * param.label.fr.length, name).toBeGreaterThan(0);
    }
  });

  it('brings mappings that move parameters of its own, within their ranges', () => {
    for (const draft of scene.mappings ?? []) {
      const mapping = mappingSchema.parse({ ...draft, to: `${scene.id}/${draft.to}` });
      const param = scene.params[draft.to];
      expect(param, draft.to).toBeDefined();
      for (const end of mapping.out ?? []) expect(end >= (param?.min ?? 0) && end <= (param?.max ?? 0), `${mapping.id}: ${end}`).toBe(true);
    }
    expect(new Set(scene.mappings?.map(({ id }) => id)).size).toBe(scene.mappings?.length ?? 0);
  });

  it('plays the same twice', () => {
    fc.assert(
      fc.property(crowd, fc.nat(), (moments, seed) => {
        expect(play(scene, moments, easels[0], seed)).toEqual(play(scene, moments, easels[0], seed));
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it('goes on from a state that was saved as JSON exactly as it would have', () => {
    fc.assert(
      fc.property(crowd, (moments) => {
        const straight = play(scene, moments);
        let state: unknown = scene.begin(contextAt(scene, 0, { seed: 5 }));
        for (const [i, moment] of moments.entries())
          state = scene.step(JSON.parse(JSON.stringify(state)), contextAt(scene, i, { seed: 5, ...moment }));
        expect(state).toEqual(straight.state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { seed: 2, numRuns: 15 },
    );
  });

  it('keeps every stroke on the canvas, with paints and brushes that are there', () => {
    fc.assert(
      fc.property(crowd, fc.constantFrom(...easels), (moments, easel) => {
        for (const stroke of play(scene, moments, easel).strokes) {
          expect(easel.palette.map(({ id }) => id)).toContain(stroke.paint);
          expect(easel.brushes.map(({ id }) => id)).toContain(stroke.brush);
          expect(stroke.points.length).toBeGreaterThan(1);
          for (const [x, y, pressure] of stroke.points) {
            expect(x >= 0 && x <= easel.canvas.widthMm, `x ${x} of a ${stroke.cause}`).toBe(true);
            expect(y >= 0 && y <= easel.canvas.heightMm, `y ${y} of a ${stroke.cause}`).toBe(true);
            expect(pressure >= 0 && pressure <= 1, `pressure ${pressure} of a ${stroke.cause}`).toBe(true);
          }
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('lets no number that is not finite into its state or its view, whatever people bring', () => {
    fc.assert(
      fc.property(crowd, (moments) => {
        const { state, views } = play(scene, moments);
        expect([...numbersIn(state)].every(Number.isFinite)).toBe(true);
        // JSON writes null for NaN and for infinity
        expect(views.filter((view) => view.includes('null'))).toEqual([]);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('costs no more than a bounded number of draws, strokes and points a step, with fifty people who all pinch', () => {
    let state = scene.begin(contextAt(scene, 0, { seed: 9 }));
    for (let i = 0; i < 240; i++) {
      const people = Array.from({ length: 50 }, (_, n): Person => {
        const at = { x: 0.5 + 0.4 * Math.sin(i / 15 + n), y: 0.5 + 0.4 * Math.cos(i / 11 + 2 * n) };
        const grip = (i + n) % 40 < 20;
        const velocity = { x: 0.3, y: 0.2 };
        return { id: `p${n}`, kind: 'phone', at, tip: at, velocity, span: 0.1, openness: 1, grip, pressure: 0.5, stillS: 0, paint: 'red' };
      });
      const gestures = people.map((person): Gesture => ({ kind: 'pinch', person: person.id, at: person.at, paint: person.paint }));
      const tally = { draws: 0 };
      const plain = contextAt(scene, i, { seed: 9, people, gestures });
      const context: SceneContext = { ...plain, random: counting(plain.random, tally) };
      state = scene.step(state, context);
      const ready = [...scene.strokes(state, context)];
      expect(tally.draws).toBeLessThan(50 * 20);
      expect(ready.length).toBeLessThan(50 * 4);
      expect(ready.flatMap((stroke) => stroke.points).length).toBeLessThan(50 * 4 * 120);
    }
    expect(JSON.stringify(state).length).toBeLessThan(600_000);
  });

  it('has other luck with another seed', () => {
    const luck = (seed: number) => play(scene, still, easels[0], seed);
    expect([luck(1).strokes, luck(1).views]).not.toEqual([luck(2).strokes, luck(2).views]);
  });

  it('grows in memory by nothing while nobody comes', () => {
    const early = play(scene, still.slice(0, 60 * 20));
    const late = play(scene, still);
    expect(JSON.stringify(late.state).length).toBeLessThan(JSON.stringify(early.state).length + 4_000);
  });

  it('paints sparingly while nobody comes', () => {
    expect(play(scene, still).strokes.length).toBeLessThan(60);
  });
});

describe('the list of scenes', () => {
  it('names each scene once', () => {
    expect(new Set(scenes.map(({ id }) => id)).size).toBe(scenes.length);
  });

  it('finds a scene by its id, and nothing by another', () => {
    for (const scene of scenes) expect(findScene(scene.id)).toBe(scene);
    expect(findScene('no-such-scene')).toBeUndefined();
  });

  it('holds the scene of every cue of the programmes that come with it', () => {
    const programme: { cues: { scene: string; params: Record<string, number> }[] } = JSON.parse(
      readFileSync(new URL('../../scenes/programmes/hush.show.json', import.meta.url), 'utf8'),
    );
    for (const cue of programme.cues) {
      expect(findScene(cue.scene)?.id).toBe(cue.scene);
      expect(Object.keys(findScene(cue.scene)?.params ?? {})).toEqual(expect.arrayContaining(Object.keys(cue.params)));
    }
  });
});

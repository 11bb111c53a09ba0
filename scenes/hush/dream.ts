import type { Person, Place } from '../../engine/people.ts';
import { createRandom } from '../../engine/random.ts';
import type { SceneEvent } from '../../engine/scene.ts';
import type { StrokeDraft } from '../../engine/stroke.ts';
import { paintNamed } from '../kit/easel.ts';
import { approach, mix, within } from '../kit/numbers.ts';
import { dreamStroke, phraseOf } from './phrase.ts';
import type { HushContext } from './seen.ts';
import { fullness, type Space } from './space.ts';

const dreamers = 2;
/** How long a dream takes to come and to go, s (time constants). */
const comesS = 3;
const goesS = 0.9;
/** Between two strokes of a phrase, and before a new phrase begins, s. */
const betweenStrokesS = 12;
const betweenPhrasesS = 21;
/** Of the canvas, at most this share is painted by dreams, visitors' strokes counted: the rest stays bare. */
const fullest = 0.55;

/** What the score remembers of its dreams. */
export interface Dream {
  /** of this painting's composition */
  readonly seed: number;
  /** 0 awake, 1 dreaming */
  readonly depth: number;
  /** seconds dreamt so far: the dreamers' own time */
  readonly time: number;
  readonly nextDropS: number;
  readonly nextStrokeS: number;
  readonly phrase: number;
  readonly bar: number;
  /** strokes dreamt so far */
  readonly strokes: number;
}

export interface Dreamt {
  readonly dream: Dream;
  readonly strokes: readonly StrokeDraft[];
  readonly events: readonly SceneEvent[];
}

export const dreamless = (seed: number): Dream => ({
  seed,
  depth: 0,
  time: 0,
  nextDropS: 5,
  nextStrokeS: 7,
  phrase: 0,
  bar: 0,
  strokes: 0,
});

/** One step of the dream: `asleep` says whether the room has been empty for long enough. */
export function dreamOn(dream: Dream, asleep: boolean, space: Space, context: HushContext): Dreamt {
  const sunk = approach(dream.depth, asleep ? 1 : 0, context.dt, asleep ? comesS : goesS);
  const depth = sunk < 0.001 ? 0 : sunk;
  const time = depth > 0 ? dream.time + context.dt : dream.time;
  // most steps of a busy hour are awake, and change nothing
  const next: Dream = depth === dream.depth && time === dream.time ? dream : { ...dream, depth, time };
  if (!asleep || depth < 0.6) return { dream: next, strokes: [], events: [] };
  return strokeDue(dropDue(next, context), space, context);
}

function dropDue(dream: Dream, context: HushContext): Dreamt {
  if (dream.time < dream.nextDropS) return { dream, strokes: [], events: [] };
  const random = context.random.split('dreamt drop');
  const who = Math.floor(random.next() * dreamers);
  const at = pathOf(dream, who, dream.time);
  const paint = paintOf(who, context);
  return {
    dream: { ...dream, nextDropS: dream.time + random.between(9, 19) },
    strokes: [],
    events: [{ kind: 'drop', x: at.x, y: at.y, strength: random.between(0.4, 0.75), paint }],
  };
}

function strokeDue(dreamt: Dreamt, space: Space, context: HushContext): Dreamt {
  const { dream } = dreamt;
  if (dream.time < dream.nextStrokeS) return dreamt;
  const last = dream.bar + 1 >= phraseOf(dream.seed, dream.phrase).length;
  const turned: Dream = {
    ...dream,
    nextStrokeS: dream.time + (last ? betweenPhrasesS : betweenStrokesS),
    phrase: last ? dream.phrase + 1 : dream.phrase,
    bar: last ? 0 : dream.bar + 1,
  };
  const enough = dream.strokes >= context.params.dreams || fullness(space) >= fullest;
  const stroke = enough ? undefined : dreamStroke(dream.seed, dream.phrase, dream.bar, context);
  if (!stroke) return { ...dreamt, dream: enough ? { ...dream, nextStrokeS: dream.time + betweenStrokesS } : turned };
  return { ...dreamt, dream: { ...turned, strokes: dream.strokes + 1 }, strokes: [stroke] };
}

/** The scene's own people: they drift as in sleep, and grow faint as the dream does. */
export function dreamersOf(dream: Dream, paints: readonly string[]): Person[] {
  if (dream.depth < 0.02) return [];
  return Array.from({ length: dreamers }, (_, who) => {
    const at = pathOf(dream, who, dream.time);
    const later = pathOf(dream, who, dream.time + 0.05);
    const pace = mix(0.2, 1, dream.depth) / 0.05;
    return {
      id: `dream-${who + 1}`,
      kind: 'generator',
      at,
      tip: at,
      velocity: { x: (later.x - at.x) * pace, y: (later.y - at.y) * pace },
      span: 0.13,
      openness: 0.7 * dream.depth,
      grip: false,
      pressure: 0.35 * dream.depth,
      stillS: 0,
      paint: paints[who] ?? paints[0] ?? '',
    };
  });
}

export const dreamPaints = (context: HushContext): string[] => Array.from({ length: dreamers }, (_, who) => paintOf(who, context));

const paintOf = (who: number, context: HushContext): string => paintNamed(context, context.palette[who]?.id ?? '');

/**
 * Where a dreamer is: slow sines of 8 to 20 s, and one of a minute, whose periods have no common multiple within hours.
 *
 * @param who - from 0 @param time - seconds of the dream
 */
function pathOf(dream: Dream, who: number, time: number): Place {
  const random = createRandom(dream.seed).split(`dreamer ${who}`);
  const wave = (from: number, to: number): number => Math.sin(2 * Math.PI * (time / random.between(from, to) + random.next()));
  const x = 0.5 + 0.2 * wave(15, 20) + 0.07 * wave(8, 11) + 0.13 * wave(53, 71);
  const y = 0.5 + 0.19 * wave(13, 19) + 0.07 * wave(8, 12) + 0.13 * wave(47, 73);
  return { x: within(x, 0.04, 0.96, 0.5), y: within(y, 0.04, 0.96, 0.5) };
}

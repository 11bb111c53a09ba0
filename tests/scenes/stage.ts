import type { Gesture, Person } from '../../engine/people.ts';
import { createRandom } from '../../engine/random.ts';
import type { Params, ParamValues, SceneContext } from '../../engine/scene.ts';
import type { Easel } from '../../scenes/kit/easel.ts';
import { easels } from './people.ts';

interface Situation {
  readonly seed: number;
  readonly easel?: Easel;
  readonly people?: readonly Person[];
  readonly gestures?: readonly Gesture[];
}

/** The context of one step, as the show would give it, with the scene's parameters where they begin. */
export function contextAt<P extends Params>(scene: { readonly params: P }, step: number, situation: Situation): SceneContext<P> {
  const { canvas, palette, brushes } = situation.easel ?? easels[0];
  return {
    dt: 1 / 60,
    time: step / 60,
    canvas,
    palette,
    brushes,
    params: initialOf(scene.params),
    people: situation.people ?? [],
    gestures: situation.gestures ?? [],
    crowd: { energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false },
    random: createRandom(situation.seed).split(step),
  };
}

function initialOf<P extends Params>(params: P): ParamValues<P> {
  const values: { [K in keyof P]?: number } = {};
  for (const name in params) values[name] = params[name]?.initial ?? 0;
  const isWhole = (some: typeof values): some is { [K in keyof P]: number } => Object.keys(params).every((name) => name in some);
  if (!isWhole(values)) throw new Error('initialOf: a parameter has no initial value');
  return values;
}

/** Freezes a value to its depths, so that writing to it throws. */
export function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

import { type Board, beginFades, fadeParams, withParams } from './board.ts';
import { type Cue, usualTransition } from './cues/cue.ts';
import type { Programme } from './programme.ts';
import { clampParam, type SceneContext, type Score } from './scene.ts';

/** A scene that plays: its own state, and since when. */
export interface Playing {
  readonly scene: string;
  readonly state: unknown;
  /** step at which it began */
  readonly sinceStep: number;
}

/** The scene before, while the wall goes over to the next. */
export interface Leaving extends Playing {
  readonly params: Readonly<Record<string, number>>;
  /** the transition's name, how long it takes, and how far it is, s */
  readonly kind: string;
  readonly seconds: number;
  readonly doneS: number;
}

/** As much of a show as a change of scene concerns. */
interface OnStage extends Board {
  readonly step: number;
  readonly scene: Playing;
  readonly leaving: Leaving | null;
}

/** The scenes of a show, by id. */
export interface Cast {
  readonly scenes: readonly Score<unknown>[];
  has(id: string): boolean;
  /** @throws Error where there is no such scene */
  of(id: string): Score<unknown>;
}

/**
 * @param scenes - all that the show knows; a cue that is edited may name any of them
 * @throws Error when a cue names a scene that is not there; check with the programme's loader first
 */
export function createCast({ cues }: Programme, scenes: readonly Score<unknown>[]): Cast {
  const known = new Map(scenes.map((scene) => [scene.id, scene]));
  for (const { number, scene } of cues)
    if (!known.has(scene)) throw new Error(`cue ${number} wants the scene "${scene}"; there are ${[...known.keys()].join(', ')}`);
  return {
    scenes,
    has: (id) => known.has(id),
    of(id) {
      const found = known.get(id);
      if (!found) throw new Error(`there is no scene "${id}"; there are ${[...known.keys()].join(', ')}`);
      return found;
    },
  };
}

/** @returns where a cue puts every parameter of its scene; what the scene does not have is left out */
export function paramsOf(cue: Pick<Cue, 'params'>, { params }: Score<unknown>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, slider]) => [name, clampParam(params, name, cue.params[name] ?? slider.initial)]),
  );
}

/** A cue's own fades begin. */
export const fadeByCue = <S extends Board>(state: S, cue: Cue, { params }: Score<unknown>): S =>
  beginFades(state, cue.fades ?? [], (name, value) => clampParam(params, name, value));

/**
 * A cue fires: its scene comes on, or the one that is on takes its parameters.
 *
 * @param contextOf - what the scene that comes knows in this step
 */
export function enter<S extends OnStage>(
  before: S,
  cue: Cue,
  scene: Score<unknown>,
  contextOf: (state: S, playing: Playing) => SceneContext,
): S {
  const { kind, seconds } = cue.transition ?? usualTransition;
  const takesS = kind === 'cut' ? 0 : seconds;
  const params = paramsOf(cue, scene);
  if (scene.id === before.scene.scene) return fadeByCue(fadeParams(before, params, takesS), cue, scene);
  const leaving = takesS > 0 ? { ...before.scene, params: before.params, kind, seconds: takesS, doneS: 0 } : null;
  const playing: Playing = { scene: scene.id, state: null, sinceStep: before.step };
  const empty: S = { ...withParams(before, params), leaving, scene: playing };
  return fadeByCue({ ...empty, scene: { ...playing, state: scene.begin(contextOf(empty, playing)) } }, cue, scene);
}

import type { Cue } from '../../../../engine/cues/cue.ts';
import { stepFade } from '../../../../engine/cues/fades.ts';
import type { CrowdView, Gesture, Person } from '../../../../engine/people.ts';
import { paramsOf as cueParams } from '../../../../engine/playing.ts';
import { createRandom } from '../../../../engine/random.ts';
import { clampParam, type SceneContext, type SceneView, type Score } from '../../../../engine/scene.ts';
import type { Hello } from '../../../protocol/messages.ts';
import { STEP_S } from '../../wall/stepper.ts';

/** Of a cue, what a trial of it needs. */
export type TriedCue = Pick<Cue, 'number' | 'scene' | 'params' | 'fades'>;
/** Of the show, what a scene is begun with. */
export type TrialHouse = Pick<Hello, 'seed' | 'canvas' | 'palette' | 'brushes'>;
/** Of the room, what a scene hears. */
export interface Heard {
  readonly people: readonly Person[];
  readonly gestures: readonly Gesture[];
  readonly crowd: CrowdView;
}

/** A cue that plays by itself beside the show, so that it is seen before it is on. Plain data, but for the score. */
export interface CueTrial {
  readonly score: Score<unknown>;
  readonly cue: TriedCue;
  readonly house: TrialHouse;
  /** of 1/60 s, so far */
  readonly steps: number;
  readonly state: unknown;
}

const noCrowd: CrowdView = { energy: 0, centre: { x: 0.5, y: 0.5 }, attract: false };

type Fade = NonNullable<TriedCue['fades']>[number];

/** @returns where a fade is that began with the cue */
const along = ({ to, seconds, curve = 'soft' }: Fade, from: number, timeS: number): number =>
  stepFade({ from, to, seconds, doneS: timeS, curve }, 0)[1];

/** @returns the scene's parameters so many seconds after the cue fired: the cue's own, and where its fades take them */
export function paramsOf(score: Score<unknown>, cue: TriedCue, timeS: number): Readonly<Record<string, number>> {
  const set = cueParams(cue, score);
  for (const fade of cue.fades ?? []) {
    if (fade.what !== 'param') continue;
    const from = set[fade.name];
    if (from !== undefined) set[fade.name] = clampParam(score.params, fade.name, along(fade, from, timeS));
  }
  return set;
}

/** @returns how light the cue makes the wall, 0..1. A trial begins in full light, whatever the artist's fader says: it is there to be seen. */
export const lightOf = ({ cue, steps }: Pick<CueTrial, 'cue' | 'steps'>): number =>
  (cue.fades ?? []).reduce((light, fade) => (fade.what === 'light' ? along(fade, light, steps * STEP_S) : light), 1);

const contextOf = ({ score, cue, house, steps }: Omit<CueTrial, 'state'>, heard: Heard): SceneContext => ({
  dt: STEP_S,
  time: steps * STEP_S,
  canvas: house.canvas,
  palette: house.palette,
  brushes: house.brushes,
  params: paramsOf(score, cue, steps * STEP_S),
  ...heard,
  random: createRandom(house.seed).split(score.id).split(`trial of ${cue.number}`).split(steps),
});

/** The cue as if GO were pressed now, in an empty room: whoever is there comes with the first step. */
export function beginTrial(score: Score<unknown>, cue: TriedCue, house: TrialHouse): CueTrial {
  const begun = { score, cue, house, steps: 0 };
  return { ...begun, state: score.begin(contextOf(begun, { people: [], gestures: [], crowd: noCrowd })) };
}

/** One sixtieth of a second of it. Strokes are not asked for: a trial paints nothing. */
export function stepTrial(trial: CueTrial, heard: Heard): CueTrial {
  const next = { ...trial, steps: trial.steps + 1 };
  return { ...next, state: trial.score.step(trial.state, contextOf(next, heard)) };
}

export const viewOfTrial = ({ score, state }: CueTrial): SceneView => score.view(state);

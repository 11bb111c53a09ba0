import { type Crowd, nobody, stepCrowd } from './gestures/crowd.ts';
import { viewOf } from './gestures/gathering.ts';
import type { Input } from './input.ts';
import { fullMasters, type Masters, stepMasters } from './masters.ts';
import type { Gesture } from './people.ts';
import type { Programme } from './programme.ts';
import { createRandom } from './random.ts';
import type { Params, SceneContext, SceneView, Score } from './scene.ts';
import type { Stroke, StrokeDraft, StrokePoint } from './stroke.ts';

/** Steps a second. A show is a pure function of its programme, its inputs and the number of steps. */
export const HZ = 60;
const DT = 1 / HZ;
/** A second GO within this time is a slip of the finger (FIELD.md §2: double GO). */
export const GO_GUARD_STEPS = 30;

/** The whole show at one moment: plain data that survives JSON. */
export interface ShowState {
  readonly run: number;
  readonly step: number;
  readonly crowd: Crowd;
  readonly masters: Masters;
  readonly cue: number;
  readonly cueStep: number;
  readonly goStep: number;
  readonly params: Readonly<Record<string, number>>;
  readonly scene: unknown;
  readonly nextStroke: number;
}

export interface Stepped {
  readonly state: ShowState;
  readonly strokes: readonly Stroke[];
  readonly gestures: readonly Gesture[];
  readonly view: SceneView;
}

export interface Show {
  readonly programme: Programme;
  /** @param run - which performance on this ledger, from 1; it numbers the strokes */
  begin(run: number): ShowState;
  step(state: ShowState, inputs: readonly Input[]): Stepped;
  /** the scene that is on */
  scene(state: ShowState): Score<unknown>;
}

const inside = (value: number, max: number): number => Math.min(max, Math.max(0, value));

/** @returns the draft inside the canvas, or null when nothing of it can be painted */
function admit(draft: StrokeDraft, programme: Programme): StrokeDraft | null {
  const points: StrokePoint[] = [];
  for (const [x, y, pressure] of draft.points) {
    if (!Number.isFinite(x + y + pressure)) return null;
    const { widthMm, heightMm } = programme.canvas;
    points.push([round(inside(x, widthMm)), round(inside(y, heightMm)), round(inside(pressure, 1))]);
  }
  const known = programme.palette.some((paint) => paint.id === draft.paint) && programme.brushes.some((brush) => brush.id === draft.brush);
  return known && points.length >= 2 ? { ...draft, points } : null;
}
/** A thousandth of a millimetre: finer than any arm, and the same text on every machine. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * A show: its programme bound to its scenes.
 *
 * @throws Error when a cue names a scene that is not there; check with the programme's loader first
 */
export function createShow(programme: Programme, scenes: readonly Score<unknown>[]): Show {
  const bound = programme.cues.map((cue) => {
    const scene = scenes.find((one) => one.id === cue.scene);
    if (!scene) throw new Error(`cue ${cue.number} wants the scene "${cue.scene}"; there are ${scenes.map((one) => one.id).join(', ')}`);
    return { cue, scene };
  });
  const at = (state: Pick<ShowState, 'cue'>) => {
    const found = bound[state.cue];
    if (!found) throw new RangeError(`there is no cue at place ${state.cue}; the programme has ${bound.length}`);
    return found;
  };
  const root = createRandom(programme.seed);

  const initialParams = (place: number): Record<string, number> => {
    const { cue, scene } = at({ cue: place });
    return Object.fromEntries(
      Object.entries(scene.params).map(([name, slider]) => [name, clampParam(scene.params, name, cue.params[name] ?? slider.initial)]),
    );
  };
  const context = (state: ShowState, gestures: readonly Gesture[]): SceneContext => ({
    dt: DT,
    time: (state.step - state.cueStep) * DT,
    canvas: programme.canvas,
    palette: programme.palette,
    brushes: programme.brushes,
    params: state.params,
    people: state.crowd.people,
    gestures,
    crowd: viewOf(state.crowd.gathering),
    random: root.split(at(state).scene.id).split(state.run).split(state.step),
  });
  const enter = (state: ShowState, place: number): ShowState => {
    const next = { ...state, cue: place, cueStep: state.step, goStep: state.step, params: initialParams(place) };
    const sameScene = state.scene !== null && at(state).scene === at(next).scene;
    return { ...next, scene: sameScene ? state.scene : at(next).scene.begin(context(next, [])) };
  };
  const obey = (state: ShowState, input: Input): ShowState => {
    const masters = (change: Partial<Masters>): ShowState => ({ ...state, masters: { ...state.masters, ...change } });
    switch (input.kind) {
      case 'go':
        if (state.step - state.goStep < GO_GUARD_STEPS) return state;
        if (state.masters.panic !== 'no') return { ...masters({ panic: 'no' }), goStep: state.step };
        return state.cue + 1 < bound.length ? enter(state, state.cue + 1) : state;
      case 'panic':
        return masters({ panic: state.masters.panic === 'no' ? 'fading' : 'cut' });
      case 'blackout':
        return masters({ blackout: input.on });
      case 'master':
        return masters({ [input.which]: input.level });
      case 'param':
        return at(state).scene.params[input.name]
          ? { ...state, params: { ...state.params, [input.name]: clampParam(at(state).scene.params, input.name, input.value) } }
          : state;
      default:
        return state;
    }
  };
  return {
    programme,
    scene: (state) => at(state).scene,
    begin: (run) =>
      enter(
        {
          run,
          step: 0,
          crowd: nobody,
          masters: fullMasters,
          cue: 0,
          cueStep: 0,
          goStep: -GO_GUARD_STEPS,
          params: {},
          scene: null,
          nextStroke: 1,
        },
        0,
      ),
    step(before, inputs) {
      const obeyed = inputs.reduce(obey, { ...before, step: before.step + 1 });
      const { crowd, gestures } = stepCrowd(obeyed.crowd, inputs, obeyed.step, DT, programme.paints);
      const ready = { ...obeyed, crowd, masters: stepMasters(obeyed.masters, DT, obeyed.step * DT) };
      const { scene } = at(ready);
      const known = context(ready, gestures);
      const state = { ...ready, scene: scene.step(ready.scene, known) };
      const strokes: Stroke[] = [];
      if (state.masters.panic === 'no')
        for (const draft of scene.strokes(state.scene, known)) {
          const admitted = admit(draft, programme);
          const number = String(state.nextStroke + strokes.length).padStart(4, '0');
          if (admitted) strokes.push({ ...admitted, id: `${state.run}-${number}`, scene: scene.id, step: state.step });
        }
      return { state: { ...state, nextStroke: state.nextStroke + strokes.length }, strokes, gestures, view: scene.view(state.scene) };
    },
  };
}

function clampParam(params: Params, name: string, value: number): number {
  const slider = params[name];
  if (!slider) throw new RangeError(`there is no parameter "${name}"; there are ${Object.keys(params).join(', ')}`);
  return Number.isFinite(value) ? Math.min(slider.max, Math.max(slider.min, value)) : slider.initial;
}

import { type Crowd, nobody, stepCrowd } from './gestures/crowd.ts';
import type { Input } from './input.ts';
import { beginMappings, type MappingState } from './mapping/book.ts';
import { mappingsOf } from './mapping/defaults.ts';
import { effective, listensTo, stepMappings } from './mapping.ts';
import { fullMasters, type Masters, stepMasters } from './masters.ts';
import type { Gesture } from './people.ts';
import type { Programme } from './programme.ts';
import { createRandom } from './random.ts';
import type { Params, SceneContext, SceneView, Score } from './scene.ts';
import { energyOf, noSignals, type Signals, type SignalValues, stepSignals } from './signals.ts';
import type { Stroke, StrokeDraft, StrokePoint } from './stroke.ts';
import { began, beginTempo, stepTempo, type Tempo } from './tempo.ts';

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
  /** place of a cue that waits for the next beat or bar */
  readonly waiting: number | null;
  readonly tempo: Tempo;
  readonly signals: Signals;
  readonly mapping: MappingState;
  /** as the artist has set them; what mappings make of them is in `mapping.moved` */
  readonly params: Readonly<Record<string, number>>;
  readonly scene: unknown;
  readonly nextStroke: number;
}

export interface Stepped {
  readonly state: ShowState;
  readonly strokes: readonly Stroke[];
  readonly gestures: readonly Gesture[];
  readonly view: SceneView;
  /** every signal that has a value in this step */
  readonly signals: SignalValues;
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
  const mappings = mappingsOf(programme, [...new Set(bound.map(({ scene }) => scene))]);

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
    params: effective(state.mapping, at(state).scene.id, state.params),
    people: state.crowd.people,
    gestures,
    random: root.split(at(state).scene.id).split(state.run).split(state.step),
  });
  const enter = (state: ShowState, place: number): ShowState => {
    const next = { ...state, cue: place, cueStep: state.step, goStep: state.step, waiting: null, params: initialParams(place) };
    const sameScene = state.scene !== null && at(state).scene === at(next).scene;
    return { ...next, scene: sameScene ? state.scene : at(next).scene.begin(context(next, [])) };
  };
  /** takes a cue now, or lets it wait for its beat */
  const call = (state: ShowState, place: number): ShowState =>
    at({ cue: place }).cue.quantise ? { ...state, waiting: place, goStep: state.step } : enter(state, place);
  const due = ({ waiting, tempo }: ShowState, before: Tempo): number | null => {
    const quantise = waiting === null ? undefined : at({ cue: waiting }).cue.quantise;
    return waiting !== null && (!quantise || began(quantise, before, tempo)) ? waiting : null;
  };
  const obey = (state: ShowState, input: Input): ShowState => {
    const masters = (change: Partial<Masters>): ShowState => ({ ...state, masters: { ...state.masters, ...change } });
    switch (input.kind) {
      case 'go':
        if (state.step - state.goStep < GO_GUARD_STEPS) return state;
        if (state.masters.panic !== 'no') return { ...masters({ panic: 'no' }), goStep: state.step };
        if (state.waiting !== null) return enter(state, state.waiting);
        return state.cue + 1 < bound.length ? call(state, state.cue + 1) : state;
      case 'cue': {
        const place = bound.findIndex(({ cue }) => cue.number === input.number);
        return place < 0 || state.step - state.goStep < GO_GUARD_STEPS ? state : call(masters({ panic: 'no' }), place);
      }
      case 'panic':
        return { ...masters({ panic: state.masters.panic === 'no' ? 'fading' : 'cut' }), waiting: null };
      case 'blackout':
        return masters({ blackout: input.on });
      case 'master':
        return masters({ [input.which]: input.level });
      case 'param':
        return Object.hasOwn(at(state).scene.params, input.name)
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
          waiting: null,
          tempo: beginTempo(programme.tempo),
          signals: noSignals,
          mapping: beginMappings(mappings),
          params: {},
          scene: null,
          nextStroke: 1,
        },
        0,
      ),
    step(before, inputs) {
      const told = inputs.reduce(obey, { ...before, step: before.step + 1 });
      const onBeat = { ...told, tempo: stepTempo(told.tempo, inputs, told.step, DT) };
      const place = due(onBeat, before.tempo);
      const obeyed = place === null ? onBeat : enter(onBeat, place);
      const { scene } = at(obeyed);
      const { crowd, gestures } = stepCrowd(obeyed.crowd, inputs, obeyed.step, DT, programme.paints);
      const { people } = crowd;
      const { signals, values } = stepSignals(
        obeyed.signals,
        inputs,
        obeyed.step,
        { people, energy: energyOf(people), tempo: obeyed.tempo },
        listensTo(obeyed.mapping),
      );
      const movable = { scene: scene.id, params: scene.params, set: obeyed.params };
      const mapping = stepMappings(obeyed.mapping, inputs, values, movable, DT);
      const { 'master/light': light = 1, 'master/sound': sound = 1 } = mapping.moved;
      const masters = stepMasters(obeyed.masters, DT, obeyed.step * DT, { light, sound });
      const ready = { ...obeyed, crowd, signals, mapping, masters };
      const known = context(ready, gestures);
      const state = { ...ready, scene: scene.step(ready.scene, known) };
      const strokes: Stroke[] = [];
      if (state.masters.panic === 'no')
        for (const draft of scene.strokes(state.scene, known)) {
          const admitted = admit(draft, programme);
          const number = String(state.nextStroke + strokes.length).padStart(4, '0');
          if (admitted) strokes.push({ ...admitted, id: `${state.run}-${number}`, scene: scene.id, step: state.step });
        }
      return {
        state: { ...state, nextStroke: state.nextStroke + strokes.length },
        strokes,
        gestures,
        view: scene.view(state.scene),
        signals: values,
      };
    },
  };
}

function clampParam(params: Params, name: string, value: number): number {
  const slider = params[name];
  if (!slider) throw new RangeError(`there is no parameter "${name}"; there are ${Object.keys(params).join(', ')}`);
  return Number.isFinite(value) ? Math.min(slider.max, Math.max(slider.min, value)) : slider.initial;
}

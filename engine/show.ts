import { admit } from './admit.ts';
import { type Board, beginFades, fadeParams, stepBoard } from './board.ts';
import { type Cue, usualTransition } from './cues/cue.ts';
import { type CueState, firstCue, obeyCue, stepCues } from './cues/player.ts';
import { type Crowd, nobody, stepCrowd } from './gestures/crowd.ts';
import { viewOf } from './gestures/gathering.ts';
import type { Input } from './input.ts';
import { beginMappings, type MappingState } from './mapping/book.ts';
import { mappingsOf } from './mapping/defaults.ts';
import { effective, listensTo, stepMappings } from './mapping.ts';
import { fullMasters, stepMasters } from './masters.ts';
import { type Hands, obeyHand } from './obey.ts';
import type { Gesture } from './people.ts';
import type { Programme } from './programme.ts';
import { createRandom } from './random.ts';
import { clampParam, type SceneContext, type SceneView, type Score } from './scene.ts';
import { noSignals, type Signals, type SignalValues, stepSignals } from './signals.ts';
import type { Stroke } from './stroke.ts';
import { began, beginTempo, stepTempo, type Tempo } from './tempo.ts';

/** Steps a second. A show is a pure function of its programme, its inputs and the number of steps. */
export const HZ = 60;
const DT = 1 / HZ;

/** A scene that plays: its own state, and where it is in the programme. */
export interface Playing {
  /** of the cue that brought it on */
  readonly place: number;
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

/** The whole show at one moment: plain data that survives JSON. */
export interface ShowState extends Hands {
  readonly run: number;
  readonly step: number;
  readonly crowd: Crowd;
  readonly tempo: Tempo;
  readonly signals: Signals;
  /** parameters are as the artist has set them; what mappings make of them is in `mapping.moved` */
  readonly mapping: MappingState;
  readonly cues: CueState;
  readonly scene: Playing;
  readonly leaving: Leaving | null;
  /** strokes left to paint, as the arm told; null before it did */
  readonly strokesLeft: number | null;
  readonly nextStroke: number;
}

/** As much of a show as its scenes know of. */
type Present = Pick<ShowState, 'run' | 'step' | 'crowd' | 'mapping'>;

export interface Stepped {
  readonly state: ShowState;
  readonly strokes: readonly Stroke[];
  readonly gestures: readonly Gesture[];
  readonly view: SceneView;
  /** of the scene that leaves */
  readonly leavingView: SceneView | null;
  /** every signal that has a value in this step */
  readonly signals: SignalValues;
}

export interface Show {
  readonly programme: Programme;
  /** @param run - which performance on this ledger, from 1; it numbers the strokes */
  begin(run: number): ShowState;
  step(state: ShowState, inputs: readonly Input[]): Stepped;
  /** the scene that is on */
  scene(state: Pick<ShowState, 'scene'>): Score<unknown>;
  /** the scene of a cue, by its place in the programme */
  sceneAt(place: number): Score<unknown>;
  cue(state: Pick<ShowState, 'cues'>): Cue;
}

/**
 * A show: its programme bound to its scenes.
 *
 * @throws Error when a cue names a scene that is not there; check with the programme's loader first
 */
export function createShow(programme: Programme, scenes: readonly Score<unknown>[]): Show {
  const { cues } = programme;
  const root = createRandom(programme.seed);
  const bound = cues.map((cue) => {
    const scene = scenes.find((one) => one.id === cue.scene);
    if (!scene) throw new Error(`cue ${cue.number} wants the scene "${cue.scene}"; there are ${scenes.map((one) => one.id).join(', ')}`);
    return { cue, scene, luck: root.split(scene.id) };
  });
  const at = (place: number) => {
    const found = bound[place];
    if (!found) throw new RangeError(`there is no cue at place ${place}; the programme has ${bound.length}`);
    return found;
  };
  const mappings = mappingsOf(programme, [...new Set(bound.map(({ scene }) => scene))]);

  const paramsOf = (place: number): Record<string, number> => {
    const { cue, scene } = at(place);
    return Object.fromEntries(
      Object.entries(scene.params).map(([name, slider]) => [name, clampParam(scene.params, name, cue.params[name] ?? slider.initial)]),
    );
  };
  const context = (state: Present, playing: Playing, params: Board['params'], gestures: readonly Gesture[]): SceneContext => {
    const { scene, luck } = at(playing.place);
    return {
      dt: DT,
      time: (state.step - playing.sinceStep) * DT,
      canvas: programme.canvas,
      palette: programme.palette,
      brushes: programme.brushes,
      params: effective(state.mapping, scene.id, params),
      people: state.crowd.people,
      gestures,
      crowd: viewOf(state.crowd.gathering),
      random: luck.split(state.run).split(state.step),
    };
  };

  /** A cue fires: its scene comes on, or the one that is on takes its parameters. */
  const enter = (before: ShowState, place: number): ShowState => {
    const { cue, scene } = at(place);
    const { kind, seconds } = cue.transition ?? usualTransition;
    const takesS = kind === 'cut' ? 0 : seconds;
    const same = scene === at(before.scene.place).scene;
    let state = before;
    if (same) state = fadeParams(before, paramsOf(place), takesS);
    else {
      const leaving = takesS > 0 ? { ...before.scene, params: before.params, kind, seconds: takesS, doneS: 0 } : null;
      const params = paramsOf(place);
      const playing = { place, state: null, sinceStep: before.step };
      state = { ...before, params, fades: {}, past: [], leaving, scene: playing };
      state = { ...state, scene: { ...playing, state: scene.begin(context(state, playing, params, [])) } };
    }
    return beginFades(state, cue.fades ?? [], (name, value) => clampParam(scene.params, name, value));
  };

  const obey = (state: ShowState, input: Input): ShowState => {
    switch (input.kind) {
      case 'go':
      case 'cue/back':
      case 'cue/jump':
      case 'cue/standby':
      case 'cue/hold':
      case 'cue/stop': {
        // GO ends a panic, and nothing else: the room is dark, and nobody knows what the next cue would do there
        const panicking = input.kind === 'go' && state.masters.panic !== 'no';
        if (panicking)
          return { ...obeyHand(state, { kind: 'calm' }, at(state.scene.place).scene.params), cues: { ...state.cues, sinceGoS: 0 } };
        const { state: list, fires } = obeyCue(state.cues, input, cues);
        const calm = fires === null ? state : obeyHand(state, { kind: 'calm' }, {});
        const told = { ...calm, cues: list };
        return fires === null ? told : enter(told, fires);
      }
      case 'panic':
        return { ...obeyHand(state, input, {}), cues: obeyCue(state.cues, { kind: 'cue/stop' }, cues).state };
      case 'painting':
        return { ...state, strokesLeft: input.left };
      default:
        return obeyHand(state, input, at(state.scene.place).scene.params);
    }
  };

  /** Time passes for the cues; what is due fires. @param now - of this step */
  const succeed = (state: ShowState, now: Pick<ShowState, 'step' | 'crowd' | 'tempo'>, gestures: readonly Gesture[]) => {
    const beat = began('bar', state.tempo, now.tempo) ? 'bar' : began('beat', state.tempo, now.tempo) ? 'beat' : null;
    const happening = {
      gestures: gestures.map(({ kind }) => kind),
      votes: [],
      energy: now.crowd.gathering.energy,
      strokesLeft: state.strokesLeft,
      beat,
    } as const;
    const { state: list, fires } = stepCues(state.cues, cues, happening, DT);
    return { list, state: fires === null ? state : enter({ ...state, ...now, cues: list }, fires) };
  };

  const leave = (leaving: Leaving | null, now: Present, gestures: readonly Gesture[]): Leaving | null => {
    if (leaving === null || leaving.doneS + DT >= leaving.seconds) return null;
    const { scene } = at(leaving.place);
    return { ...leaving, doneS: leaving.doneS + DT, state: scene.step(leaving.state, context(now, leaving, leaving.params, gestures)) };
  };

  return {
    programme,
    scene: (state) => at(state.scene.place).scene,
    sceneAt: (place) => at(place).scene,
    cue: (state) => at(state.cues.place).cue,
    begin: (run) => {
      const params = paramsOf(0);
      const playing: Playing = { place: 0, state: null, sinceStep: 0 };
      const state: ShowState = {
        ...{ run, step: 0, crowd: nobody, params, masters: fullMasters, fades: {}, kept: {}, past: [], frozen: false },
        ...{ tempo: beginTempo(programme.tempo), signals: noSignals, mapping: beginMappings(mappings) },
        ...{ cues: firstCue(cues), scene: playing, leaving: null },
        ...{ strokesLeft: null, nextStroke: 1 },
      };
      const begun = { ...playing, state: at(0).scene.begin(context(state, playing, params, [])) };
      const fades = at(0).cue.fades ?? [];
      return beginFades({ ...state, scene: begun }, fades, (name, value) => clampParam(at(0).scene.params, name, value));
    },
    step(before, inputs) {
      const step = before.step + 1;
      const obeyed = inputs.length === 0 ? before : inputs.reduce(obey, { ...before, step });
      const tempo = stepTempo(obeyed.tempo, inputs, step, DT);
      const { crowd, gestures } = stepCrowd(obeyed.crowd, inputs, step, DT, programme.paints);
      const { list, state: succeeded } = succeed(obeyed, { step, crowd, tempo }, gestures);
      const due = stepBoard(succeeded, DT);
      const { scene } = at(due.scene.place);
      const room = { people: crowd.people, energy: crowd.gathering.energy, tempo };
      const { signals, values } = stepSignals(due.signals, inputs, step, room, listensTo(due.mapping));
      const mapping = stepMappings(due.mapping, inputs, values, { scene: scene.id, params: scene.params, set: due.params }, DT);
      const { 'master/light': light = 1, 'master/sound': sound = 1 } = mapping.moved;
      const masters = stepMasters(due.masters, DT, step * DT, { light, sound });
      const { run, params, fades, kept, past, frozen, strokesLeft } = due;
      // each field is named: spreading so large an object costs fifty times as much, and as much as all else in an idle step
      const stand = (playing: Playing, leaving: Leaving | null, nextStroke: number): ShowState => ({
        run,
        step,
        crowd,
        params,
        masters,
        fades,
        kept,
        past,
        frozen,
        tempo,
        signals,
        mapping,
        cues: list,
        scene: playing,
        leaving,
        strokesLeft,
        nextStroke,
      });
      if (frozen) {
        const state = stand(due.scene, due.leaving, due.nextStroke);
        return { state, strokes: [], gestures, view: still(scene.view(due.scene.state)), leavingView: null, signals: values };
      }
      const now: Present = { run, step, crowd, mapping };
      const known = context(now, due.scene, params, gestures);
      const leaving = leave(due.leaving, now, gestures);
      const played = scene.step(due.scene.state, known);
      const strokes: Stroke[] = [];
      if (masters.panic === 'no')
        for (const draft of scene.strokes(played, known)) {
          const admitted = admit(draft, programme);
          const number = String(due.nextStroke + strokes.length).padStart(4, '0');
          if (admitted) strokes.push({ ...admitted, id: `${run}-${number}`, scene: scene.id, step });
        }
      return {
        state: stand({ place: due.scene.place, state: played, sinceStep: due.scene.sinceStep }, leaving, due.nextStroke + strokes.length),
        strokes,
        gestures,
        view: scene.view(played),
        leavingView: leaving === null ? null : at(leaving.place).scene.view(leaving.state),
        signals: values,
      };
    },
  };
}

/** The same view without what happened in it: it has been told. */
const still = (view: SceneView): SceneView => ({ ...view, events: [] });

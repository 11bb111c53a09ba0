import { admit } from './admit.ts';
import { type Board, stepBoard } from './board.ts';
import { tally, vote } from './cues/ballot.ts';
import type { Cue } from './cues/cue.ts';
import { firstCue, goGuardS, obeyCue, stepCues } from './cues/player.ts';
import { passing } from './cues/ways.ts';
import { noEdits } from './editing/history.ts';
import { type Editable, isEdit, learntEdits, lock, obeyEdit } from './editing.ts';
import { type Crowd, headcount, nobody, stepCrowd } from './gestures/crowd.ts';
import { viewOf } from './gestures/gathering.ts';
import type { Input } from './input.ts';
import { beginMappings, type MappingState } from './mapping/book.ts';
import { mappingsOf } from './mapping/defaults.ts';
import { inputOf } from './mapping/press.ts';
import { effective, listensTo, stepMappings } from './mapping.ts';
import { fullMasters, stepMasters } from './masters.ts';
import { type Hands, obeyHand } from './obey.ts';
import type { Gesture } from './people.ts';
import { createCast, enter, fadeByCue, type Leaving, type Playing, paramsOf } from './playing.ts';
import type { Programme } from './programme.ts';
import { createRandom } from './random.ts';
import type { SceneContext, SceneView, Score } from './scene.ts';
import { noSignals, type Signals, type SignalValues, stepSignals } from './signals.ts';
import type { Stroke } from './stroke.ts';
import { began, beginTempo, stepTempo, type Tempo } from './tempo.ts';

/** Steps a second. A show is a pure function of its programme, its inputs and the number of steps. */
export const HZ = 60;
const DT = 1 / HZ;

/** The whole show at one moment: plain data that survives JSON. */
export interface ShowState extends Hands, Editable {
  readonly run: number;
  readonly step: number;
  readonly crowd: Crowd;
  readonly tempo: Tempo;
  readonly signals: Signals;
  /** parameters are as the artist has set them; what mappings make of them is in `mapping.moved` */
  readonly mapping: MappingState;
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
  /** the cue that is on */
  cue(state: Pick<ShowState, 'cues' | 'book'>): Cue;
}

/**
 * A show: its programme bound to its scenes.
 *
 * @throws Error when a cue names a scene that is not there; check with the programme's loader first
 */
export function createShow(programme: Programme, scenes: readonly Score<unknown>[]): Show {
  const cast = createCast(programme, scenes);
  const root = createRandom(programme.seed);
  const mappings = mappingsOf(programme, scenes);
  const cueAt = ({ list }: ShowState['book'], place: number): Cue => {
    const found = list[place];
    if (!found) throw new RangeError(`there is no cue at place ${place}; the list has ${list.length}`);
    return found;
  };

  const lucks = new Map(scenes.map(({ id }) => [id, root.split(id)]));
  const context = (state: Present, playing: Playing, params: Board['params'], gestures: readonly Gesture[]): SceneContext => ({
    dt: DT,
    time: (state.step - playing.sinceStep) * DT,
    canvas: programme.canvas,
    palette: programme.palette,
    brushes: programme.brushes,
    params: effective(state.mapping, playing.scene, params),
    people: state.crowd.people,
    gestures,
    crowd: viewOf(state.crowd.gathering),
    random: (lucks.get(playing.scene) ?? root.split(playing.scene)).split(state.run).split(state.step),
  });

  const fire = (state: ShowState, place: number): ShowState => {
    const cue = cueAt(state.book, place);
    const cues = { ...state.cues, path: passing(state.cues.path, cue.number, state.step) };
    return enter({ ...state, cues }, cue, cast.of(cue.scene), (now, playing) => context(now, playing, now.params, []));
  };

  const obey = (state: ShowState, input: Input): ShowState => {
    if (isEdit(input)) return obeyEdit(state, input, cast);
    const { list: cues } = state.book;
    switch (input.kind) {
      case 'go':
      case 'cue/back':
      case 'cue/jump':
      case 'cue/standby':
      case 'cue/hold':
      case 'cue/stop': {
        // GO ends a panic, and nothing else: the room is dark, and nobody knows what the next cue would do there. A GO that
        // another operator pressed just when this one called a panic was not meant to end it
        const panicking = input.kind === 'go' && state.masters.panic !== 'no';
        if (panicking && state.cues.sinceGoS < goGuardS) return state;
        if (panicking)
          return { ...obeyHand(state, { kind: 'calm' }, cast.of(state.scene.scene).params), cues: { ...state.cues, sinceGoS: 0 } };
        const { state: list, fires } = obeyCue(state.cues, input, cues);
        const calm = fires === null ? state : obeyHand(state, { kind: 'calm' }, {});
        const told = { ...calm, cues: list };
        return fires === null ? told : fire(told, fires);
      }
      case 'vote':
        return { ...state, cues: vote(state.cues, cues, input.participant, input.choice) };
      case 'show-mode':
        return lock(state, input.on);
      case 'panic':
        return { ...obeyHand(state, input, {}), cues: { ...obeyCue(state.cues, { kind: 'cue/stop' }, cues).state, sinceGoS: 0 } };
      case 'painting':
        return { ...state, strokesLeft: input.left };
      default:
        return obeyHand(state, input, cast.of(state.scene.scene).params);
    }
  };

  /** Time passes for the cues; what is due fires. @param now - of this step */
  const succeed = (state: ShowState, now: Pick<ShowState, 'step' | 'crowd' | 'tempo'>, gestures: readonly Gesture[]) => {
    const beat = began('bar', state.tempo, now.tempo) ? 'bar' : began('beat', state.tempo, now.tempo) ? 'beat' : null;
    const happening = {
      gestures: gestures.map(({ kind }) => kind),
      votes: tally(state.cues.votes),
      energy: now.crowd.gathering.energy,
      strokesLeft: state.strokesLeft,
      beat,
    } as const;
    const { state: list, fires } = stepCues(state.cues, state.book.list, happening, DT);
    if (fires === null) return { list, state };
    const fired = fire({ ...state, ...now, cues: list }, fires);
    return { list: fired.cues, state: fired };
  };

  const leave = (leaving: Leaving | null, now: Present, gestures: readonly Gesture[]): Leaving | null => {
    if (leaving === null || leaving.doneS + DT >= leaving.seconds) return null;
    const scene = cast.of(leaving.scene);
    return { ...leaving, doneS: leaving.doneS + DT, state: scene.step(leaving.state, context(now, leaving, leaving.params, gestures)) };
  };

  return {
    programme,
    scene: (state) => cast.of(state.scene.scene),
    cue: (state) => cueAt(state.book, state.cues.place),
    begin: (run) => {
      const book = { list: programme.cues };
      const first = cueAt(book, 0);
      const scene = cast.of(first.scene);
      const params = paramsOf(first, scene);
      const playing: Playing = { scene: scene.id, state: null, sinceStep: 0 };
      const state: ShowState = {
        ...{ run, step: 0, crowd: nobody, params, masters: fullMasters, fades: {}, kept: programme.snapshots, past: [], frozen: false },
        ...{ tempo: beginTempo(programme.tempo), signals: noSignals, mapping: beginMappings(mappings) },
        ...{ book, cues: firstCue(book.list), edits: noEdits, locked: false, scene: playing, leaving: null },
        ...{ strokesLeft: null, nextStroke: 1 },
      };
      const begun = { ...playing, state: scene.begin(context(state, playing, params, [])) };
      return fadeByCue({ ...state, scene: begun }, first, scene);
    },
    step(before, said) {
      const step = before.step + 1;
      const { pressed } = before.mapping;
      const inputs = pressed.length === 0 ? said : [...pressed.map((deed) => inputOf(deed, before, step * DT * 1000)), ...said];
      const obeyed = inputs.length === 0 ? before : inputs.reduce(obey, { ...before, step });
      const tempo = stepTempo(obeyed.tempo, inputs, step, DT);
      const { crowd, gestures } = stepCrowd(obeyed.crowd, inputs, step, DT, programme.paints);
      const { list, state: succeeded } = succeed(obeyed, { step, crowd, tempo }, gestures);
      const due = stepBoard(succeeded, DT);
      const scene = cast.of(due.scene.scene);
      const room = { people: crowd.people, count: headcount(crowd), energy: crowd.gathering.energy, tempo };
      const { signals, values } = stepSignals(due.signals, inputs, step, room, listensTo(due.mapping));
      const mapping = stepMappings(due.mapping, values, { scene: scene.id, params: scene.params, set: due.params }, DT);
      const edits = learntEdits(due.edits, due, due.mapping, mapping, step);
      const { 'master/light': light = 1, 'master/sound': sound = 1 } = mapping.moved;
      const masters = stepMasters(due.masters, DT, step * DT, { light, sound });
      const { run, params, fades, kept, past, frozen, strokesLeft, book, locked } = due;
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
        book,
        edits,
        locked,
        cues: list,
        scene: playing,
        leaving,
        strokesLeft,
        nextStroke,
      });
      if (frozen) {
        const state = stand(later(due.scene), due.leaving && later(due.leaving), due.nextStroke);
        return { state, strokes: [], gestures, view: still(scene.view(due.scene.state)), signals: values };
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
        state: stand({ scene: scene.id, state: played, sinceStep: due.scene.sinceStep }, leaving, due.nextStroke + strokes.length),
        strokes,
        gestures,
        view: scene.view(played),
        signals: values,
      };
    },
  };
}

/** The same view without what happened in it: it has been told. */
const still = (view: SceneView): SceneView => ({ ...view, events: [] });

/** A scene that stands still: its own time does too. */
const later = <P extends Playing>(playing: P): P => ({ ...playing, sinceStep: playing.sinceStep + 1 });

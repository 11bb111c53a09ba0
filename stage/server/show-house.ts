import type { Machine } from '../../devices/machine.ts';
import type { ArmStatus, FromArm, HoldReason, StrokeLife } from '../../devices/process/messages.ts';
import type { Input } from '../../engine/input.ts';
import { createRandom } from '../../engine/random.ts';
import { GO_GUARD_STEPS, type Show, type ShowState, type Stepped } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';
import { strokesDigest } from '../ledger/recording.ts';
import type { Ledger } from '../ledger/store.ts';
import type { CameraState, Hello, LogLine } from '../protocol/messages.ts';
import { armView } from './arm-view.ts';
import { type Books, OVER } from './books.ts';
import { createFrames } from './frames.ts';
import type { House } from './house.ts';
import type { MachineSight } from './machine-view.ts';
import { mappingsView, metersView } from './meters.ts';
import type { Painting } from './painting/painting.ts';

/** As much of the arm process as a show needs. */
export interface ArmHands {
  paint(stroke: Stroke, fromMm?: number): void;
  withdraw(strokes: readonly string[]): void;
  hold(why: HoldReason): void;
  resume(): void;
  stop(): void;
  home(): void;
}

interface HouseParts {
  readonly show: Show;
  readonly run: number;
  readonly ledger: Ledger;
  readonly books: Books;
  readonly painting: Pick<Painting, 'add'>;
  readonly arm: ArmHands;
  readonly machine: Machine;
  readonly sight: MachineSight;
  readonly visitUrl: string | null;
  readonly log: (level: LogLine['level'], text: string) => void;
  readonly logLines: () => readonly LogLine[];
}

/** Author of what nobody asked for: the scene's own dreams. */
const GENERATOR = 'generator';
/** Steps between marks in the ledger that say how far a show went, should it end without saying so: ten seconds. */
const MARK_STEPS = 600;
/** An empty camera frame is kept only as a change: an empty room is not an event. */
const isEmpty = (input: Input): boolean => input.kind === 'hands' && input.hands.length === 0;

/** The show with its books: what anyone did goes in, is recorded, stepped, painted, and told to the pages. */
export function createHouse(parts: HouseParts) {
  const { show, run, ledger, books, painting, arm, machine, log } = parts;
  const frames = createFrames(show);
  const digest = strokesDigest();
  const cameras: Record<string, CameraState> = {};
  const emptyCameras = new Set<string>();
  let inputs: Input[] = [];
  /** what the scene dreamt waits here until nobody's stroke does: a visitor never queues behind a dream */
  const dreams: Stroke[] = [];
  const atArm = new Set<string>();
  let state: ShowState = show.begin(run);
  let latest: Stepped | null = null;
  let status: ArmStatus | null = null;

  const record = (kind: string, body: unknown) => ledger.append({ run, step: state.step, kind, body });
  const say = (input: Input): void => {
    if (input.kind === 'hands') {
      if (isEmpty(input) && emptyCameras.has(input.camera)) return;
      if (isEmpty(input)) emptyCameras.add(input.camera);
      else emptyCameras.delete(input.camera);
    }
    inputs.push(input);
  };
  const live = (life: StrokeLife): void => {
    record('stroke/life', life);
    books.live(life.stroke, life.kind);
  };
  const give = (stroke: Stroke, fromMm = 0): void => {
    atArm.add(stroke.id);
    arm.paint(stroke, fromMm);
  };
  const order = (what: string, detail: Record<string, unknown> = {}) => record(`arm/${what}`, detail);

  const house: House = {
    say,
    hello: (): Hello => {
      const scene = show.scene(state);
      const { title, seed, canvas, palette, brushes } = show.programme;
      return {
        title,
        seed,
        canvas,
        palette,
        brushes,
        scene: { id: scene.id, title: scene.title, params: scene.params },
        visitUrl: parts.visitUrl,
      };
    },
    standing: () => latest && frames.whole(latest),
    arm: () => armView(status, machine, parts.sight),
    you: (participant) => {
      const paint = state.crowd.paints[participant];
      return paint === undefined ? null : { participant, paint };
    },
    mine: books.mine,
    queue: books.queue,
    logLines: parts.logLines,
    cameras: () => cameras,
    camera(id, is) {
      if (is) cameras[id] = is;
      else delete cameras[id];
      if (is && is.kind !== 'running' && is.kind !== 'starting' && is.kind !== 'off') log('warn', `camera: ${is.text}`);
    },
    go() {
      if (state.step - state.goStep < GO_GUARD_STEPS)
        return { code: 'cue/guard', text: 'GO was pressed twice within half a second', remedy: 'press once more if you mean it' };
      if (state.masters.panic === 'no' && show.programme.cues[state.cue + 1] === undefined)
        return { code: 'cue/last', text: 'this is the last cue', remedy: 'nothing follows it' };
      say({ kind: 'go' });
      return null;
    },
    cue(number) {
      if (!show.programme.cues.some((cue) => cue.number === number))
        return {
          code: 'cue/absent',
          text: `there is no cue ${number}`,
          remedy: `take one of: ${show.programme.cues.map((cue) => cue.number).join(', ')}`,
        };
      if (state.step - state.goStep < GO_GUARD_STEPS)
        return {
          code: 'cue/guard',
          text: `cue ${number} came within half a second of another`,
          remedy: 'start it once more if you mean it',
        };
      say({ kind: 'cue', number });
      return null;
    },
    mappings: () => mappingsView(state),
    hold() {
      order('hold');
      arm.hold('operator');
    },
    resume() {
      order('resume');
      arm.resume();
    },
    stop(who) {
      order('stop', { who });
      arm.stop();
      log('warn', `the arm was stopped from ${who}`);
    },
    home() {
      order('home');
      arm.home();
    },
    withdraw(strokes) {
      order('withdraw', { strokes });
      const dreamt = new Set(strokes.filter((id) => dreams.some((dream) => dream.id === id)));
      dreams.splice(0, dreams.length, ...dreams.filter((dream) => !dreamt.has(dream.id)));
      for (const stroke of dreamt) live({ kind: 'withdrawn', stroke });
      arm.withdraw(strokes.filter((id) => !dreamt.has(id)));
    },
    refusedAt: (door, why) => log('warn', `${door}: ${why.text}; ${why.remedy}`),
  };

  return {
    house,
    /** strokes that an earlier run left open, each from where it was last known painted */
    takeUp: (open: ReturnType<Books['open']>): void => {
      for (const { stroke, fromMm } of open) give(stroke, fromMm);
    },
    state: () => state,
    status: () => status,
    /** one step of the show; @returns the strokes that it made, already in the ledger */
    step(): void {
      const now = inputs;
      inputs = [];
      latest = show.step(state, now);
      state = latest.state;
      for (const input of now) record('input', input);
      if (now.some((input) => input.kind === 'panic')) house.hold();
      for (const stroke of latest.strokes) {
        record('stroke/proposed', stroke);
        digest.add(stroke);
        books.propose(stroke);
      }
      if (state.step % MARK_STEPS === 0) record('show/mark', {});
      ledger.flush();
      for (const stroke of latest.strokes) {
        if (stroke.author === GENERATOR) dreams.push(stroke);
        else give(stroke);
      }
      const dream = atArm.size === 0 ? dreams.shift() : undefined;
      if (dream) give(dream);
      frames.note(latest);
    },
    frame: () => latest && frames.delta(latest),
    meters: () => latest && metersView(latest.state, latest.signals),
    /** take what the arm process says into the books. @returns whether the queue changed */
    hear(message: FromArm): boolean {
      switch (message.kind) {
        case 'status':
          status = message.status;
          return false;
        case 'life':
          live(message.life);
          if (OVER.includes(message.life.kind)) atArm.delete(message.life.stroke);
          if (message.life.kind === 'refused')
            log('warn', `stroke ${message.life.stroke}: ${message.life.why.text}; ${message.life.why.remedy}`);
          if (message.life.kind === 'aborted')
            log('warn', `stroke ${message.life.stroke} broke off at ${Math.round(message.life.doneMm)} mm: ${message.life.why}`);
          return true;
        case 'painted':
          record('painted', message.piece);
          books.paint(message.piece);
          painting.add(message.piece);
          return false;
        case 'fault':
          record('arm/fault', message.fault);
          log('error', `${message.fault.text}; ${message.fault.remedy}`);
          return true;
        default:
          return false;
      }
    },
    /** write the end of the run */
    end(): void {
      record('show/end', { strokes: state.nextStroke - 1, digest: digest.hex() });
      ledger.flush();
    },
  };
}
export type ShowHouse = ReturnType<typeof createHouse>;

/** The seed that a painting's linen is woven from: the programme's own, so that the same show has the same cloth. */
export const linenSeed = (show: Show): number =>
  Math.floor(
    createRandom(show.programme.seed)
      .split('linen')
      .between(0, 2 ** 31),
  );

import type { Machine } from '../../devices/machine.ts';
import type { FromArm } from '../../devices/process/messages.ts';
import { own } from '../../engine/own.ts';
import { createRandom } from '../../engine/random.ts';
import { HZ, type Show, type ShowState, type Stepped } from '../../engine/show.ts';
import { stateDigests, strokesDigest } from '../ledger/digest.ts';
import type { Ledger } from '../ledger/store.ts';
import type { StopFrom } from '../protocol/arm-view.ts';
import { createFrames } from '../protocol/frames.ts';
import type { CameraState, Hello, LogLine } from '../protocol/messages.ts';
import { mappingsView, metersView } from '../protocol/meters.ts';
import type { ArmHands } from './arm-hands.ts';
import { armView } from './arm-view.ts';
import { createArtist } from './artist.ts';
import type { Books } from './books.ts';
import { createCameraWatch } from './camera-watch.ts';
import { createConsoles } from './consoles.ts';
import { createDispatch } from './dispatch.ts';
import { createHearing } from './hearing.ts';
import type { House } from './house.ts';
import { createIntake } from './intake.ts';
import { createJog, jogSpeeds } from './jog.ts';
import type { MachineSight } from './machine-view.ts';
import { createOrders } from './orders.ts';
import type { Painting } from './painting/painting.ts';
import { createPolling } from './polling.ts';
import { createScribe } from './scribe.ts';

interface HouseParts {
  readonly show: Show;
  readonly run: number;
  readonly ledger: Ledger;
  readonly books: Books;
  readonly painting: Pick<Painting, 'add'>;
  readonly arm: ArmHands;
  readonly machine: Machine;
  readonly sight: MachineSight;
  readonly mmPerDip: number;
  readonly visitUrl: string | null;
  readonly log: (level: LogLine['level'], text: string) => void;
  readonly logLines: () => readonly LogLine[];
}

/** Steps between marks in the ledger: ten seconds. They say how far a show went, should it end without saying so, and its state there. */
const MARK_STEPS = 600;
/** The arm hears that the show lives four times a second, from the step itself: a loop that hangs falls silent. */
const ALIVE_STEPS = HZ / 4;
/** Steps between looks at how many strokes are left. */
const TELL_LEFT_STEPS = 15;

/** The show with its books: what anyone did goes in, is recorded, stepped, painted, and told to the pages. */
export function createHouse(parts: HouseParts) {
  const { show, run, ledger, books, painting, arm, machine, log } = parts;
  const frames = createFrames(show);
  const digest = strokesDigest();
  const cameras: Record<string, CameraState> = {};
  let state: ShowState = show.begin(run);
  let latest: Stepped | null = null;
  let stop: StopFrom | null = null;

  const record = (kind: string, body: unknown) => ledger.append({ run, step: state.step, kind, body });
  const nowS = (): number => state.step / HZ;
  const onStop = (from: StopFrom): void => {
    stop = from;
  };
  const scribe = createScribe(ledger, log);
  const intake = createIntake();
  const artist = createArtist(() => state, intake);
  const dispatch = createDispatch(arm);
  const hearing = createHearing({ books, dispatch, painting, record, log, onStop });
  const jog = createJog({
    arm,
    travelMmS: machine.speeds.travelMmS,
    state: () => hearing.status()?.state.kind ?? null,
    nowS,
    record,
  });
  const consoles = createConsoles({ nowS, record, log, onLost: jog.stop });
  const onResume = (): void => {
    stop = null;
  };
  const orders = createOrders({ arm, books, consoles, dispatch, jog, record, log, onStop, onResume });
  /** cues may wait until the painting is finished: how many strokes are left is an input like any other, so that it replays */
  let toldLeft = 0;
  const tellOfPainting = (): void => {
    const left = books.left();
    if (state.step % TELL_LEFT_STEPS !== 0 || left === toldLeft) return;
    toldLeft = left;
    intake.say({ kind: 'painting', left });
  };
  const watch = createCameraWatch({ rule: show.programme.safety?.camera ?? null, arm, record, log });

  const house: House = {
    say: intake.say,
    orders,
    consoles,
    leaveConsole(console) {
      consoles.leave(console);
      jog.stop(console);
    },
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
        jogMmS: jogSpeeds(machine.speeds),
      };
    },
    standing: () => latest && frames.whole(latest),
    arm: () => armView(hearing.status(), { machine, sight: parts.sight, mmPerDip: parts.mmPerDip, stop }),
    you: (participant) => {
      const paint = own(state.crowd.paints, participant);
      return paint === undefined ? null : { participant, paint };
    },
    mine: (participant) => books.mine(participant, hearing.etaOf()),
    queue: books.queue,
    etas: hearing.etas,
    logLines: parts.logLines,
    cameras: () => cameras,
    camera(id, is) {
      if (is) cameras[id] = is;
      else delete cameras[id];
      if (is && is.kind !== 'running' && is.kind !== 'starting' && is.kind !== 'off') log('warn', `camera: ${is.text}`);
    },
    go: artist.go,
    cue: artist.cue,
    wish: artist.wish,
    mappings: () => mappingsView(state),
    cues: () => state.book.list,
    edit: artist.edit,
    locked: artist.locked,
    panicking: () => state.masters.panic !== 'no',
    ballot: createPolling(show, () => state),
    refusedAt: (door, why) => log('warn', `${door}: ${why.text}; ${why.remedy}`),
  };

  return {
    house,
    /** strokes that an earlier run left open, each from where it was last known painted */
    takeUp: (open: ReturnType<Books['open']>): void => {
      for (const { stroke, fromMm } of open) dispatch.give(stroke, fromMm);
    },
    state: () => state,
    status: hearing.status,
    /** one step of the show: what it made is in the ledger before the arm hears of it */
    step(): void {
      tellOfPainting();
      const now = intake.take();
      const panics = state.mapping.pressed.includes('panic') || now.some((input) => input.kind === 'panic');
      latest = show.step(state, now);
      state = latest.state;
      for (const input of now) record('input', input);
      if (panics) {
        record('arm/hold', { why: 'panic' });
        arm.hold();
      }
      for (const stroke of latest.strokes) {
        record('stroke/proposed', stroke);
        digest.add(stroke);
        books.propose(stroke);
      }
      if (state.step % MARK_STEPS === 0) record('show/mark', stateDigests(state));
      watch(state.crowd.hands.map((hand) => hand.palmSize));
      consoles.settle();
      jog.settle();
      for (const stroke of latest.strokes) dispatch.offer(stroke);
      const written = scribe.write(state.step);
      if (written) dispatch.send();
      frames.note(latest);
      // of what the arm does while nothing can be written nobody would know: it hears nothing, and waits
      if (written && state.step % ALIVE_STEPS === 0) arm.alive();
    },
    /** entries of the ledger that cannot be written for now */
    unwritten: scribe.unwritten,
    frame: () => latest && frames.delta(latest),
    meters: () => latest && metersView(latest.state, latest.signals),
    /** take what the arm process says. @returns whether the queue changed */
    hear: (message: FromArm): boolean => hearing.hear(message),
    /** write the end of the run */
    end(): void {
      record('show/end', { strokes: state.nextStroke - 1, digest: digest.hex(), ...stateDigests(state) });
      scribe.end();
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

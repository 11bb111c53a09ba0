import type { SourceState } from './source.ts';
import type { BodiesSeen, FromWorker, HandsSeen, ToWorker } from './worker-messages.ts';

/** Loading the model and its runtime: a start that takes longer has failed, and says so, ms. Each next try is given twice as long. */
const START_MS = 20_000;
const LONGEST_START_MS = 80_000;
/** The first image warms the tracker up; after that an image takes tens of ms. */
const FIRST_ANSWER_MS = 20_000;
const ANSWER_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Trouble that no second try mends: a person must do something first. */
const lasting = new Set<SourceState['kind']>(['no-webgl', 'no-model', 'wrong-model']);

/** Whoever wants to know what a tracker sees. */
export interface TrackerListener<S> {
  onSeen(seen: S): void;
  onState(state: SourceState): void;
}

/** A tracker of hands or bodies in a worker, started again with growing patience when it fails. One image is under way at a time. */
export interface Tracker {
  /** @returns false when the tracker is busy or not there: then the caller keeps (and closes) the image */
  offer(image: VideoFrame | ImageBitmap, t: number): boolean;
  readonly idle: boolean;
  dispose(): void;
}

/** @param what - `hand`, `body`: whose tracker it is, for its messages */
export function createTracker<S extends HandsSeen | BodiesSeen>(
  what: string,
  makeWorker: () => Worker,
  begin: Extract<ToWorker, { kind: 'begin' }>,
  listener: TrackerListener<S>,
): Tracker {
  let worker: Worker | null = null;
  let state: 'starting' | 'idle' | 'busy' | 'waiting' = 'waiting';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_WAIT_MS;
  let startMs = START_MS;
  let lastT = Number.NEGATIVE_INFINITY;
  let answered = 0;

  const fail = (why: SourceState): void => {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
    state = 'waiting';
    listener.onState(why);
    if (lasting.has(why.kind)) return;
    timer = setTimeout(start, waitMs);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  };
  const within = (ms: number, text: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => fail({ kind: 'failed', text, remedy: 'retry' }), ms);
  };

  const hear = (message: FromWorker<S>): void => {
    if (message.kind === 'trouble') {
      fail(message.state);
      return;
    }
    clearTimeout(timer);
    state = 'idle';
    if (message.kind === 'ready') {
      startMs = START_MS;
      listener.onState({ kind: 'running', text: message.text, remedy: null });
      return;
    }
    answered++;
    if (answered > 30) waitMs = FIRST_WAIT_MS;
    listener.onSeen(message);
  };

  function start(): void {
    state = 'starting';
    answered = 0;
    const made = makeWorker();
    worker = made;
    made.addEventListener('message', (event: MessageEvent<FromWorker<S>>) => {
      if (worker === made) hear(event.data);
    });
    made.addEventListener('error', (event) => {
      if (worker === made)
        fail({ kind: 'failed', text: `the ${what} worker broke: ${event.message || 'it could not be loaded'}`, remedy: 'retry' });
    });
    made.postMessage(begin satisfies ToWorker);
    within(startMs, `${what} tracking did not start within ${startMs / 1000} s`);
    startMs = Math.min(LONGEST_START_MS, 2 * startMs);
  }
  start();

  return {
    get idle() {
      return state === 'idle';
    },
    offer(image, t) {
      if (state !== 'idle' || worker === null) return false;
      state = 'busy';
      // two images within one millisecond happen; equal times would kill the tracker
      lastT = Math.max(lastT + 1, Math.round(t));
      worker.postMessage({ kind: 'frame', t: lastT, image } satisfies ToWorker, [image]);
      within(answered === 0 ? FIRST_ANSWER_MS : ANSWER_MS, `${what} tracking stopped answering`);
      return true;
    },
    dispose() {
      clearTimeout(timer);
      worker?.terminate();
      worker = null;
      state = 'waiting';
    },
  };
}

import type { BodiesMessage } from '../../../protocol/doors.ts';
import type { SourceState } from './source.ts';
import { createTracker, type Tracker } from './tracker.ts';
import type { BodiesSeen, ToWorker } from './worker-messages.ts';

/** Nobody looks for bodies: they are not wished for, or the camera is off. */
export const noBodies: SourceState = { kind: 'off', text: 'bodies are not looked for', remedy: null };

/** Whoever wants to know of bodies. They come beside the hands: no trouble of theirs stops those. */
export interface BodyListener {
  onBodies(message: BodiesMessage, detectMs: number): void;
  onState(state: SourceState): void;
}

/** A body is looked at this often at most, ms: it moves slower than a hand, and hands want the images. */
const EVERY_MS = 130;
/** Of its time, the tracker looks for half at most: on a slow machine the hands want the rest. */
const REST = 2;

/** A tracker of bodies that leaves most images to the hands. */
export function createBodyTracker(begin: Extract<ToWorker, { kind: 'begin' }>, listener: BodyListener): Tracker {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let everyMs = EVERY_MS;
  const tracker = createTracker<BodiesSeen>(
    'body',
    () => new Worker(new URL('./body-worker.ts', import.meta.url), { type: 'module', name: 'bodies' }),
    begin,
    {
      onSeen({ t, aspect, bodies, detectMs }) {
        everyMs = Math.max(EVERY_MS, REST * detectMs);
        listener.onBodies({ source: 'camera', t, aspect, bodies: [...bodies] }, detectMs);
      },
      onState: (state) => listener.onState(state),
    },
  );
  listener.onState({ kind: 'starting', text: 'the tracker of bodies is loaded', remedy: null });
  const due = (t: number): boolean => tracker.idle && t - lookedAt >= everyMs;
  return {
    get idle() {
      return due(performance.now());
    },
    offer(image, t) {
      if (!due(t) || !tracker.offer(image, t)) return false;
      lookedAt = t;
      return true;
    },
    dispose() {
      tracker.dispose();
      listener.onState(noBodies);
    },
  };
}

import type { BodiesMessage } from '../../../protocol/doors.ts';
import type { SourceState } from './source.ts';
import { createTracker, type Tracker } from './tracker.ts';
import type { BodiesSeen, ToWorker } from './worker-messages.ts';

/** Whoever wants to know of bodies. They come beside the hands: no trouble of theirs stops those. */
export interface BodyListener {
  onBodies(message: BodiesMessage): void;
  onTrouble(state: SourceState): void;
}

/** A body is looked at this often at most, ms: it moves slower than a hand, and hands want the images. */
const EVERY_MS = 130;

/** A tracker of bodies that leaves most images to the hands. */
export function createBodyTracker(begin: Extract<ToWorker, { kind: 'begin' }>, listener: BodyListener): Tracker {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const tracker = createTracker<BodiesSeen>(
    'body',
    () => new Worker(new URL('./body-worker.ts', import.meta.url), { type: 'module', name: 'bodies' }),
    begin,
    {
      onSeen: ({ t, aspect, bodies }) => listener.onBodies({ source: 'camera', t, aspect, bodies: [...bodies] }),
      onState(state) {
        if (state.kind !== 'running') listener.onTrouble(state);
      },
    },
  );
  const due = (t: number): boolean => tracker.idle && t - lookedAt >= EVERY_MS;
  return {
    get idle() {
      return due(performance.now());
    },
    offer(image, t) {
      if (!due(t) || !tracker.offer(image, t)) return false;
      lookedAt = t;
      return true;
    },
    dispose: () => tracker.dispose(),
  };
}

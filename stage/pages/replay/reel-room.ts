import { done, type Result, refused } from '../../../engine/result.ts';
import type { WholeFrame } from '../../protocol/frames.ts';
import type { FromWorker, Opened, ToWorker } from './worker-messages.ts';

/** The replay, in a worker of its own. */
export interface ReelRoom {
  /** Goes through a performance once. @param onPart - what it does, and how far it is, 0..1 */
  open(run: number, onPart: (what: 'reading' | 'replaying', share: number) => void): Promise<Result<Opened>>;
  /** The steps after `from`, up to and with `to`. */
  play(from: number, to: number): Promise<readonly WholeFrame[]>;
  dispose(): void;
}

export function createReelRoom(): ReelRoom {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'replay' });
  const waiting = new Map<number, (frames: readonly WholeFrame[]) => void>();
  let asked = 0;
  let hear: (message: FromWorker) => void = () => {};
  const say = (message: ToWorker): void => worker.postMessage(message);
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind !== 'played') return hear(data);
    waiting.get(data.id)?.(data.frames);
    waiting.delete(data.id);
  });
  return {
    open: (run, onPart) =>
      new Promise((resolve) => {
        hear = (message) => {
          if (message.kind === 'at') onPart(message.what, message.share);
          if (message.kind === 'opened') resolve(done(message.opened));
          if (message.kind === 'failed') resolve({ ok: false, why: message.why });
        };
        worker.addEventListener(
          'error',
          () => resolve(refused('replay/worker', 'this browser does not run the replay', 'open the page in a current browser')),
          { once: true },
        );
        say({ kind: 'open', run });
      }),
    play: (from, to) =>
      new Promise((resolve) => {
        waiting.set(++asked, resolve);
        say({ kind: 'play', id: asked, from, to });
      }),
    dispose: () => worker.terminate(),
  };
}

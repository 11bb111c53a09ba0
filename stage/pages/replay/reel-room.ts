import { done, type Result } from '../../../engine/result.ts';
import type { WholeFrame } from '../../protocol/frames.ts';
import type { FromWorker, Opened, ToWorker } from './worker-messages.ts';

/** The replay, in a worker of its own. */
export interface ReelRoom {
  /** Goes through a performance once. @param onPart - what it does, and how far it is, 0..1 */
  open(run: number, onPart: (what: 'reading' | 'replaying', share: number) => void): Promise<Result<Opened>>;
  /** The steps after `from`, up to and with `to`. @throws Error in words where the replay broke down */
  play(from: number, to: number): Promise<readonly WholeFrame[]>;
  dispose(): void;
}

export function createReelRoom(): ReelRoom {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'replay' });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let broken: string | null = null;
  let hear: (message: FromWorker) => void = () => {};
  const say = (message: ToWorker): void => worker.postMessage(message);
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind !== 'played') return hear(data);
    waiting.get(data.id)?.resolve(data.frames);
    waiting.delete(data.id);
  });
  const breakDown = (what: string): void => {
    broken = what;
    const remedy = 'see whether the server still runs, then reload the page, in a current browser';
    hear({ kind: 'failed', why: { code: 'replay/worker', text: what, remedy } });
    for (const { reject } of waiting.values()) reject(new Error(what));
    waiting.clear();
  };
  worker.addEventListener('error', ({ message }) =>
    breakDown(message ? `the replay broke down: ${message}` : 'the replay could not be loaded'),
  );
  worker.addEventListener('messageerror', () => breakDown('the replay cannot be heard'));
  return {
    open: (run, onPart) =>
      new Promise((resolve) => {
        hear = (message) => {
          if (message.kind === 'at') onPart(message.what, message.share);
          if (message.kind === 'opened') resolve(done(message.opened));
          if (message.kind === 'failed') resolve({ ok: false, why: message.why });
        };
        say({ kind: 'open', run });
      }),
    play: (from, to) =>
      new Promise((resolve, reject) => {
        if (broken !== null) return reject(new Error(broken));
        waiting.set(++asked, { resolve, reject });
        say({ kind: 'play', id: asked, from, to });
      }),
    dispose: () => worker.terminate(),
  };
}

interface Waiting {
  resolve(frames: readonly WholeFrame[]): void;
  reject(error: Error): void;
}

import type { Worker } from 'node:worker_threads';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { done, type Result, refused } from '../../../engine/result.ts';
import type { FromStudio, StudioSetting, ToStudio } from './messages.ts';

/** The picture thread, seen from the server: started when first asked, started again should it fall. */
export interface PictureThread {
  add(piece: PaintedPiece): void;
  clear(): void;
  png(widthPx: number): Promise<Result<Uint8Array<ArrayBuffer>>>;
  svg(): Promise<Result<string>>;
  dispose(): Promise<void>;
}

/** Points handed over in one turn of the event loop: copying them takes well under a millisecond. */
const pointsPerTurn = 400;

/**
 * @param openWorker - starts `worker.ts` as built
 * @param painted - everything painted so far, for a thread that starts late
 */
export function createPictureThread(
  setting: StudioSetting,
  openWorker: () => Worker,
  painted: () => readonly PaintedPiece[],
): PictureThread {
  let worker: Worker | null = null;
  let outbox: ToStudio[] = [];
  let sending: NodeJS.Immediate | null = null;
  let lastId = 0;
  let closed = false;
  const waiting = new Map<number, (answer: Result<FromStudio>) => void>();

  const fail = (text: string): void => {
    worker = null;
    outbox = [];
    const asked = [...waiting.values()];
    waiting.clear();
    for (const answer of asked)
      answer(refused('painting/no-picture', `the picture could not be made: ${text}`, 'Ask again; the painting itself is safe.'));
  };

  const send = (): void => {
    sending = null;
    let points = 0;
    let sent = 0;
    for (const message of outbox) {
      if (points >= pointsPerTurn) break;
      worker?.postMessage(message);
      points += message.kind === 'add' ? message.piece.points.length : 1;
      sent++;
    }
    outbox.splice(0, sent);
    if (outbox.length > 0) sending = setImmediate(send);
  };
  const post = (message: ToStudio): void => {
    outbox.push(message);
    sending ??= setImmediate(send);
  };

  const start = (): void => {
    const started = openWorker();
    worker = started;
    started.unref();
    started.on('message', (message: FromStudio) => {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      answer?.(done(message));
    });
    started.on('error', (error: unknown) => {
      if (worker === started) fail(error instanceof Error ? error.message : String(error));
    });
    started.on('exit', (code) => {
      if (worker === started) fail(`its thread ended with code ${code}`);
    });
    post({ kind: 'open', setting });
    for (const piece of painted()) post({ kind: 'add', piece });
  };

  const ask = (question: (id: number) => ToStudio): Promise<Result<FromStudio>> => {
    if (closed) return Promise.resolve(refused('painting/closed', 'the show is closing', 'Ask the next show.'));
    if (!worker) start();
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      post(question(id));
    });
  };

  return {
    add: (piece) => {
      if (worker) post({ kind: 'add', piece });
    },
    clear: () => {
      if (worker) post({ kind: 'clear' });
    },
    png: async (widthPx) => {
      const answer = await ask((id) => ({ kind: 'png', id, widthPx }));
      if (!answer.ok) return answer;
      return answer.value.kind === 'png' ? done(answer.value.png) : unexpected(answer.value.kind);
    },
    svg: async () => {
      const answer = await ask((id) => ({ kind: 'svg', id }));
      if (!answer.ok) return answer;
      return answer.value.kind === 'svg' ? done(answer.value.svg) : unexpected(answer.value.kind);
    },
    dispose: async () => {
      closed = true;
      if (sending) clearImmediate(sending);
      const ending = worker;
      fail('the show is closing');
      await ending?.terminate();
    },
  };
}

function unexpected(kind: string): never {
  throw new Error(`picture thread: answered with "${kind}", which nobody asked for`);
}

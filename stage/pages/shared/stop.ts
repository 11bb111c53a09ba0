import type { DoorReply } from '../../protocol/doors.ts';
import { language, words } from './i18n/language.ts';
import { tell } from './notices.ts';

/** As much of a page's socket as a stop needs. */
export interface StopSocket {
  readonly connected: boolean;
  emit(event: 'stop', message: Record<string, never>, answer: (reply: DoorReply) => void): unknown;
}

/** A stop that was not answered for so long is said again by HTTP, ms. */
const UNHEARD_MS = 700;

export interface StopParts {
  readonly socket: StopSocket;
  /** says the stop by HTTP; rejects where nobody hears it */
  readonly post: () => Promise<void>;
  readonly after: (ms: number, act: () => void) => void;
  /** neither way was heard */
  readonly onUnheard: () => void;
}

/**
 * Stops the arm, at once and without asking: by the page's socket, and by HTTP where that is down or does not answer. A socket
 * that is down would keep the word and say it minutes later, when nobody means it any more.
 */
export function createStop({ socket, post, after, onUnheard }: StopParts): () => void {
  return () => {
    const sayByHttp = (): void => void post().catch(onUnheard);
    if (!socket.connected) return sayByHttp();
    let heard = false;
    socket.emit('stop', {}, () => {
      heard = true;
    });
    after(UNHEARD_MS, () => {
      if (!heard) sayByHttp();
    });
  };
}

/** The stop of a page. @param name - by which the log knows the page, should the stop go by HTTP */
export const stopFrom = (socket: StopSocket, name: string): (() => void) =>
  createStop({
    socket,
    post: async () => {
      const answer = await fetch(`/api/stop?name=${name}`, { method: 'POST', keepalive: true });
      // asked too often is stopped already
      if (!answer.ok && answer.status !== 429) throw new Error(`/api/stop answered ${answer.status}`);
    },
    after: (ms, act) => void setTimeout(act, ms),
    onUnheard: () => tell({ code: 'stop/unheard', ...words.peek().arm.unheard }, language.peek()),
  });

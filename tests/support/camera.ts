import { io, type Socket } from 'socket.io-client';
import type { DoorReply, Speaks, stageDoors } from '../../stage/protocol/doors.ts';
import type { ToStage } from '../../stage/protocol/messages.ts';
import { handAt } from './hands.ts';

/** A stage page's camera with one hand before it, as the server hears of it. */
export interface Camera {
  /** One image: a hand there, its thumb and index so many palms apart. @returns the server's answer at the door */
  see(x: number, y: number, gap: number): Promise<DoorReply>;
  close(): void;
}

/** Images of a camera come this often, ms. */
export const imageMs = 33;

export async function openCamera(url: string): Promise<Camera> {
  const socket: Socket<ToStage, Speaks<typeof stageDoors>> = io(`${url}/stage`, { path: '/ws', transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  let t = 0;
  return {
    see(x, y, gap) {
      t += imageMs;
      const message = { source: 'recording' as const, t, aspect: 4 / 3, hands: [handAt(x, y, { gap })] };
      return new Promise((resolve) => socket.emit('hands', message, resolve));
    },
    close: () => socket.close(),
  };
}

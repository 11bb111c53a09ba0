import type { Server as HttpServer } from 'node:http';
import { type Namespace, Server } from 'socket.io';
import type { Refusal } from '../../engine/result.ts';
import type { operatorDoors, Speaks, stageDoors, visitorDoors } from '../protocol/doors.ts';
import type { ToOperator, ToStage, ToVisitor } from '../protocol/messages.ts';
import { isLocal, isOwnPage, type Sessions } from './sessions.ts';

/** Bytes a message may have; two hands are 2 KB, a cue with the longest of notes in Japanese is 31. */
const LARGEST = 65_536;
export interface Rooms {
  readonly io: Server;
  readonly stage: Namespace<Speaks<typeof stageDoors>, ToStage>;
  readonly operator: Namespace<Speaks<typeof operatorDoors>, ToOperator>;
  readonly visitor: Namespace<Speaks<typeof visitorDoors>, ToVisitor>;
}

/** A page that shows the stage's news and can do nothing there but stop the arm: it needs no pairing. */
export const isWatcher = (page: unknown): page is 'twin' | 'lobby' => page === 'twin' || page === 'lobby';

interface Doorkeeper {
  readonly sessions: Sessions;
  readonly knownHosts: readonly string[];
  readonly now: () => number;
  /** a connection broke because a message was larger than any of ours */
  onTooLarge(from: string): void;
}

/** One socket.io server on any Node http server, and its three rooms, each with its role checked before the door opens. */
export function openRooms(http: HttpServer, { sessions, knownHosts, onTooLarge }: Doorkeeper): Rooms {
  const io = new Server(http, {
    path: '/ws',
    serveClient: false,
    transports: ['websocket', 'polling'],
    destroyUpgrade: false,
    perMessageDeflate: false,
    maxHttpBufferSize: LARGEST,
    allowRequest: (request, allow) =>
      allow(isOwnPage(request, knownHosts) ? null : 'this page belongs to another site', isOwnPage(request, knownHosts)),
  });
  io.engine.on(
    'connection',
    (raw: { remoteAddress?: string; on(event: string, listener: (reason: string, cause?: { message?: string }) => void): void }) =>
      raw.on('close', (_reason, cause) => {
        if (/max payload|too large/i.test(cause?.message ?? '')) onTooLarge(raw.remoteAddress ?? 'unknown');
      }),
  );
  io.engine.on('connection_error', (failure: { message: string }) => {
    if (/too large/i.test(failure.message)) onTooLarge('polling');
  });
  const refusal = (why: Refusal): Error => Object.assign(new Error(why.text), { data: why });
  const stage: Rooms['stage'] = io.of('/stage');
  const operator: Rooms['operator'] = io.of('/operator');
  stage.use((socket, next) => {
    const mayAct = isLocal(socket.request) || sessions.isOperator(socket.request);
    if (mayAct || isWatcher(socket.handshake.query.page)) next();
    else
      next(
        refusal({
          code: 'role/stage',
          text: 'this projection page is on another machine and is not paired',
          remedy: 'open the operator link of the terminal once in this browser, then this page again',
        }),
      );
  });
  operator.use((socket, next) => {
    if (sessions.isOperator(socket.request)) next();
    else
      next(
        refusal({
          code: 'role/operator',
          text: 'this browser is not an operator',
          remedy: 'open the one-time link that the terminal prints',
        }),
      );
  });
  return { io, stage, operator, visitor: io.of('/visitor') };
}

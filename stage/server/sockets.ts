import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { type Namespace, Server } from 'socket.io';
import type { Refusal } from '../../engine/result.ts';
import { operatorDoors, type Speaks, stageDoors, visitorDoors } from '../protocol/doors.ts';
import type { ToOperator, ToStage, ToVisitor } from '../protocol/messages.ts';
import { openDoors } from './door.ts';
import type { House } from './house.ts';
import { isLocal, isOwnPage, type Sessions } from './sessions.ts';

/** Bytes a message may have; two hands are 2 KB. */
const LARGEST = 16_384;
/** A phone that was out of reach sends five seconds of drawing at once. */
const RATES = {
  stage: { perSecond: 180, burst: 360 },
  operator: { perSecond: 90, burst: 180 },
  visitor: { perSecond: 45, burst: 240 },
};

export interface Rooms {
  readonly io: Server;
  readonly stage: Namespace<Speaks<typeof stageDoors>, ToStage>;
  readonly operator: Namespace<Speaks<typeof operatorDoors>, ToOperator>;
  readonly visitor: Namespace<Speaks<typeof visitorDoors>, ToVisitor>;
}

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
    if (mayAct || socket.handshake.query.page === 'twin') next();
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

/** Put a show into its rooms. @returns takes it out again, leaving the sockets free to come back (dev reload) */
export function enterRooms({ io, stage, operator, visitor }: Rooms, house: House, { now }: Pick<Doorkeeper, 'now'>): () => void {
  const refusedAt = (door: string) => (why: Refusal) => house.refusedAt(door, why);
  stage.on('connection', (socket) => {
    socket.emit('hello', house.hello());
    const standing = house.standing();
    if (standing) socket.emit('frame', standing);
    socket.emit('arm', house.arm());
    if (socket.handshake.query.page === 'twin') return;
    const camera = `camera-${socket.id.slice(0, 8)}`;
    const pointer = `pointer-${socket.id.slice(0, 8)}`;
    openDoors(
      socket,
      stageDoors,
      {
        hands: (message) => void house.say({ kind: 'hands', camera, ...message }),
        bodies: (message) => void house.say({ kind: 'bodies', camera, ...message }),
        touch: (message) => void house.say({ kind: 'touch', participant: pointer, via: 'pointer', ...message }),
        camera: (state) => void house.camera(camera, state),
        stop: () => void house.stop('the projection page'),
      },
      { rate: RATES.stage, now, onRefused: refusedAt('stage') },
    );
    socket.on('disconnect', () => {
      house.camera(camera, null);
      house.say({ kind: 'leave', who: camera });
      house.say({ kind: 'leave', who: pointer });
    });
  });
  operator.on('connection', (socket) => {
    socket.emit('hello', house.hello());
    const standing = house.standing();
    if (standing) socket.emit('frame', standing);
    socket.emit('arm', house.arm());
    socket.emit('queue', house.queue());
    socket.emit('cameras', house.cameras());
    socket.emit('phones', visitor.sockets.size);
    for (const line of house.logLines()) socket.emit('log', line);
    openDoors(
      socket,
      operatorDoors,
      {
        go: () => {
          const why = house.go();
          return why ? { ok: false, why } : { ok: true };
        },
        panic: () => void house.say({ kind: 'panic' }),
        blackout: ({ on }) => void house.say({ kind: 'blackout', on }),
        master: ({ which, level }) => void house.say({ kind: 'master', which, level }),
        param: ({ name, value }) => void house.say({ kind: 'param', name, value }),
        hold: () => void house.hold(),
        resume: () => void house.resume(),
        stop: () => void house.stop('the console'),
        home: () => void house.home(),
        withdraw: ({ strokes }) => void house.withdraw(strokes),
      },
      { rate: RATES.operator, now, onRefused: refusedAt('operator') },
    );
  });
  visitor.on('connection', (socket) => {
    const claimed: unknown = socket.handshake.auth.participant;
    const participant = typeof claimed === 'string' && /^phone-[a-z0-9]{10}$/.test(claimed) ? claimed : newParticipant();
    socket.data.participant = participant;
    socket.join(participant);
    socket.emit('hello', house.hello());
    socket.emit('arm', house.arm());
    house.say({ kind: 'join', participant });
    operator.emit('phones', visitor.sockets.size);
    openDoors(
      socket,
      visitorDoors,
      { touch: (message) => void house.say({ kind: 'touch', participant, via: 'phone', ...message }) },
      { rate: RATES.visitor, now, onRefused: refusedAt('visitor') },
    );
    socket.on('disconnect', () => {
      house.say({ kind: 'leave', who: participant });
      operator.emit('phones', visitor.sockets.size);
    });
  });
  return () => {
    for (const room of [stage, operator, visitor]) room.removeAllListeners('connection');
    for (const socket of io.of('/').sockets.values()) socket.conn.close();
  };
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** A pseudonym that nobody can guess: 10 letters of 36. */
const newParticipant = (): string => `phone-${Array.from(randomBytes(10), (byte) => ALPHABET[byte % 36]).join('')}`;

import { type ReadonlySignal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { DoorReply, operatorDoors, Speaks, stageDoors, visitorDoors } from '../../protocol/doors.ts';
import type { ToOperator, ToStage, ToVisitor } from '../../protocol/messages.ts';
import { tell } from './notices.ts';

/** `refused` is final until the page is opened anew: the server turned this browser away. */
export type Link = 'connecting' | 'open' | 'lost' | 'refused';
export type StageSocket = Socket<ToStage, Speaks<typeof stageDoors>>;
export type OperatorSocket = Socket<ToOperator, Speaks<typeof operatorDoors>>;
export type VisitorSocket = Socket<ToVisitor, Speaks<typeof visitorDoors>>;

export interface Connection<S> {
  readonly socket: S;
  readonly link: ReadonlySignal<Link>;
  close(): void;
}

/** Polling stays possible: iOS refuses secure web sockets on a certificate of one's own making. */
const options = {
  path: '/ws',
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 200,
  reconnectionDelayMax: 2000,
};

/** A refusal at a door is shown; consent is silent. Pass it as the acknowledgement of any message. */
export const showRefusal = (reply: DoorReply): void => {
  if (!reply.ok) tell(reply.why);
};

function watch(socket: Socket): ReadonlySignal<Link> {
  const link = signal<Link>('connecting');
  socket.on('connect', () => {
    link.value = 'open';
  });
  socket.on('disconnect', (reason) => {
    link.value = 'lost';
    // the server's own goodbye is the one case where the client would not come back by itself
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', () => {
    if (!socket.active) link.value = 'refused';
    else if (link.value !== 'connecting') link.value = 'lost';
  });
  return link;
}

/** @param query - `{ page: 'twin' }` or `{ page: 'lobby' }` for a page that only watches */
export function connectStage(query: Readonly<Record<string, string>> = {}): Connection<StageSocket> {
  const socket: StageSocket = io('/stage', { ...options, query });
  return { socket, link: watch(socket), close: () => socket.close() };
}

/**
 * What is pressed while the line is down is not said when it is back: a GO that comes a minute late is another GO. Socket.IO
 * would keep it; it is thrown away as soon as the server is reached again, before the server has let this page in.
 */
export function sayNowOrNever(socket: Pick<Socket, 'io' | 'sendBuffer'>): void {
  socket.io.on('open', () => {
    socket.sendBuffer.length = 0;
  });
}

/** @param console - by what the server knows this console again */
export function connectOperator(console: string): Connection<OperatorSocket> {
  const socket: OperatorSocket = io('/operator', { ...options, auth: { console } });
  sayNowOrNever(socket);
  return { socket, link: watch(socket), close: () => socket.close() };
}

/** @param participant - asked for at each connection, so that a visitor comes back as the same one */
export function connectVisitor(participant: () => string | null): Connection<VisitorSocket> {
  const socket: VisitorSocket = io('/visitor', {
    ...options,
    auth: (give) => {
      const known = participant();
      give(known === null ? {} : { participant: known });
    },
  });
  return { socket, link: watch(socket), close: () => socket.close() };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import { sayNowOrNever } from '../../../stage/pages/shared/connection.ts';

/** A show that hears `go`, on a port of its own or one that it had before. */
async function openShow(port = 0) {
  const heard: unknown[] = [];
  const http = createServer();
  const show = new Server(http);
  show.on('connection', (socket) => socket.on('go', (said, answer) => answer(heard.push(said))));
  await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));
  const { port: at } = http.address() as AddressInfo;
  return { heard, port: at, close: () => show.close() };
}

it('a GO that is pressed while the line is down is not said when it is back, and the next one is', async () => {
  const first = await openShow();
  const socket = io(`http://127.0.0.1:${first.port}`, { transports: ['websocket'], forceNew: true, reconnectionDelay: 20 });
  onTestFinished(() => void socket.close());
  sayNowOrNever(socket);
  const connected = (): Promise<void> => new Promise((resolve) => socket.once('connect', resolve));
  await connected();
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  await first.close();
  await gone;
  socket.emit('go', 'late', () => {});
  const back = connected();
  const second = await openShow(first.port);
  onTestFinished(() => second.close());
  await back;
  await socket.emitWithAck('go', 'now');
  expect(second.heard).toEqual(['now']);
});

import { createServer, type Socket } from 'node:net';
import { done, type Refusal, type Result } from '../../engine/result.ts';
import { acceptedTransport } from '../transports/tcp.ts';
import type { VirtualController } from './controller.ts';
import { type Clock, type Served, serveVirtualGrbl } from './serve.ts';

/** A virtual arm on a TCP port: one client at a time; its state outlives them. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for any sender that speaks to it over TCP. While one is connected a second hears `[MSG:busy]` and is sent away.
 *
 * @param port - 0 for any free one
 * @returns refusals `port/locked`, `port/denied`, `port/failed`
 */
export function listenVirtualGrbl(
  { port, host = '127.0.0.1' }: { readonly port: number; readonly host?: string },
  controller: VirtualController,
  clock: Clock,
): Promise<Result<Listening>> {
  let client: Socket | undefined;
  let served: Served | undefined;

  const take = async (socket: Socket): Promise<void> => {
    client = socket;
    // the socket may end before anything is read from it
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (client === socket) client = undefined;
    });
    await served?.dispose();
    const answer = await serveVirtualGrbl(acceptedTransport(socket), controller, clock);
    served = answer.ok ? answer.value : undefined;
  };
  const server = createServer((socket) => {
    if (client === undefined) void take(socket);
    else {
      socket.on('error', () => undefined);
      socket.end('[MSG:busy]\r\n');
    }
  });

  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ ok: false, why: explain(port, 'code' in error ? String(error.code) : '', error.message) }));
    server.listen(port, host, () => {
      const address = server.address();
      const close = async (): Promise<void> => {
        const closed = new Promise<void>((free) => server.close(() => free()));
        await served?.dispose();
        client?.destroy();
        await closed;
      };
      resolve(done({ port: typeof address === 'object' && address !== null ? address.port : port, close }));
    });
  });
}

function explain(port: number, code: string, message: string): Refusal {
  if (code === 'EADDRINUSE') {
    return {
      code: 'port/locked',
      text: `Another program listens on TCP port ${port}.`,
      remedy: 'Choose another port, or 0 for any free one.',
    };
  }
  if (code === 'EACCES') {
    return { code: 'port/denied', text: `This user may not listen on TCP port ${port}.`, remedy: 'Choose a port above 1023.' };
  }
  return { code: 'port/failed', text: `TCP port ${port} could not be opened: ${message}`, remedy: 'Choose another port.' };
}

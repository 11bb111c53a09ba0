import { connect, type Socket } from 'node:net';
import { done, type Refusal, refused } from '../../engine/result.ts';
import { createEnds } from './ends.ts';
import type { Transport } from './transport.ts';

const openWithinMs = 3000;

/**
 * A controller behind a network socket: FluidNC, grblHAL, a serial server, `alla-prima virtual-arm --tcp`.
 *
 * Small writes leave at once (no Nagle). Opening gives up after 3 s.
 * Refusals: `port/refused`, `port/unreachable`, `port/timeout`, `port/failed`.
 */
export function tcpTransport({ host, port }: { readonly host: string; readonly port: number }): Transport {
  return overSocket(`tcp://${host.includes(':') ? `[${host}]` : host}:${port}`, () => connect({ host, port, noDelay: true }));
}

/** A transport over a socket that somebody else accepted: it is connected already, and `open` only takes it over. */
export function acceptedTransport(socket: Socket): Transport {
  socket.setNoDelay(true);
  return overSocket(`tcp://${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`, () => socket);
}

function overSocket(name: string, dial: () => Socket): Transport {
  const ends = createEnds();
  let socket: Socket | undefined;
  let state: 'new' | 'opening' | 'open' | 'gone' = 'new';
  let freed: Promise<void> = Promise.resolve();

  const takeOver = (fresh: Socket): void => {
    state = 'open';
    let trouble = 'the other end hung up.';
    freed = new Promise((resolve) => fresh.once('close', () => resolve()));
    fresh.on('data', (bytes: Buffer) => ends.received(bytes));
    fresh.on('error', (error) => {
      trouble = error.message;
    });
    fresh.on('end', () => fresh.destroy());
    fresh.on('close', () => {
      state = 'gone';
      ends.ended({ kind: 'lost', text: `${name}: ${trouble}` });
    });
  };

  return {
    name,
    async open() {
      if (state !== 'new') return refused('port/failed', `${name} was opened before.`, 'Make a new transport for each connection.');
      state = 'opening';
      const fresh = dial();
      socket = fresh;
      if (fresh.readyState === 'open') {
        takeOver(fresh);
        return done(undefined);
      }
      const failure = await connected(fresh, name);
      if (failure === undefined && state === 'opening') {
        takeOver(fresh);
        return done(undefined);
      }
      state = 'gone';
      fresh.destroy();
      return { ok: false, why: failure ?? { code: 'port/failed', text: `${name} was closed while it opened.`, remedy: 'Connect again.' } };
    },
    write(bytes) {
      if (state !== 'open' || socket === undefined || !socket.writable) return false;
      socket.write(bytes.slice());
      return true;
    },
    onBytes: ends.onBytes,
    onClose: ends.onClose,
    async close() {
      if (state === 'open') {
        state = 'gone';
        ends.ended({ kind: 'closed' });
        // what was written goes out first; a peer that never reads must not keep us
        socket?.end();
        const impatient = setTimeout(() => socket?.destroy(), 250);
        await freed;
        clearTimeout(impatient);
        return;
      }
      if (state === 'opening') socket?.destroy();
      state = 'gone';
      await freed;
    },
  };
}

/** @returns what went wrong, or undefined once connected */
function connected(socket: Socket, name: string): Promise<Refusal | undefined> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => {
      resolve(explain(name, 'ETIMEDOUT', ''));
      socket.destroy();
    }, openWithinMs);
    const settle = (failure: Refusal | undefined): void => {
      clearTimeout(impatient);
      resolve(failure);
    };
    socket.once('connect', () => settle(undefined));
    socket.once('close', () => settle(explain(name, 'ECLOSED', 'the socket closed.')));
    socket.on('error', (error) => settle(explain(name, 'code' in error ? String(error.code) : '', error.message)));
  });
}

function explain(name: string, code: string, message: string): Refusal {
  switch (code) {
    case 'ECONNREFUSED':
      return { code: 'port/refused', text: `${name} refused the connection.`, remedy: 'Check the port, and that the controller is on.' };
    case 'ETIMEDOUT':
      return {
        code: 'port/timeout',
        text: `${name} did not answer within ${openWithinMs / 1000} s.`,
        remedy: 'Check the address, and that the controller is on and on this network.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { code: 'port/unreachable', text: `${name} cannot be reached (${code}).`, remedy: 'Check the address and the network cable.' };
    default:
      return { code: 'port/failed', text: `${name} failed: ${message}`, remedy: 'Check the controller and its cable, then connect again.' };
  }
}

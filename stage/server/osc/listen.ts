import { createSocket } from 'node:dgram';
import { done, type Result, refused } from '../../../engine/result.ts';

/** OSC is found on these ports by custom. */
export const OSC_PORTS = { min: 8000, max: 9000 };

/** @param text - as typed */
export function parseOscPort(text: string): Result<number> {
  const port = Number(text);
  return /^\d{4}$/.test(text) && port >= OSC_PORTS.min && port <= OSC_PORTS.max
    ? done(port)
    : refused('osc/not-a-port', `the port for OSC is "${text}"`, `give a number from ${OSC_PORTS.min} to ${OSC_PORTS.max}`);
}

/**
 * Listen for datagrams.
 *
 * @param host - address to bind; loopback lets only programs of this machine in
 */
export function listenOsc(
  host: string,
  port: number,
  hear: (datagram: Uint8Array, sender: string) => void,
  onTrouble: (text: string) => void,
): Promise<Result<{ readonly close: () => Promise<void> }>> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const failed = (error: NodeJS.ErrnoException): void => {
      socket.close();
      resolve(
        error.code === 'EADDRINUSE'
          ? refused(
              'osc/in-use',
              `port ${port} for OSC is in use by another program`,
              `stop that program, or choose another: --osc ${port < OSC_PORTS.max ? port + 1 : OSC_PORTS.min}`,
            )
          : refused('osc/unusable', `cannot listen for OSC on ${host}:${port}: ${error.message}`, 'check --host and --osc'),
      );
    };
    socket.once('error', failed);
    socket.on('message', (datagram, { address }) => hear(datagram, address));
    socket.bind(port, host, () => {
      socket.off('error', failed);
      socket.on('error', (error) => onTrouble(`OSC: ${error.message}`));
      resolve(done({ close: () => new Promise<void>((closed) => socket.close(() => closed())) }));
    });
  });
}

import { done, type Result, refused } from '../../engine/result.ts';
import { serialTransport } from './serial.ts';
import { tcpTransport } from './tcp.ts';
import type { Transport, TransportAddress } from './transport.ts';

/** as StandardFirmata comes, bits per second */
export const firmataBaud = 57_600;
/** telnet's port, where FluidNC and grblHAL listen */
const defaultTcpPort = 23;

/**
 * Reads what a person types: `/dev/ttyUSB0`, `COM3`, `tcp://10.0.0.7:23`, `memory`.
 *
 * @param baud - for serial ports, bits per second
 * @returns `address/invalid` for anything else
 */
export function parseAddress(text: string, baud = 115_200): Result<TransportAddress> {
  const trimmed = text.trim();
  if (trimmed === 'memory') return done({ kind: 'memory' });
  if (/^tcp:/i.test(trimmed)) return parseTcp(trimmed);
  if (/^\/./.test(trimmed) || /^(\\\\\.\\)?COM\d+$/i.test(trimmed)) return done({ kind: 'serial', path: trimmed, baud });
  return invalid(text);
}

function parseTcp(text: string): Result<TransportAddress> {
  const match = /^tcp:\/\/(?:\[([0-9a-f:.%]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?\/?$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? defaultTcpPort : Number(match[3]);
  if (host === undefined || port < 1 || port > 65_535) return invalid(text);
  return done({ kind: 'tcp', host, port });
}

const invalid = (text: string): Result<never> =>
  refused(
    'address/invalid',
    `“${text}” is not the address of an arm.`,
    'Give a serial port (/dev/ttyUSB0, COM3), tcp://host:port, or memory.',
  );

/** A new transport to a real port; the virtual arm in memory is made by whoever owns it. */
export function makeTransport(address: Exclude<TransportAddress, { kind: 'memory' }>): Transport {
  return address.kind === 'serial' ? serialTransport(address) : tcpTransport(address);
}

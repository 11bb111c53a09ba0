import { done, type Result, refused } from '../../engine/result.ts';
import { type ListPorts, listPorts } from './ports.ts';
import { serialTransport } from './serial.ts';
import { tcpTransport } from './tcp.ts';
import type { Transport, TransportAddress } from './transport.ts';

/** as StandardFirmata comes, bits per second */
export const firmataBaud = 57_600;
/** telnet's port, where FluidNC and grblHAL listen */
const defaultTcpPort = 23;

/**
 * Reads what a person types: `/dev/ttyUSB0`, `COM3`, `sn:85734323330351F0A1` (the serial number of a USB device, wherever it is
 * plugged in), `tcp://10.0.0.7:23`, `memory`.
 *
 * @param baud - for serial ports, bits per second
 * @returns `address/invalid` for anything else
 */
export function parseAddress(text: string, baud = 115_200): Result<TransportAddress> {
  const trimmed = text.trim();
  if (trimmed === 'memory') return done({ kind: 'memory' });
  if (/^tcp:/i.test(trimmed)) return parseTcp(trimmed);
  const serialNumber = /^sn:([!-~]{1,100})$/i.exec(trimmed)?.[1];
  if (serialNumber !== undefined) return done({ kind: 'serial', path: `sn:${serialNumber}`, baud, serialNumber });
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
    'Give a serial port (/dev/ttyUSB0, COM3), the serial number of its device (sn:85734323330351F0A1), tcp://host:port, or memory.',
  );

type RealAddress = Exclude<TransportAddress, { kind: 'memory' }>;

/**
 * Real ports. It remembers which device it opened under which name: one that comes back under another is found again by its serial
 * number, and another that took its name is not mistaken for it.
 */
export interface Ports {
  /** a new transport, for one connection */
  transport(address: RealAddress): Transport;
}

/** @param list - the serial ports that there are now */
export function createPorts(list: ListPorts = listPorts): Ports {
  const opened = new Map<string, string>();
  return {
    transport: (address) =>
      address.kind === 'tcp'
        ? tcpTransport(address)
        : serialTransport(address, {
            list,
            known: opened.get(address.path),
            onFound: ({ serialNumber }) => {
              if (serialNumber !== undefined) opened.set(address.path, serialNumber);
            },
          }),
  };
}

/** A new transport to a real port, for who opens it once; the virtual arm in memory is made by whoever owns it. */
export const makeTransport = (address: RealAddress): Transport => createPorts().transport(address);

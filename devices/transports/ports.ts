import { realpath } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { done, type Result, refused } from '../../engine/result.ts';

/** A serial port as the system lists it. */
export interface PortInfo {
  readonly path: string;
  /** of the USB device behind it; some have none, and cheap copies all have the same */
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly vendorId?: string | undefined;
}
export type ListPorts = () => Promise<readonly PortInfo[]>;

/** The serial ports of this computer; ptys are never among them. Empty where the system does not tell (Linux without udevadm). */
export const listPorts: ListPorts = async () => {
  try {
    return await SerialPort.list();
  } catch {
    return [];
  }
};

/** Which device is meant: by the name of its port, or by its serial number, whatever the name. */
export interface Wanted {
  /** as typed: `/dev/ttyUSB0`, or `sn:85734323330351F0A1` where the serial number is what was typed */
  readonly path: string;
  readonly serialNumber?: string;
}

export interface Found {
  readonly path: string;
  readonly serialNumber?: string;
}

/** `/dev/ttyUSB0 (sn:A50285BI)` */
export const portText = ({ path, serialNumber }: PortInfo): string => (serialNumber ? `${path} (sn:${serialNumber})` : path);

/**
 * Looks up where a device is plugged in now.
 *
 * @param known - serial number of the device that answered to this address before, if it had one
 * @returns the port; where the system lists none of that name, the name itself, for the system's own words. `port/absent` where no
 *   port has the serial number, `port/other-device` where another device has taken the name
 */
export async function findPort({ path, serialNumber: asked }: Wanted, known: string | undefined, list: ListPorts): Promise<Result<Found>> {
  const ports = await list();
  const wanted = asked ?? known;
  const names = new Set([path, await realpath(path).catch(() => path)].map(calledIn));
  // cheap copies share a number: the one in its old place comes first
  const same = ports
    .filter((port) => wanted !== undefined && port.serialNumber === wanted)
    .sort((a, b) => Number(names.has(b.path)) - Number(names.has(a.path)))[0];
  if (same !== undefined && wanted !== undefined) return done({ path: same.path, serialNumber: wanted });
  if (asked !== undefined) {
    const named = ports.filter((port) => port.serialNumber).map(portText);
    return refused(
      'port/absent',
      `No serial port has the serial number ${asked}. ${named.length === 0 ? 'None that has one was found.' : `Found: ${named.join(', ')}.`}`,
      'Plug the arm in, or give the serial number or the name of a port that exists: alla-prima doctor lists them.',
    );
  }
  const there = ports.find((port) => names.has(port.path));
  if (there === undefined || known === undefined) return done({ path, ...(there?.serialNumber && { serialNumber: there.serialNumber }) });
  return refused(
    'port/other-device',
    `${path} is now a device with ${there.serialNumber ? `serial number ${there.serialNumber}` : 'no serial number'}: the arm that was there has ${known}.`,
    'Plug the arm in again: it is found under any name. For another arm on this port, open the show anew.',
  );
}

/** macOS lists the dial-in name of a port that is opened by its call-out name */
const calledIn = (path: string): string => path.replace(/^\/dev\/cu\./, '/dev/tty.');

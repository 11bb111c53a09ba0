import { realpath, stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { done, type Refusal, refused } from '../../engine/result.ts';
import { createEnds } from './ends.ts';
import { holdersOf } from './holder.ts';
import { type Found, findPort, type ListPorts, listPorts, portText, type Wanted } from './ports.ts';
import { explainSerial } from './serial-refusals.ts';
import type { Transport } from './transport.ts';

/** how long `close` waits for bytes already written, ms */
const flushWithinMs = 250;
/** how often the device file is looked at, ms */
const lookEveryMs = 250;

/** How a port is looked for. */
export interface Look {
  readonly list?: ListPorts;
  readonly known?: string | undefined;
  /** it is open */
  readonly onFound?: (found: Found) => void;
}

/**
 * A serial port, through a SerialPort object of its own: one that is opened again would send what was written while it
 * was closed, and may report success on a dead port (FIELD.md §3).
 *
 * Refusals: `port/absent`, `port/other-device`, `port/locked`, `port/denied`, `port/failed`.
 *
 * @param address - `baud` in bits per second; 115200 for Grbl
 * @param look - how the port is found when it is opened: `known` is the serial number of the device that was there before
 */
export function serialTransport(address: Wanted & { readonly baud: number }, look: Look = {}): Transport {
  const { baud } = address;
  const { list = listPorts } = look;
  /** the port's name; of a device that is known by its serial number, once it was found */
  let { path } = address;
  const ends = createEnds();
  let port: SerialPort | undefined;
  let state: 'new' | 'opening' | 'open' | 'gone' = 'new';
  let unsent = 0;
  let onSent: (() => void) | undefined;
  let opened: Promise<unknown> = Promise.resolve();
  let freed: Promise<void> = Promise.resolve();
  let looking: NodeJS.Timeout | undefined;

  const lost = (text: string): void => {
    state = 'gone';
    clearInterval(looking);
    ends.ended({ kind: 'lost', text: `${path} was unplugged${text}.` });
  };

  const takeOver = (fresh: SerialPort, device: string | undefined): void => {
    state = 'open';
    freed = new Promise((resolve) => fresh.once('close', () => resolve()));
    // an unplugged port is only noticed while somebody reads, so reading begins here and never stops
    fresh.on('data', (bytes: Buffer) => ends.received(bytes));
    fresh.on('close', (error?: Error | null) => lost(error ? ` (${error.message})` : ''));
    // A port that is pulled in the middle of a read answers every later read with nothing at all, and serialport reads on
    // for ever (measured: 3 of 100 pulls just after opening). Its device file goes in every case.
    if (device !== undefined) {
      looking = setInterval(async () => {
        if ((await deviceOf(path)) === device || state !== 'open') return;
        lost('');
        fresh.close(() => undefined);
      }, lookEveryMs).unref();
    }
    // some USB boards say nothing until DTR is up; a pty has no such line and answers ENOTTY, which means nothing
    fresh.set({ dtr: true, rts: true }, () => undefined);
  };

  const explain = async (message: string): Promise<Refusal> => {
    const ports = (await list()).map(portText);
    const holders = /lock|busy/i.test(message) ? await holdersOf(await realpath(path).catch(() => path)) : [];
    return explainSerial({ path, message, ports, platform: process.platform, holders });
  };

  const open = async (): Promise<Refusal | undefined> => {
    const found = await findPort(address, look.known, list);
    if (!found.ok) return found.why;
    path = found.value.path;
    let fresh: SerialPort;
    try {
      fresh = new SerialPort({ path, baudRate: baud, autoOpen: false });
    } catch (error) {
      return explain(error instanceof Error ? error.message : String(error));
    }
    port = fresh;
    // a write that fails also closes the port, and `close` tells of it; without a listener it would end the process
    fresh.on('error', () => undefined);
    const device = await deviceOf(path);
    const error = await new Promise<Error | null>((resolve) => fresh.open((trouble) => resolve(trouble)));
    if (error !== null) return explain(error.message);
    look.onFound?.(found.value);
    takeOver(fresh, device);
    return undefined;
  };

  return {
    get name() {
      return path;
    },
    async open() {
      if (state !== 'new') return refused('port/failed', `${path} was opened before.`, 'Make a new transport for each connection.');
      state = 'opening';
      const opening = open();
      opened = opening;
      const why = await opening;
      if (why === undefined) return done(undefined);
      state = 'gone';
      return { ok: false, why };
    },
    write(bytes) {
      if (state !== 'open' || port === undefined || !port.isOpen) return false;
      unsent++;
      port.write(Buffer.from(bytes), () => {
        unsent--;
        if (unsent === 0) onSent?.();
      });
      return true;
    },
    onBytes: ends.onBytes,
    onClose: ends.onClose,
    async close() {
      await opened;
      if (state === 'open' && port !== undefined) {
        state = 'gone';
        clearInterval(looking);
        ends.ended({ kind: 'closed' });
        if (unsent > 0) {
          await new Promise<void>((resolve) => {
            const impatient = setTimeout(resolve, flushWithinMs);
            onSent = () => {
              clearTimeout(impatient);
              resolve();
            };
          });
        }
        if (port.isOpen) port.close(() => undefined);
      }
      state = 'gone';
      await freed;
    },
  };
}

/** What tells this device file from another of the same name; undefined where ports are no files (Windows). */
async function deviceOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

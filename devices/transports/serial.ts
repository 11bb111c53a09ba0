import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { done, type Refusal, refused } from '../../engine/result.ts';
import { createEnds } from './ends.ts';
import { explainSerial } from './serial-refusals.ts';
import type { Transport } from './transport.ts';

/** how long `close` waits for bytes already written, ms */
const flushWithinMs = 250;
/** how often the device file is looked at, ms */
const lookEveryMs = 250;

/**
 * A serial port, through a SerialPort object of its own: one that is opened again would send what was written while it
 * was closed, and may report success on a dead port (FIELD.md §3).
 *
 * Refusals: `port/absent`, `port/locked`, `port/denied`, `port/failed`.
 *
 * @param baud - bits per second; 115200 for Grbl
 */
export function serialTransport({ path, baud }: { readonly path: string; readonly baud: number }): Transport {
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

  const open = async (): Promise<Refusal | undefined> => {
    let fresh: SerialPort;
    try {
      fresh = new SerialPort({ path, baudRate: baud, autoOpen: false });
    } catch (error) {
      return explainSerial({
        path,
        message: error instanceof Error ? error.message : String(error),
        ports: [],
        platform: process.platform,
      });
    }
    port = fresh;
    // a write that fails also closes the port, and `close` tells of it; without a listener it would end the process
    fresh.on('error', () => undefined);
    const device = await deviceOf(path);
    const error = await new Promise<Error | null>((resolve) => fresh.open((trouble) => resolve(trouble)));
    if (error !== null) return explainSerial({ path, message: error.message, ports: await serialPorts(), platform: process.platform });
    takeOver(fresh, device);
    return undefined;
  };

  return {
    name: path,
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

/** The serial ports of this computer, as the system lists them; ptys are never among them. */
export async function serialPorts(): Promise<readonly string[]> {
  try {
    return (await SerialPort.list()).map((port) => port.path);
  } catch {
    return [];
  }
}

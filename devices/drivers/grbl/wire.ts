import type { CloseReason, Transport } from '../../transports/transport.ts';
import type { Timers } from '../driver.ts';
import { createCounter } from './counter.ts';
import { type GrblLine, readLine } from './lines.ts';
import { createSplitter } from './splitter.ts';

/** Realtime bytes. As bytes, never as text: `write('\x85')` would send two (FIELD.md §3). */
export const realtime = { report: Uint8Array.of(0x3f), hold: Uint8Array.of(0x21), reset: Uint8Array.of(0x18) } as const;

/** How a `$` command ended. `silence`: no answer in time; `forgotten`: a reset came first; `closed`: the stream ended first. */
export type Answer =
  | { readonly kind: 'ok' | 'silence' | 'forgotten' | 'closed' }
  | { readonly kind: 'error' | 'alarm'; readonly code: number };

export interface WireEvents {
  /** every line that came, after its own handling */
  line(line: GrblLine): void;
  /** an answer to a motion line; `code` is null for `ok` */
  motionAnswered(code: number | null): void;
  closed(reason: CloseReason): void;
}

/** Lines to and from a Grbl: counts bytes, pairs answers with what was asked, and waits with a limit. */
export interface Wire {
  /** @returns false where the line does not fit into the receive buffer now, or the stream is closed */
  motion(line: string): boolean;
  realtime(byte: Uint8Array): boolean;
  /** sends one `$` line and waits for its answer. Settings are deaf: never send two at once */
  command(line: string, withinMs: number): Promise<Answer>;
  /** @returns the first value that `pick` makes of a line, or undefined after `withinMs` or at the end of the stream */
  expect<T>(pick: (line: GrblLine) => T | undefined, withinMs: number): Promise<T | undefined>;
  /** hears every line until the returned function is called */
  listen(hear: (line: GrblLine) => void): () => void;
  /** forgets all lines that wait for an answer: the controller has, too */
  forget(): void;
  /** bytes of the receive buffer, once the controller has said so */
  setCapacity(bytes: number): void;
  readonly waiting: number;
  /** the first that was heard, for a refusal, latin1 */
  readonly heard: string;
  readonly closed: boolean;
}

const heardMost = 400;

export function createWire(transport: Transport, timers: Timers, events: WireEvents): Wire {
  let counter = createCounter(128);
  let heard = '';
  let closed = false;
  let commands: ((answer: Answer) => void)[] = [];
  const waiters = new Set<(line: GrblLine | undefined) => void>();

  const answered = (code: number | null): void => {
    const kind = counter.answered();
    if (kind === 'motion') events.motionAnswered(code);
    else if (kind === 'other') commands.shift()?.(code === null ? { kind: 'ok' } : { kind: 'error', code });
  };
  const split = createSplitter((text) => {
    const line = readLine(text);
    if (line.kind === 'ok') answered(null);
    else if (line.kind === 'error') answered(line.code);
    else if (line.kind === 'alarm') commands.shift()?.({ kind: 'alarm', code: line.code });
    for (const offer of [...waiters]) offer(line);
    events.line(line);
  });
  transport.onBytes((bytes) => {
    if (heard.length < heardMost) heard += String.fromCharCode(...bytes.subarray(0, heardMost - heard.length));
    split(bytes);
  });
  transport.onClose((reason) => {
    closed = true;
    for (const end of commands) end({ kind: 'closed' });
    commands = [];
    for (const offer of [...waiters]) offer(undefined);
    events.closed(reason);
  });

  const ascii = new TextEncoder();
  const write = (line: string, kind: 'motion' | 'other'): boolean => {
    const bytes = ascii.encode(`${line}\n`);
    if (!counter.fits(bytes.length) || !transport.write(bytes)) return false;
    counter.sent(bytes.length, kind);
    return true;
  };

  return {
    motion: (line) => write(line, 'motion'),
    realtime: (byte) => transport.write(byte),
    command: (line, withinMs) =>
      new Promise((resolve) => {
        if (!write(line, 'other')) {
          resolve({ kind: closed ? 'closed' : 'silence' });
          return;
        }
        const settle = (answer: Answer): void => {
          cancel();
          commands = commands.filter((entry) => entry !== settle);
          resolve(answer);
        };
        const cancel = timers.after(withinMs, () => settle({ kind: 'silence' }));
        commands.push(settle);
      }),
    expect: (pick, withinMs) =>
      new Promise((resolve) => {
        const offer = (line: GrblLine | undefined): void => {
          const value = line === undefined ? undefined : pick(line);
          if (line !== undefined && value === undefined) return;
          cancel();
          waiters.delete(offer);
          resolve(value);
        };
        const cancel = timers.after(withinMs, () => offer(undefined));
        waiters.add(offer);
        if (closed) offer(undefined);
      }),
    listen: (hear) => {
      const offer = (line: GrblLine | undefined): void => {
        if (line !== undefined) hear(line);
      };
      waiters.add(offer);
      return () => waiters.delete(offer);
    },
    forget: () => {
      counter.clear();
      for (const end of commands) end({ kind: 'forgotten' });
      commands = [];
    },
    setCapacity: (bytes) => {
      counter = createCounter(bytes);
    },
    get waiting() {
      return counter.waiting;
    },
    get heard() {
      return heard;
    },
    get closed() {
      return closed;
    },
  };
}

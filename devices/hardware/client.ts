import { done, type Refusal, type Result } from '../../engine/result.ts';
import type { Timers } from '../drivers/driver.ts';
import { createEnds, type Ends } from '../transports/ends.ts';
import type { Transport } from '../transports/transport.ts';
import { decodeFromBoard, encode, type FromBoard, type ToBoard } from './messages.ts';

export type BoardEvent =
  | { readonly kind: 'up'; readonly firmware: string }
  /** it did not come up, or was lost: it is tried again in so many ms */
  | { readonly kind: 'down'; readonly why: Refusal; readonly againInMs: number }
  | Extract<FromBoard, { kind: 'input' | 'load' }>;

/** The arm process's end of a hardware board: keeps the johnny-five process alive, one after another, with growing pauses. */
export interface HardwareClient {
  /** what a person would recognise: `/dev/ttyACM0` */
  readonly name: string;
  /** @returns false, and tells nothing, while the board is not up */
  tell(message: ToBoard): boolean;
  /** replaces the earlier listener; while the board is up, it is told so at once */
  onEvent(listener: (event: BoardEvent) => void): void;
  /**
   * The board as a byte stream for a driver: lines of JSON. Opening waits while the board is being asked, and is refused with
   * the reason while it is down; `ready` comes first. It is lost with the board, and closing it leaves the board alone.
   */
  cable(): Transport;
  close(): Promise<void>;
}

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
/** a board that was up so long had a good start: its next loss counts as the first */
const goodLifeMs = 10_000;
/** it gives up by itself before this: 4 s of patience, 2 s of asking, and its start */
const upWithinMs = 12_000;

type Ready = Extract<FromBoard, { kind: 'ready' }>;
type State =
  | { readonly kind: 'starting'; readonly transport: Transport }
  | { readonly kind: 'up'; readonly transport: Transport; readonly ready: Ready; readonly sinceMs: number }
  | { readonly kind: 'down'; readonly why: Refusal };

export interface HardwareClientOptions {
  readonly name: string;
  /** a new connection to a new process */
  readonly make: () => Transport;
  readonly timers: Timers;
}

export function createHardwareClient({ name, make, timers }: HardwareClientOptions): HardwareClient {
  let state: State = { kind: 'down', why: starting(name) };
  let waitMs = firstWaitMs;
  let cancel: () => void = () => undefined;
  let closing = false;
  let hear: (event: BoardEvent) => void = () => undefined;
  /** by drivers that have opened them */
  const cables = new Set<Ends>();
  let settled: (() => void)[] = [];

  const settle = (): void => {
    const waiting = settled;
    settled = [];
    for (const resolve of waiting) resolve();
  };

  const down = (transport: Transport, why: Refusal): void => {
    if (state.kind === 'down' || state.transport !== transport) return;
    if (state.kind === 'up' && timers.now() - state.sinceMs > goodLifeMs) waitMs = firstWaitMs;
    cancel();
    state = { kind: 'down', why };
    void transport.close();
    for (const ends of cables) ends.ended({ kind: 'lost', text: why.text });
    cables.clear();
    settle();
    if (closing) return;
    cancel = timers.after(waitMs, start);
    hear({ kind: 'down', why, againInMs: waitMs });
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };

  const heard = (transport: Transport, message: FromBoard): void => {
    if (state.kind === 'down' || state.transport !== transport) return;
    if (message.kind === 'over') {
      down(transport, message.why);
      return;
    }
    if (message.kind === 'ready') {
      cancel();
      state = { kind: 'up', transport, ready: message, sinceMs: timers.now() };
      settle();
      hear({ kind: 'up', firmware: message.firmware });
      return;
    }
    if (state.kind !== 'up') return;
    for (const ends of cables) ends.received(encode(message));
    if (message.kind === 'input' || message.kind === 'load') hear(message);
  };

  const start = (): void => {
    const transport = make();
    state = { kind: 'starting', transport };
    cancel = timers.after(upWithinMs, () => down(transport, mute(name)));
    transport.onBytes(decodeFromBoard((message) => heard(transport, message)));
    transport.onClose((reason) => down(transport, ended(name, reason.kind === 'lost' ? reason.text : '')));
    void transport.open().then((opened) => {
      if (!opened.ok) down(transport, opened.why);
    });
  };
  start();

  const cable = (): Transport => {
    const ends = createEnds();
    let open = false;
    return {
      name,
      async open(): Promise<Result<void>> {
        if (state.kind === 'starting') await new Promise<void>((resolve) => settled.push(resolve));
        if (state.kind !== 'up') return { ok: false, why: state.kind === 'down' ? state.why : starting(name) };
        open = true;
        cables.add(ends);
        ends.received(encode(state.ready));
        // whoever comes next finds the servos where this one left them
        state = { ...state, ready: { kind: 'ready', firmware: state.ready.firmware } };
        return done(undefined);
      },
      write: (bytes) => open && cables.has(ends) && state.kind === 'up' && state.transport.write(bytes),
      onBytes: ends.onBytes,
      onClose: ends.onClose,
      async close() {
        if (cables.delete(ends)) ends.ended({ kind: 'closed' });
        open = false;
      },
    };
  };

  return {
    name,
    tell: (message) => state.kind === 'up' && state.transport.write(encode(message)),
    onEvent: (listener) => {
      hear = listener;
      if (state.kind === 'up') listener({ kind: 'up', firmware: state.ready.firmware });
    },
    cable,
    close: async () => {
      closing = true;
      cancel();
      if (state.kind === 'down') return;
      const { transport } = state;
      await transport.close();
      down(transport, ended(name, ''));
    },
  };
}

const starting = (name: string): Refusal => ({
  code: 'board/starting',
  text: `The board on ${name} has not answered yet.`,
  remedy: 'Wait a few seconds.',
});
const mute = (name: string): Refusal => ({
  code: 'board/mute',
  text: `The board on ${name} was not found out about in ${upWithinMs / 1000} s.`,
  remedy: 'Unplug it and plug it in again; it is tried again by itself.',
});
const ended = (name: string, text: string): Refusal => ({
  code: 'board/lost',
  text: `The board on ${name} is lost. ${text}`.trim(),
  remedy: 'Check its cable; it is tried again by itself.',
});

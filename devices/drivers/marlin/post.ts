import type { CloseReason, Transport } from '../../transports/transport.ts';
import type { Move, Timers } from '../driver.ts';
import { createSplitter } from '../grbl/splitter.ts';
import { createHistory, numbered, type Sent } from './history.ts';
import { type MarlinLine, readLine } from './lines.ts';

export type Answer = 'ok' | 'forgotten' | 'silence' | 'closed';

export interface PostEvents {
  /** every line that came, after its own handling; `query` is the M114 that a position answers */
  line(line: MarlinLine, query: Sent | undefined): void;
  /** a motion line is in the controller's plan */
  accepted(line: Sent): void;
  /** the numbers do not fit any more: it has started anew without being heard */
  lostCount(): void;
  closed(reason: CloseReason): void;
}

/** Lines to and from a Marlin: numbers them, counts answers, and sends again what it is asked for. */
export interface Post {
  /** @returns false where the command queue has no room, or lines are being sent again, or the stream is closed */
  motion(command: string, move: Move): boolean;
  /** asks where it is, whether there is room or not; nothing is sent while an earlier question may still be answered */
  query(): void;
  /** sends a command, whether there is room or not, and waits for its answer; `plain` without a number */
  command(command: string, withinMs: number, plain?: 'plain'): Promise<Answer>;
  /** @returns the first value that `pick` makes of a line, or undefined after `withinMs` or at the end of the stream */
  expect<T>(pick: (line: MarlinLine, query: Sent | undefined) => T | undefined, withinMs: number): Promise<T | undefined>;
  /** hears every line until the returned function is called */
  listen(hear: (line: MarlinLine) => void): () => void;
  /** drops motions that were refused and not sent again yet; the numbers begin anew */
  dropRefused(): void;
  /** forgets all lines that wait for an answer: the controller has, too */
  forget(): void;
  waiting(kind: Sent['kind']): number;
  /** the first that was heard, for a refusal, latin1 */
  readonly heard: string;
  readonly closed: boolean;
}

const heardMost = 400;
/** after a refusal lines that are under way are refused, too: wait until that is over, ms */
const calmMs = 30;
/** lines that wait so long before others can be sent again have lost their answers, ms */
const stuckMs = 1000;
/** a question that was not answered for so long is asked again, ms; not while Marlin says, every 2 s, that it is busy */
const askAgainMs = 700;
const busyForMs = 2200;
/** commands that wait where Marlin does not say how many may (BUFSIZE), and the most that are ever sent ahead */
const leastRoom = 4;
const mostRoom = 16;
const ascii = new TextEncoder();

export function createPost(transport: Transport, timers: Timers, events: PostEvents): Post {
  const history = createHistory();
  let waiting: Sent[] = [];
  /** to be sent again, one by one */
  let again: Sent[] = [];
  let calm: (() => void) | undefined;
  /** the `ok` that follows a `Resend` answers no line */
  let swallow = false;
  /** the line that sets the number was answered */
  let numbersHold = false;
  /** lines asked for that were never sent */
  let strange = 0;
  let askedMs = Number.NEGATIVE_INFINITY;
  let busyMs = Number.NEGATIVE_INFINITY;
  let cancelStuck: (() => void) | undefined;
  let room = leastRoom;
  let last: Move | null = null;
  let heard = '';
  let closed = false;
  const waiters = new Set<(line: MarlinLine | undefined, query: Sent | undefined) => void>();

  const write = (line: Sent): boolean => {
    if (!transport.write(ascii.encode(`${line.text}\n`))) return false;
    waiting.push(line);
    return true;
  };
  const recovering = (): boolean => calm !== undefined || again.length > 0;

  const number = (command: string, kind: Sent['kind'], answered?: Sent['answered']): boolean => {
    const { next } = history;
    const entry: Sent = { number: next, text: numbered(next, command), kind, move: last, told: false, ...(answered && { answered }) };
    if (recovering()) again.push(entry);
    else if (!write(entry)) return false;
    history.add(entry);
    return true;
  };
  /** numbers begin with a line that sets them */
  const open = (): boolean => {
    if (!history.empty) return true;
    numbersHold = false;
    return number(`M110 N${history.next}`, 'command', (answer) => {
      numbersHold = answer === 'ok';
    });
  };

  /** these were executed: their answers came, or were lost */
  const settleFirst = (count: number): void => {
    const done = waiting.slice(0, count);
    waiting = waiting.slice(count);
    for (const line of done) {
      line.answered?.('ok');
      if (line.kind !== 'motion' || line.told) continue;
      line.told = true;
      events.accepted(line);
    }
    sendAgain();
  };

  const sendAgain = (): void => {
    cancelStuck?.();
    cancelStuck = undefined;
    if (calm !== undefined) return;
    while (waiting.length < room) {
      const line = again.shift();
      if (line === undefined || !write(line)) return;
    }
    if (again.length > 0) cancelStuck = timers.after(stuckMs, () => settleFirst(waiting.length));
  };

  const resend = (asked: number): void => {
    const lines = history.from(asked) ?? (numbersHold ? undefined : history.all);
    if (lines === undefined) {
      // one alone may be a misread number; after a restart every line is refused
      if (asked < history.next && ++strange > 1) events.lostCount();
      return;
    }
    const first = lines[0]?.number ?? asked;
    waiting = waiting.filter((line) => line.number === undefined || line.number < first);
    again = [...lines];
    calm?.();
    calm = timers.after(calmMs, () => {
      calm = undefined;
      sendAgain();
    });
  };

  const query = (): void => {
    const asked = waiting.filter((line) => line.kind === 'query').length;
    const nowMs = timers.now();
    const overdue = nowMs - askedMs > askAgainMs * asked && nowMs - busyMs > busyForMs;
    if (closed || recovering() || (asked > 0 && !overdue)) return;
    if (open() && number('M114 R', 'query')) askedMs = nowMs;
  };

  const take = (line: MarlinLine): Sent | undefined => {
    const follows = swallow;
    swallow = line.kind === 'resend';
    if (line.kind === 'busy') busyMs = timers.now();
    if (line.kind === 'resend') resend(line.line);
    else if (line.kind === 'ok' && !follows) {
      room = Math.min(mostRoom, Math.max(room, (line.freeCommands ?? 0) + 1));
      const named = line.line === null ? -1 : waiting.findIndex((sent) => sent.number === line.line);
      if (line.line === null || named >= 0) settleFirst(Math.max(named, 0) + 1);
    } else if (line.kind === 'position') {
      strange = 0;
      const query = waiting.findIndex((sent) => sent.kind === 'query');
      const answers = waiting[query];
      if (query > 0) settleFirst(query);
      return answers;
    }
    return undefined;
  };

  const split = createSplitter((text) => {
    const line = readLine(text);
    const query = take(line);
    for (const offer of [...waiters]) offer(line, query);
    events.line(line, query);
  });
  transport.onBytes((bytes) => {
    if (heard.length < heardMost) heard += String.fromCharCode(...bytes.subarray(0, heardMost - heard.length));
    split(bytes);
  });
  const dropAgain = (): Sent[] => {
    const left = again;
    again = [];
    calm?.();
    calm = undefined;
    cancelStuck?.();
    history.clear();
    return left;
  };
  const forget = (answer: 'forgotten' | 'closed'): void => {
    const left = [...waiting, ...dropAgain()];
    waiting = [];
    strange = 0;
    for (const line of left) line.answered?.(answer);
  };
  transport.onClose((reason) => {
    closed = true;
    forget('closed');
    for (const offer of [...waiters]) offer(undefined, undefined);
    events.closed(reason);
  });

  return {
    motion: (command, move) => {
      if (closed || recovering() || waiting.length >= room || !open() || waiting.length >= room) return false;
      const before = last;
      last = move;
      if (number(command, 'motion')) return true;
      last = before;
      return false;
    },
    query,
    command: (command, withinMs, plain) =>
      new Promise((resolve) => {
        const settled = (answer: Answer): void => {
          cancel();
          cancelNudge?.();
          resolve(answer);
        };
        const cancel = timers.after(withinMs, () => settled('silence'));
        // a line that is lost whole is noticed by the next one only
        const nudge = (): void => {
          query();
          cancelNudge = timers.after(askAgainMs, nudge);
        };
        let cancelNudge = plain === 'plain' ? undefined : timers.after(askAgainMs, nudge);
        const sent =
          plain === 'plain'
            ? write({ number: undefined, text: command, kind: 'command', move: last, told: false, answered: settled })
            : open() && number(command, 'command', settled);
        if (!sent) settled(closed ? 'closed' : 'silence');
      }),
    expect: (pick, withinMs) =>
      new Promise((resolve) => {
        const offer = (line: MarlinLine | undefined, query: Sent | undefined): void => {
          const value = line === undefined ? undefined : pick(line, query);
          if (line !== undefined && value === undefined) return;
          cancel();
          waiters.delete(offer);
          resolve(value);
        };
        const cancel = timers.after(withinMs, () => offer(undefined, undefined));
        waiters.add(offer);
        if (closed) offer(undefined, undefined);
      }),
    listen: (hear) => {
      const offer = (line: MarlinLine | undefined): void => {
        if (line !== undefined) hear(line);
      };
      waiters.add(offer);
      return () => waiters.delete(offer);
    },
    dropRefused: () => {
      if (recovering()) for (const line of dropAgain()) line.answered?.('forgotten');
    },
    forget: () => {
      last = null;
      forget('forgotten');
    },
    waiting: (kind) => waiting.filter((line) => line.kind === kind).length,
    get heard() {
      return heard;
    },
    get closed() {
      return closed;
    },
  };
}

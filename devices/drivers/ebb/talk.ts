import type { CloseReason, Transport } from '../../transports/transport.ts';
import type { Timers } from '../driver.ts';
import { createSplitter } from '../grbl/splitter.ts';

/** How a command ended. `lost`: the answer of a later one came instead; `refused`: in the board's own words. */
export type Reply =
  | { readonly kind: 'done' | 'refused'; readonly data: string }
  | { readonly kind: 'lost' | 'silence' | 'closed'; readonly data: '' };

/** Commands to an EBB, and their answers: one each, in order. */
export interface Talk {
  ask(command: string, withinMs?: number): Promise<Reply>;
  /** firmware 3: from now on each answer begins with its command's name */
  nameAnswers(): void;
  /** the first that was heard, for a refusal, latin1 */
  readonly heard: string;
  readonly closed: boolean;
}

/** What answers in legacy syntax bring before their `OK`; commands that are not here bring the `OK` alone. */
const shapes: Readonly<Record<string, { readonly data: RegExp; readonly ok: boolean }>> = {
  V: { data: /^EBB.*Version/, ok: false },
  QB: { data: /^[01]$/, ok: true },
  QC: { data: /^\d{4},\d{4}$/, ok: true },
  QE: { data: /^\d+,\d+$/, ok: true },
  QG: { data: /^[0-9A-F]{2}$/, ok: false },
  QM: { data: /^QM(,\d+){4}$/, ok: false },
  QS: { data: /^-?\d+,-?\d+$/, ok: true },
  QU: { data: /^QU,\d+$/, ok: true },
  ES: { data: /^[01](,\d+)*$/, ok: true },
};

interface Asked {
  readonly name: string;
  data: string | undefined;
  readonly answer: (reply: Reply) => void;
}

const heardMost = 400;
/** a command waits while the queue is full: as long as one of its entries takes */
const patienceMs = 2000;
const ascii = new TextEncoder();

export function createTalk(
  transport: Transport,
  timers: Timers,
  events: { readonly heard: () => void; readonly closed: (reason: CloseReason) => void },
): Talk {
  let asked: Asked[] = [];
  let named = false;
  let heard = '';
  let closed = false;

  /** those before it will not be answered any more */
  const answer = (index: number, reply: Reply): void => {
    const done = asked.slice(0, index + 1);
    asked = asked.slice(index + 1);
    for (const [i, entry] of done.entries()) entry.answer(i === index ? reply : { kind: 'lost', data: '' });
  };

  const hearNamed = (line: string): void => {
    const comma = line.indexOf(',');
    const name = comma < 0 ? line : line.slice(0, comma);
    const data = comma < 0 ? '' : line.slice(comma + 1);
    const index = asked.findIndex((entry) => entry.name === name);
    if (index >= 0) answer(index, { kind: data.startsWith('!') ? 'refused' : 'done', data });
  };

  const hearLegacy = (line: string): void => {
    const [first] = asked;
    if (first === undefined) return;
    if (line.startsWith('!')) {
      answer(0, { kind: 'refused', data: line });
      return;
    }
    if (line === 'OK') {
      // an answer whose data was lost cannot be relied on; a board that answers with data alone says no OK
      const index = asked.findIndex((entry) => entry.data !== undefined || shapes[entry.name] === undefined);
      const entry = asked[index];
      if (entry === undefined || shapes[entry.name]?.ok === false) return;
      answer(index, { kind: 'done', data: entry.data ?? '' });
      return;
    }
    const index = asked.findIndex((entry) => entry.data === undefined && shapes[entry.name]?.data.test(line) === true);
    const entry = asked[index];
    if (entry === undefined) return;
    entry.data = line;
    if (shapes[entry.name]?.ok === false) answer(index, { kind: 'done', data: line });
  };

  const split = createSplitter((line) => (named ? hearNamed(line) : hearLegacy(line)));
  transport.onBytes((bytes) => {
    if (heard.length < heardMost) heard += String.fromCharCode(...bytes.subarray(0, heardMost - heard.length));
    events.heard();
    split(bytes);
  });
  transport.onClose((reason) => {
    closed = true;
    for (const entry of asked.splice(0)) entry.answer({ kind: 'closed', data: '' });
    events.closed(reason);
  });

  return {
    ask: (command, withinMs = patienceMs) =>
      new Promise((resolve) => {
        if (closed || !transport.write(ascii.encode(`${command}\r`))) {
          resolve({ kind: 'closed', data: '' });
          return;
        }
        const entry: Asked = {
          name: command.split(',')[0] ?? command,
          data: undefined,
          answer: (reply) => {
            cancel();
            resolve(reply);
          },
        };
        const cancel = timers.after(withinMs, () => {
          asked = asked.filter((other) => other !== entry);
          resolve({ kind: 'silence', data: '' });
        });
        asked.push(entry);
      }),
    nameAnswers: () => {
      transport.write(ascii.encode('CU,10,1\r'));
      named = true;
    },
    get heard() {
      return heard;
    },
    get closed() {
      return closed;
    },
  };
}

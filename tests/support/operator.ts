import { io, type Socket } from 'socket.io-client';
import type { Entry } from '../../stage/ledger/chain.ts';
import type { DoorReply, operatorDoors, Speaks } from '../../stage/protocol/doors.ts';
import type { ToOperator } from '../../stage/protocol/messages.ts';

export interface Operator {
  readonly socket: Socket<ToOperator, Speaks<typeof operatorDoors>>;
  readonly cookie: string;
  /** all entries of the ledger of these kinds */
  ledger(...kinds: string[]): Promise<Entry[]>;
  close(): void;
}

/** Use an operator's one-time link as a browser does, and connect. */
export async function becomeOperator(url: string, operatorUrl: string): Promise<Operator> {
  const answer = await fetch(operatorUrl, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`the operator link answered ${answer.status} without a cookie`);
  return joinOperators(url, cookie);
}

/** Connect as another console of a browser that is an operator already. */
export async function joinOperators(url: string, cookie: string): Promise<Operator> {
  const socket: Operator['socket'] = io(`${url}/operator`, {
    path: '/ws',
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  return {
    socket,
    cookie,
    async ledger(...kinds) {
      const found: Entry[] = [];
      for (let after = 0; ; ) {
        const page: { entries: Entry[] } = await (await fetch(`${url}/api/ledger?after=${after}`, { headers: { cookie } })).json();
        if (page.entries.length === 0) return found;
        found.push(...page.entries.filter((entry) => kinds.includes(entry.kind)));
        after = page.entries.at(-1)?.seq ?? after;
      }
    },
    close: () => socket.close(),
  };
}

/** Knock at a door and wait for the answer. */
export const ask = (knock: (answer: (reply: DoorReply) => void) => void): Promise<DoorReply> => new Promise(knock);

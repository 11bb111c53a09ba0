import type { Refusal } from '../../engine/result.ts';
import type { LeaseView } from '../protocol/arm-view.ts';
import { askLease, freeLease, giveLease, type Lease, leaveLease, returnLease, settleLease, takeLease } from './lease.ts';

interface Parts {
  /** show time, s */
  readonly nowS: () => number;
  readonly record: (kind: string, body: unknown) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** a console that had the arm has it no more */
  readonly onLost: (console: number) => void;
}

/** A refusal of the same order to the same console is entered once in so long, s: a jog is said five times a second. */
const AGAIN_S = 1;
/** Pages that may come back as the console they were; beyond it the earliest are forgotten. */
const REMEMBERED = 200;

/**
 * The consoles by number, in the order in which they first came, and which of them has the arm.
 * A page is known by a key of its own making, so that it is the same console after a reload or a lost connection.
 */
export function createConsoles({ nowS, record, log, onLost }: Parts) {
  const numbers = new Map<string, number>();
  const pages = new Map<number, number>();
  const refusedAt = new Map<string, number>();
  let next = 1;
  let lease: Lease = freeLease;
  /** counts up with each change, so that pages are told of each */
  let changes = 0;

  const change = (to: Lease, what: string, text: string, level: 'info' | 'warn' = 'info'): void => {
    const from = lease.holder;
    lease = to;
    changes++;
    refusedAt.clear();
    record('arm/lease', { what, console: to.holder ?? from, ...(from !== null && to.holder !== null && from !== to.holder && { from }) });
    log(level, text);
    if (from !== null && from !== to.holder) onLost(from);
  };
  const refuse = (console: number, order: string, why: Refusal): Refusal => {
    const key = `${console} ${order}`;
    const last = refusedAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (nowS() - last < AGAIN_S) return why;
    refusedAt.set(key, nowS());
    record('arm/lease', { what: 'refused', console, order, holder: lease.holder });
    log('warn', `console ${console}: ${order} was refused: ${why.text}`);
    return why;
  };

  return {
    /** a page came. @returns the number of its console */
    enter(key: string): number {
      const number = numbers.get(key) ?? next++;
      numbers.delete(key);
      numbers.set(key, number);
      const idle = numbers.size > REMEMBERED ? [...numbers].find(([, one]) => !pages.has(one)) : undefined;
      if (idle) numbers.delete(idle[0]);
      pages.set(number, (pages.get(number) ?? 0) + 1);
      lease = returnLease(lease, number);
      return number;
    },
    /** a page went away */
    leave(number: number): void {
      const left = (pages.get(number) ?? 1) - 1;
      if (left > 0) pages.set(number, left);
      else pages.delete(number);
      if (left <= 0) lease = leaveLease(lease, number, nowS());
    },
    /** @returns null where this console may give the order: it has the arm from now on, if nobody had */
    use(number: number, order: string): Refusal | null {
      const asked = askLease(lease, number);
      if (!asked.ok) return refuse(number, order, asked.why);
      if (lease.holder === null) change(asked.value, 'taken', `console ${number} has the arm`);
      return null;
    },
    takeOver(number: number): void {
      if (lease.holder === number) return;
      const from = lease.holder;
      if (from === null) change(takeLease(number), 'taken', `console ${number} has the arm`);
      else change(takeLease(number), 'taken over', `console ${number} took the arm over from console ${from}`, 'warn');
    },
    giveBack(number: number): void {
      if (lease.holder === number) change(giveLease(lease, number), 'given back', `console ${number} gave the arm back`);
    },
    /** once a step */
    settle(): void {
      const settled = settleLease(lease, nowS());
      if (settled !== lease) change(settled, 'freed', `console ${lease.holder} is gone: the arm is free`, 'warn');
    },
    holder: (): number | null => lease.holder,
    changes: (): number => changes,
    view: (number: number): LeaseView => ({ you: number, holder: lease.holder }),
  };
}
export type Consoles = ReturnType<typeof createConsoles>;

import type { z } from 'zod';
import type { Refusal } from '../../engine/result.ts';
import type { DoorReply } from '../protocol/doors.ts';
import { type Bucket, createBucket } from './bucket.ts';

/** As much of a socket as a door needs. */
export interface Knocking {
  readonly id: string;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown;
  emit(event: 'notice', notice: Refusal): unknown;
  disconnect(close: boolean): unknown;
}

export type Handlers<D extends Record<string, z.ZodType>> = { readonly [K in keyof D]: (message: z.infer<D[K]>) => DoorReply | undefined };

/** So many messages a second in the long run, and so many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A stop has a bucket of its own: neither a flood of drawing uses it up, nor can one page stop the arm all the time. */
export const STOP_RATE: Rate = { perSecond: 1, burst: 5 };

/** Messages refused in a row after which a socket is sent away: it is no page of ours. */
const PATIENCE = 200;

/**
 * Open a set of doors on a socket: each message is counted against the socket's bucket, then checked against its schema,
 * then handled. Whatever is refused is answered with what was wrong and what to do, and never reaches the show.
 */
export function openDoors<D extends Record<string, z.ZodType>>(
  socket: Knocking,
  doors: D,
  handlers: Handlers<D>,
  { rate, now, onRefused }: { readonly rate: Rate; readonly now: () => number; readonly onRefused: (why: Refusal) => void },
): void {
  const bucket: Bucket = createBucket(rate, now());
  const stops: Bucket = createBucket(STOP_RATE, now());
  let refusedInARow = 0;
  let lastNotice = Number.NEGATIVE_INFINITY;
  const refuse = (why: Refusal): DoorReply => {
    refusedInARow++;
    onRefused(why);
    if (now() - lastNotice >= 1000) {
      lastNotice = now();
      socket.emit('notice', why);
    }
    if (refusedInARow > PATIENCE) socket.disconnect(true);
    return { ok: false, why };
  };
  socket.onAny((event, ...args) => {
    const last = args.at(-1);
    const answer = typeof last === 'function' ? last : undefined;
    const door = Object.hasOwn(doors, event) ? doors[event] : undefined;
    const reply = (): DoorReply => {
      const stopping = event === 'stop' && door !== undefined;
      if (!(stopping ? stops : bucket).take(now()))
        return refuse({
          code: 'door/too-fast',
          text: `more than ${stopping ? STOP_RATE.perSecond : rate.perSecond} messages a second came from this page`,
          remedy: stopping ? 'the arm was stopped already' : 'send fewer: the latest position is enough',
        });
      if (!door)
        return refuse({
          code: 'door/unknown',
          text: `there is no message "${event.slice(0, 40)}" for this role`,
          remedy: `send one of: ${Object.keys(doors).join(', ')}`,
        });
      const checked = door.safeParse(args[0]);
      if (!checked.success)
        return refuse({
          code: 'door/shape',
          text: `"${event}" was refused: ${firstIssue(checked.error)}`,
          remedy: 'reload the page: it may be of another version',
        });
      refusedInARow = 0;
      return handlers[event as keyof D](checked.data as z.infer<D[keyof D]>) ?? { ok: true };
    };
    answer?.call(undefined, reply()) ?? (answer ? undefined : reply());
  });
}

/** The first thing wrong with a message or a file: the field's path, and what is wrong with it. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'it does not have the right shape';
  const { path, message } = deepest(issue);
  return path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message;
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Where something may be one thing or another, the one that it comes nearest to says more than that it is neither. */
function deepest(issue: z.core.$ZodIssue): Fault {
  if (issue.code !== 'invalid_union') return issue;
  const faults = issue.errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]));
  const best = faults.reduce<Fault | null>((most, fault) => (most === null || fault.path.length > most.path.length ? fault : most), null);
  return best === null ? issue : { path: [...issue.path, ...best.path], message: best.message };
}

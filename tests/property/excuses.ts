import type { Rest } from './contact.ts';
import type { Moment } from './room.ts';
import type { Script } from './script.ts';

/** the link tries again within 5 s (stream/link.ts), then asks the controller what it is, ms */
const reconnectMs = 7500;
/** a fresh process connects at once, ms */
const connectMs = 2500;
/** a controller says nothing while it starts: Grbl 25 ms, Marlin 500 */
const bootMs = 600;
/**
 * A boot loader waits again after each byte that it swallows, our questions among them: it is given up after 2 s, its port opened
 * anew, which resets it, and listened to for 1.7 s before anything is said.
 */
const bootloaderMs = 4000;

/** How much of a rest nobody could have ended, ms: no cable, no process, no power, or a controller that hangs. */
export function excusedMs(rest: Rest, script: Script, moments: readonly Moment[]): number {
  const spans = [...helpless(script, moments)].map(([from, to]) => [Math.max(from, rest.startMs), Math.min(to, rest.endMs)] as const);
  let sum = 0;
  let until = rest.startMs;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

/** @returns until when nobody could have been told at this time, ms; the time itself where the arm could */
export function deafUntil(atMs: number, script: Script, moments: readonly Moment[]): number {
  return Math.max(atMs, ...[...helpless(script, moments)].flatMap(([from, to]) => (from <= atMs && atMs < to ? [to] : [])));
}

function* helpless({ inside, opensWithReset }: Script, moments: readonly Moment[]): Generator<readonly [fromMs: number, toMs: number]> {
  const boot = opensWithReset ? bootloaderMs : bootMs;
  for (const [i, { atMs, what }] of moments.entries()) {
    const until = (end: Moment['what']): number => moments.slice(i).find((later) => later.what === end)?.atMs ?? Number.POSITIVE_INFINITY;
    if (what === 'unplug') yield [atMs, until('plug') + reconnectMs + boot];
    else if (what === 'die') yield [atMs, until('start') + connectMs + boot];
    else if (what === 'power' || what === 'dtr') yield [atMs, atMs + boot];
  }
  for (const fault of inside)
    if (fault.kind === 'stall') yield [fault.atMs ?? 0, (fault.atMs ?? 0) + fault.ms + (fault.ms > 2000 ? reconnectMs : 0)];
}

import type { Rest } from './contact.ts';
import type { Moment } from './room.ts';
import type { Script } from './script.ts';

/** the link tries again within 5 s (stream/link.ts), then asks the controller what it is, ms */
const reconnectMs = 7500;
/** a fresh process connects at once, ms */
const connectMs = 2500;
/** a controller says nothing while it starts: Grbl 25 ms, Marlin 500, a boot loader 1430 */
const bootMs = 600;
const bootloaderMs = 2000;
/** questions keep a boot loader awake: it is left alone only when the driver has given up after 2 s, and opens the port anew */
const askedBootloaderMs = 4000;
/** a blind lift takes this, with what comes before it, ms */
const liftMs = 2000;

/**
 * How much of a rest nobody could have ended, ms: no cable, no process, no power, or a controller that hangs; or whether the brush
 * was down nobody could know, and so somebody had to come.
 */
export function excusedMs(rest: Rest, script: Script, moments: readonly Moment[]): number {
  const spans = [...helpless(script, moments), ...blind(moments)].map(
    ([from, to]) => [Math.max(from, rest.startMs), Math.min(to, rest.endMs)] as const,
  );
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

/** Spans in which the arm can be told, but nobody can know whether its brush is down: they end when somebody comes and presses Home. */
function* blind(moments: readonly Moment[]): Generator<readonly [fromMs: number, toMs: number]> {
  for (const [i, { atMs, what }] of moments.entries()) {
    const after = moments.slice(i);
    const when = (end: Moment['what']): number => after.find((later) => later.what === end)?.atMs ?? Number.POSITIVE_INFINITY;
    const before = (event: Moment['what'], ms: number): boolean => after.some((later) => later.what === event && later.atMs < ms);
    // what it did without a cable nobody has seen; where the power went as well, it does not know itself how far it came down
    const unseen = what === 'unplug' && before('power', when('plug'));
    // a process that dies while it lifts blind takes with it how far the lift had come
    const forgotten = (what === 'power' || what === 'dtr') && before('die', atMs + liftMs);
    if (unseen || forgotten) yield [atMs, when('home') + bootMs];
  }
}

function* helpless({ inside, opensWithReset }: Script, moments: readonly Moment[]): Generator<readonly [fromMs: number, toMs: number]> {
  const boot = opensWithReset ? bootloaderMs : bootMs;
  for (const [i, { atMs, what }] of moments.entries()) {
    const until = (end: Moment['what']): number => moments.slice(i).find((later) => later.what === end)?.atMs ?? Number.POSITIVE_INFINITY;
    if (what === 'unplug') yield [atMs, until('plug') + reconnectMs + boot];
    else if (what === 'die') yield [atMs, until('start') + connectMs + boot];
    else if (what === 'power' || what === 'dtr') yield [atMs, atMs + (opensWithReset ? askedBootloaderMs : bootMs)];
  }
  for (const fault of inside)
    if (fault.kind === 'stall') yield [fault.atMs ?? 0, (fault.atMs ?? 0) + fault.ms + (fault.ms > 2000 ? reconnectMs : 0)];
}

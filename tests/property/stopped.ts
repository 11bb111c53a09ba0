import type { Travelled } from '../../devices/virtual/motion.ts';
import type { Moment } from './room.ts';

/**
 * Looks for motion between a stop and whatever lets the arm move again, other than braking and rising.
 *
 * @param heardMs - when what is said at a time can be heard: a controller may hang just then
 * @param brakeMs - how long it may still go on as before
 * @param mostMm - how far aside it may be then: a lift that is straight in the joints' space is bowed in ours
 * @returns what it did, in words
 */
export function movedWhileStopped(
  way: readonly Travelled[],
  moments: readonly Moment[],
  endMs: number,
  heardMs: (atMs: number) => number,
  brakeMs: number,
  mostMm: number,
): string | undefined {
  for (const [i, { atMs, what }] of moments.entries()) {
    if (what !== 'stop' && what !== 'let go') continue;
    const goMs = moments.slice(i + 1).find((later) => later.what === 'go' || later.what === 'jog')?.atMs ?? endMs;
    const fromMs = heardMs(atMs) + brakeMs;
    const after = way.filter(({ startMs }) => startMs >= fromMs && startMs < goMs);
    const first = after[0];
    for (const { to, startMs } of after) {
      const aside = Math.hypot(to[0] - (first?.from[0] ?? 0), to[1] - (first?.from[1] ?? 0));
      if (aside > mostMm) return `at ${atMs.toFixed(0)} ms it went ${aside.toFixed(2)} mm aside at ${startMs.toFixed(0)} ms`;
      if (to[2] < (first?.from[2] ?? 0) - mostMm) return `at ${atMs.toFixed(0)} ms it sank at ${startMs.toFixed(0)} ms`;
    }
  }
  return undefined;
}

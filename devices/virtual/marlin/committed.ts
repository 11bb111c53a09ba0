import type { Core } from './core.ts';
import { targetOf } from './moves.ts';
import { readCommand } from './words.ts';

/** Motion that is planned or waits in the command queue, ms; what is still on the wire or in the receive ring is left out. */
export function committedMs(core: Core): number {
  const speed = core.motion.speed();
  const planner = core.motion.planner.clone();
  let at = core.target;
  let feedMmS = core.feedMmS;
  for (const { text } of core.queue) {
    const { code, words } = readCommand(text);
    if (code !== 'G0' && code !== 'G1') continue;
    const feed = words.get('F') ?? 0;
    if (feed > 0) feedMmS = feed / 60;
    at = targetOf(core, words, at);
    planner.append({ target: at, feed: feedMmS * 60, rapid: false, inverseTime: false, line: 0 }, speed);
  }
  return (core.motion.preparedS(core.nowMs) + planner.seconds(speed)) * 1000;
}

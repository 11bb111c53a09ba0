import { runCommand, steppersOff } from './commands.ts';
import { type Core, keepAliveMs, type Pause, plannedMoves } from './core.ts';
import { banner, positionReport, temperatures } from './reports.ts';
import { readCommand } from './words.ts';

/** From a reset to `start`, and to the end of what is said then, ms. */
export const bootMs = 300;
const setupMs = 200;
/** a line read, parsed and planned: some 1,000 a second on an 8-bit board */
const lineMs = 1;

/** The processor's main loop, from one reset to the next, as a generator that yields what it waits for. */
export function* firmware(core: Core): Generator<Pause, void> {
  yield { kind: 'busy', ms: bootMs };
  core.say(banner(core));
  yield { kind: 'busy', ms: setupMs };
  for (;;) {
    const queued = core.queue[0];
    if (queued === undefined) {
      yield { kind: 'until', ready: () => core.queue.length > 0 };
      continue;
    }
    yield { kind: 'busy', ms: lineMs };
    core.nextBusyMs = core.nowMs + keepAliveMs;
    core.handlingSinceMs = core.nowMs;
    const after = yield* runCommand(core, readCommand(queued.text));
    if (core.killed) return;
    core.handlingSinceMs = undefined;
    core.nextBusyMs = Number.POSITIVE_INFINITY;
    if (!core.losesOk()) core.say(`ok${after}${core.build.advancedOk ? advanced(core, queued.number) : ''}\n`);
    core.queue.shift();
  }
}

/** free blocks of the planner, free places of the command queue */
function advanced(core: Core, number: number | undefined): string {
  const free = plannedMoves - core.motion.planner.blocks.length;
  return `${number === undefined ? '' : ` N${number}`} P${free} B${core.build.commands - core.queue.length}`;
}

/** What is done beside any command: `idle()` in the original. */
export function background(core: Core): void {
  if (core.handlingSinceMs !== undefined && core.nowMs >= core.nextBusyMs) {
    core.nextBusyMs = core.nowMs + keepAliveMs;
    core.say('echo:busy: processing\n');
  }
  for (const [timer, text] of [
    [core.autoPosition, () => positionReport(core, core.build.realtimePosition)],
    [core.autoTemperature, () => ` ${temperatures}\n`],
  ] as const) {
    if (core.nowMs < timer.nextMs) continue;
    timer.nextMs = core.nowMs + timer.everyMs;
    core.say(text());
  }
  if (core.motion.running()) core.lastMoveMs = core.nowMs;
  if (core.nowMs >= steppersOffMs(core)) steppersOff(core);
}

function steppersOffMs(core: Core): number {
  if (!core.steppersOn || core.steppersOffAfterMs === 0 || core.motion.running()) return Number.POSITIVE_INFINITY;
  return core.lastMoveMs + core.steppersOffAfterMs;
}

/** When the background has something to do next, ms. */
export const backgroundMs = (core: Core): number =>
  Math.min(core.nextBusyMs, core.autoPosition.nextMs, core.autoTemperature.nextMs, steppersOffMs(core));

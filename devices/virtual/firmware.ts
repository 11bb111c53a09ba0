import { type Core, forget, noFlags, type Pause } from './core.ts';
import { execute, finishMoves } from './execute.ts';
import type { Line } from './lines.ts';
import { pending, realtime } from './realtime.ts';
import { banner, unlockHint } from './reports.ts';
import { isSystemLine, systemLine } from './system.ts';

/** From a reset to the first banner, and again after each soft reset, ms (measured: 22 to 28). */
export const bootMs = 25;

/**
 * The processor: everything it does from one hardware reset to the next, as a generator that yields what it waits for.
 * A soft reset is one more turn of the outer loop. Realtime commands are looked at between any two steps.
 */
export function* firmware(core: Core): Generator<Pause, void> {
  for (;;) {
    forget(core);
    yield { kind: 'busy', ms: bootMs };
    // what came in meanwhile was cleared with the rest
    core.rx = [];
    core.flags = noFlags();
    core.say(banner(core));
    yield* untilReset(core, mainLoop(core));
    // a line that was cut short is answered as if it were done, just before the banner
    if (core.owesAnswer) core.answer(0);
  }
}

/**
 * Runs `work`, with realtime commands in between, until a reset ends it. Queued motion sets off whenever the work must
 * wait: nothing more to read, a full planner, or a line that waits for motion.
 */
function* untilReset(core: Core, work: Generator<Pause, void>): Generator<Pause, void> {
  let ready: () => boolean = () => true;
  let wakeMs: number | undefined;
  for (;;) {
    if (pending(core)) yield* realtime(core);
    if (core.abort) return;
    if (core.suspend !== undefined || !ready()) {
      if (core.state === 'Idle' && core.suspend === undefined && core.motion.planner.blocks.length > 0) {
        core.flags.start = true;
        continue;
      }
      const go = (): boolean => pending(core) || (core.suspend === undefined && ready());
      // while suspended no time of the work's own counts
      yield wakeMs === undefined || core.suspend !== undefined ? { kind: 'until', ready: go } : { kind: 'until', ready: go, wakeMs };
      continue;
    }
    const step = work.next();
    if (step.done === true) return;
    ready = () => true;
    wakeMs = undefined;
    if (step.value.kind === 'until') {
      ready = step.value.ready;
      wakeMs = step.value.wakeMs;
    } else yield step.value;
  }
}

function* mainLoop(core: Core): Generator<Pause, void> {
  if (core.state === 'Alarm' || core.state === 'Sleep' || core.state === 'Home') {
    core.state = 'Alarm';
    core.say(unlockHint);
  } else {
    core.state = 'Idle';
    yield* startupLines(core);
  }
  for (;;) {
    const byte = core.rx.shift();
    if (byte === undefined) {
      yield { kind: 'until', ready: () => core.rx.length > 0 };
      continue;
    }
    const line = core.line.push(byte);
    if (line === undefined) continue;
    core.counted.lines++;
    core.owesAnswer = true;
    if (core.avr) yield { kind: 'busy', ms: parseMs(core, line) };
    core.answer(yield* runLine(core, line));
    core.owesAnswer = false;
  }
}

/**
 * What a line costs an ATmega328p: measured 555 lines/s of 19 bytes parsed only, 285 in motion, 805 with compact numbers.
 *
 * @see FIELD.md §3, Speed
 */
function parseMs(core: Core, line: Line): number {
  const bytes = line.kind === 'line' ? line.text.length + 1 : 80;
  return (0.6 + 0.063 * bytes) * (core.motion.running() ? 1.95 : 1);
}

/** @returns Grbl's error code, 0 for ok */
function* runLine(core: Core, line: Line): Generator<Pause, number> {
  if (line.kind === 'overflow') return 11;
  if (line.text === '') return 0;
  if (isSystemLine(line.text)) return yield* systemLine(core, line.text);
  if (core.state === 'Alarm' || core.state === 'Jog') return 9;
  return yield* execute(core, line.text);
}

function* startupLines(core: Core): Generator<Pause, void> {
  for (const text of core.startup) {
    if (text === '') continue;
    core.say(`>${text}:`);
    core.answer(yield* execute(core, text));
  }
  yield* finishMoves(core);
}

import type { Timers } from '../../../devices/drivers/driver.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { Transport } from '../../../devices/transports/transport.ts';

/** Time that passes only when told to, and lets every byte and promise arrive before it does. */
export interface TestTime extends Timers {
  /** two ends of a cable whose bytes arrive in this time, at the moment when they are sent */
  cable(): readonly [Transport, Transport];
  schedule(call: () => void, ms: number): () => void;
  /** until the condition holds; throws when it does not within so much supplied time */
  until(condition: () => boolean, withinMs: number): Promise<void>;
  pass(ms: number): Promise<void>;
}

/** @param turns - of the event loop, to be waited for as well: for libraries that ask for them by themselves */
export function createTestTime({ turns = 0 } = {}): TestTime {
  let now = 0;
  let order = 0;
  const due: { at: number; order: number; run: () => void }[] = [];
  const after = (ms: number, run: () => void): (() => void) => {
    if (!(ms < Number.POSITIVE_INFINITY)) throw new RangeError(`after: ${ms} ms is no time`);
    const entry = { at: now + Math.max(0, ms), order: order++, run };
    due.push(entry);
    return () => {
      const index = due.indexOf(entry);
      if (index >= 0) due.splice(index, 1);
    };
  };
  /** A tick of Node's comes after every promise that can be kept now; unlike a turn of the event loop it costs next to nothing. */
  const arrive = async (): Promise<void> => {
    if (turns === 0) await new Promise<void>((resolve) => process.nextTick(resolve));
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const step = async (limit: number): Promise<boolean> => {
    await arrive();
    let next = due[0];
    for (const entry of due)
      if (next === undefined || entry.at < next.at || (entry.at === next.at && entry.order < next.order)) next = entry;
    if (next === undefined || next.at > limit) {
      now = Math.max(now, limit);
      if (turns > 0) await arrive();
      return false;
    }
    due.splice(due.indexOf(next), 1);
    now = Math.max(now, next.at);
    next.run();
    return true;
  };
  return {
    now: () => now,
    after,
    cable: () => memoryPair((run) => void after(0, run)),
    schedule: (call, ms) => after(ms, call),
    pass: async (ms) => {
      const limit = now + ms;
      while (await step(limit));
    },
    until: async (condition, withinMs) => {
      const limit = now + withinMs;
      do {
        await arrive();
        if (condition()) return;
      } while (await step(limit));
      if (!condition()) throw new Error(`until: ${condition} did not hold within ${withinMs} ms`);
    },
  };
}

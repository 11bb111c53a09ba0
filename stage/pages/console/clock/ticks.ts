/** Calls `tick` so often, in a page that nobody looks at too. @returns ends it */
export type Ticks = (everyMs: number, tick: () => void) => () => void;

/** A worker's timer: browsers hold the timers of a hidden page back to one a second, and later to one a minute. */
export const workerTicks: Ticks = (everyMs, tick) => {
  const worker = new Worker(new URL('./ticks-worker.ts', import.meta.url), { type: 'module', name: 'ticks' });
  worker.onmessage = tick;
  worker.postMessage(everyMs);
  return () => worker.terminate();
};

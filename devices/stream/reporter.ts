import type { Timers } from '../drivers/driver.ts';

/**
 * Tells a value when its key changes, at once, and otherwise at most once in `gapMs`: ten times a second unless said.
 *
 * @param keyOf - asked each time, so it should cost little. @param take - asked for what is told
 * @returns a function to call whenever something may have changed
 */
export function createReporter<T>(timers: Timers, keyOf: () => string, take: () => T, tell: (value: T) => void, gapMs = 100): () => void {
  let key = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let text = '';
  let cancel: (() => void) | undefined;
  const attempt = (due: boolean): void => {
    const now = timers.now();
    const nextKey = keyOf();
    if (!due && nextKey === key && now - toldAt < gapMs) {
      cancel ??= timers.after(gapMs - (now - toldAt), () => {
        cancel = undefined;
        attempt(true);
      });
      return;
    }
    cancel?.();
    cancel = undefined;
    const value = take();
    const next = JSON.stringify(value);
    if (next === text) return;
    text = next;
    key = nextKey;
    toldAt = now;
    tell(value);
  };
  return () => attempt(false);
}

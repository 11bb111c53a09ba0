import type { Timers } from '../drivers/driver.ts';

/**
 * Tells a value when its key changes, at once, and otherwise at most once in `gapMs`: ten times a second unless said.
 *
 * @returns a function to call whenever something may have changed
 */
export function createReporter<T>(
  timers: Timers,
  take: () => { readonly key: string; readonly value: T },
  tell: (value: T) => void,
  gapMs = 100,
): () => void {
  let key = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let text = '';
  let cancel: (() => void) | undefined;
  const attempt = (due: boolean): void => {
    const now = timers.now();
    const status = take();
    if (!due && status.key === key && now - toldAt < gapMs) {
      cancel ??= timers.after(gapMs - (now - toldAt), () => {
        cancel = undefined;
        attempt(true);
      });
      return;
    }
    cancel?.();
    cancel = undefined;
    const next = JSON.stringify(status.value);
    if (next === text) return;
    text = next;
    key = status.key;
    toldAt = now;
    tell(status.value);
  };
  return () => attempt(false);
}

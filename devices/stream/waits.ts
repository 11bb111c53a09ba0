import type { Timers } from '../drivers/driver.ts';

/** Waits for work to end, but no longer than so many ms; the work goes on by itself. */
export async function within(timers: Timers, ms: number, work: Promise<unknown>): Promise<void> {
  let cancel: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = timers.after(ms, resolve);
  });
  await Promise.race([work, late]);
  cancel();
}

/** A promise that is kept by calling `give`. */
export function signal(): { readonly given: Promise<void>; give(): void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

import type { Timers } from '../drivers/driver.ts';

/** A show that hangs cannot be stopped by anybody: after so long without a word the arm lifts and waits, ms. */
export const silenceMs = 3000;

/** Listens for the show's pulse. It begins with the first beat: who never says that it lives is not missed. */
export interface Pulse {
  beat(): void;
  dispose(): void;
}

export function createPulse(timers: Timers, events: { onSilence(): void; onBack(): void }): Pulse {
  let cancel: () => void = () => undefined;
  let silent = false;
  return {
    beat: () => {
      cancel();
      cancel = timers.after(silenceMs, () => {
        silent = true;
        events.onSilence();
      });
      if (!silent) return;
      silent = false;
      events.onBack();
    },
    dispose: () => cancel(),
  };
}

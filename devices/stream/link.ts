import type { Refusal } from '../../engine/result.ts';
import type { ArmDriver, Controller, DriverEvent, Timers } from '../drivers/driver.ts';

const firstWaitMs = 250;
const longestWaitMs = 5000;

/** Keeps one controller connected: a new driver over a new transport each time, again and again with growing pauses. */
export interface Link {
  /** null while there is none */
  readonly driver: ArmDriver | null;
  start(): void;
  /** gives this connection up, and tries for another */
  renew(): void;
  stop(): Promise<void>;
}

export interface LinkEvents {
  onTrying(): void;
  onUp(driver: ArmDriver, controller: Controller): void;
  /** it did not come up, and will be tried again; or it was up and is lost */
  onDown(why: Refusal): void;
  onEvent(event: DriverEvent): void;
}

export function createLink(make: () => ArmDriver, timers: Timers, events: LinkEvents): Link {
  let trying: ArmDriver | null = null;
  let up: ArmDriver | null = null;
  let waitMs = firstWaitMs;
  let cancel: (() => void) | undefined;
  let stopped = false;

  const later = (): void => {
    if (stopped) return;
    cancel = timers.after(waitMs, () => void connect());
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };

  const connect = async (): Promise<void> => {
    cancel?.();
    const driver = make();
    trying = driver;
    driver.onEvent((event) => {
      if (driver !== up) return;
      if (event.kind !== 'closed') {
        events.onEvent(event);
        return;
      }
      up = null;
      events.onDown(lost(event.reason.kind === 'lost' ? event.reason.text : 'The port was closed.'));
      later();
    });
    events.onTrying();
    const found = await driver.connect();
    if (driver !== trying) return;
    trying = null;
    if (found.ok) {
      up = driver;
      waitMs = firstWaitMs;
      events.onUp(driver, found.value);
      return;
    }
    await driver.close();
    if (stopped) return;
    events.onDown(found.why);
    later();
  };

  return {
    get driver() {
      return up;
    },
    start: () => void connect(),
    renew: () => {
      const old = up;
      up = null;
      if (old !== null) void old.close().then(later);
    },
    stop: async () => {
      stopped = true;
      cancel?.();
      const drivers = [trying, up];
      trying = null;
      up = null;
      for (const driver of drivers) await driver?.close();
    },
  };
}

const lost = (text: string): Refusal => ({
  code: 'arm/lost',
  text: `The connection to the arm was lost: ${text}`,
  remedy: 'Check the cable and the power; it connects again by itself.',
});

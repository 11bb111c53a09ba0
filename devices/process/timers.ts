import type { Timers } from '../drivers/driver.ts';
import type { TransportAddress } from '../transports/transport.ts';

export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * How long to listen before speaking to a fresh connection, ms. Opening a serial port resets most boards, and a boot
 * loader swallows what is said to it for 1.43 s (FIELD.md §3); a network socket resets nothing.
 */
export function quietMs(address: TransportAddress): number {
  return address.kind === 'serial' ? 1700 : address.kind === 'tcp' ? 250 : 0;
}

import type { DriverEvent, Report } from '../../../devices/drivers/driver.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import { createVirtualMarlin, type VirtualMarlin, type VirtualMarlinOptions } from '../../../devices/virtual/marlin/marlin.ts';
import { connect, type Desk, createDesk as deskOf, reports } from './desk.ts';

/** A virtual Marlin and its driver. */
export interface MarlinDesk extends Desk<VirtualMarlin> {
  readonly marlin: VirtualMarlin;
  /** lines that went to the controller */
  readonly lines: string[];
}

export function createDesk(options: VirtualMarlinOptions = {}, quietMs = 0): MarlinDesk {
  const desk = deskOf(createVirtualMarlin(options), marlinDriver, quietMs);
  return { ...desk, marlin: desk.controller, lines: desk.sent };
}

export const connected = (options: VirtualMarlinOptions = {}): Promise<MarlinDesk> => connect(createDesk(options));

export const last = (events: readonly DriverEvent[]): Report => {
  const found = reports(events).at(-1);
  if (found === undefined) throw new Error('no report came');
  return found;
};

/** Sends a zigzag of motions as room comes, and waits until it was seen at rest at its end. */
export async function zigzag({ time, driver, events }: Desk, count: number, speedMmS = 80): Promise<void> {
  for (let i = 1; i <= count; i++) {
    const move = { to: { x: i * 2, y: i % 2, z: (i % 5) / 4 }, speedMmS };
    await time.until(() => driver.send(move), 60_000);
  }
  await time.until(() => events.at(-1)?.kind === 'report' && last(events).state === 'idle', 60_000);
}

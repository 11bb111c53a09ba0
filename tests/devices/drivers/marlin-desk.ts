import { afterEach } from 'vitest';
import type { ArmDriver, DriverEvent, Report } from '../../../devices/drivers/driver.ts';
import { marlinDriver } from '../../../devices/drivers/marlin.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualMarlin, type VirtualMarlin, type VirtualMarlinOptions } from '../../../devices/virtual/marlin/marlin.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

/** what a test leaves open is closed after it */
export const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

/** A driver, its cable and a virtual Marlin, in supplied time. */
export interface Desk {
  readonly time: TestTime;
  readonly driver: ArmDriver;
  readonly marlin: VirtualMarlin;
  readonly events: DriverEvent[];
  readonly travelled: Travelled[];
  /** lines that went to the controller */
  readonly lines: string[];
  readonly far: Transport;
}

export function createDesk(options: VirtualMarlinOptions = {}, quietMs = 0): Desk {
  const time = createTestTime();
  const marlin = createVirtualMarlin(options);
  const [near, far] = time.cable();
  const lines: string[] = [];
  const spied: Transport = {
    ...near,
    write: (bytes) => {
      lines.push(String.fromCharCode(...bytes).trim());
      return near.write(bytes);
    },
  };
  const driver = marlinDriver(spied, { timers: time, quietMs });
  const events: DriverEvent[] = [];
  const travelled: Travelled[] = [];
  driver.onEvent((event) => events.push(event));
  marlin.onMotion((piece) => travelled.push(piece));
  let served: Served | undefined;
  void serveVirtualGrbl(far, marlin, time).then((answer) => {
    served = answer.ok ? answer.value : undefined;
  });
  open.push({
    dispose: async () => {
      await driver.close();
      await served?.dispose();
    },
  });
  return { time, driver, marlin, events, travelled, lines, far };
}

/** Waits for a promise while supplied time passes. */
export async function soon<T>(time: TestTime, promise: Promise<T>, withinMs = 20_000): Promise<T> {
  let outcome: { value: T } | undefined;
  void promise.then((value) => {
    outcome = { value };
  });
  await time.until(() => outcome !== undefined, withinMs);
  if (outcome === undefined) throw new Error('soon: it did not come');
  return outcome.value;
}

export async function connected(options: VirtualMarlinOptions = {}): Promise<Desk> {
  const desk = createDesk(options);
  const found = await soon(desk.time, desk.driver.connect());
  if (!found.ok) throw new Error(found.why.text);
  return desk;
}

export const last = (events: readonly DriverEvent[]): Report => {
  const found = events.flatMap((event) => (event.kind === 'report' ? [event.report] : [])).at(-1);
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

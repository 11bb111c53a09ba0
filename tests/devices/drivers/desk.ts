import { onTestFinished } from 'vitest';
import type { ArmDriver, DriverEvent, DriverFactory, Report } from '../../../devices/drivers/driver.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import type { VirtualGrbl } from '../../../devices/virtual/grbl.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

/** A driver, its cable and a virtual controller, in supplied time. What a test opens here is closed when it ends. */
export interface Desk<C extends VirtualGrbl = VirtualGrbl> {
  readonly time: TestTime;
  readonly driver: ArmDriver;
  readonly controller: C;
  readonly events: DriverEvent[];
  readonly travelled: Travelled[];
  /** what went to the controller, a write each */
  readonly sent: string[];
  readonly far: Transport;
}

export function createDesk<C extends VirtualGrbl>(controller: C, driverOf: DriverFactory, quietMs = 0): Desk<C> {
  const time = createTestTime();
  const [near, far] = time.cable();
  const sent: string[] = [];
  const spied: Transport = {
    ...near,
    write: (bytes) => {
      sent.push(String.fromCharCode(...bytes).trim());
      return near.write(bytes);
    },
  };
  const driver = driverOf(spied, { timers: time, quietMs });
  const events: DriverEvent[] = [];
  const travelled: Travelled[] = [];
  driver.onEvent((event) => events.push(event));
  controller.onMotion((piece) => travelled.push(piece));
  let served: Served | undefined;
  void serveVirtualGrbl(far, controller, time).then((answer) => {
    served = answer.ok ? answer.value : undefined;
  });
  onTestFinished(async () => {
    await driver.close();
    await served?.dispose();
  });
  return { time, driver, controller, events, travelled, sent, far };
}

/** @throws where it does not connect */
export async function connect<D extends Pick<Desk, 'time' | 'driver'>>(desk: D): Promise<D> {
  const found = await soon(desk.time, desk.driver.connect());
  if (!found.ok) throw new Error(found.why.text);
  return desk;
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

export const reports = (events: readonly DriverEvent[]): readonly Report[] =>
  events.flatMap((event) => (event.kind === 'report' ? [event.report] : []));

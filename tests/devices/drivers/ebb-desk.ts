import { afterEach } from 'vitest';
import type { ArmDriver, DriverEvent, Move, Report } from '../../../devices/drivers/driver.ts';
import { ebbDriver } from '../../../devices/drivers/ebb.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createVirtualEbb, type VirtualEbb, type VirtualEbbOptions } from '../../../devices/virtual/ebb/ebb.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

/** what a test leaves open is closed after it */
export const open: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const entry of open.splice(0)) await entry.dispose();
});

/** A driver, its cable and a virtual EBB, in supplied time. */
export interface Desk {
  readonly time: TestTime;
  readonly driver: ArmDriver;
  readonly ebb: VirtualEbb;
  readonly events: DriverEvent[];
  readonly travelled: Travelled[];
  readonly commands: string[];
  readonly far: Transport;
}

export function createDesk(options: VirtualEbbOptions = {}): Desk {
  const time = createTestTime();
  const ebb = createVirtualEbb(options);
  const [near, far] = time.cable();
  const commands: string[] = [];
  const spied: Transport = {
    ...near,
    write: (bytes) => {
      commands.push(String.fromCharCode(...bytes).trim());
      return near.write(bytes);
    },
  };
  const driver = ebbDriver(spied, { timers: time, quietMs: 0 });
  const events: DriverEvent[] = [];
  const travelled: Travelled[] = [];
  driver.onEvent((event) => events.push(event));
  ebb.onMotion((piece) => travelled.push(piece));
  let served: Served | undefined;
  void serveVirtualGrbl(far, ebb, time).then((answer) => {
    served = answer.ok ? answer.value : undefined;
  });
  open.push({
    dispose: async () => {
      await driver.close();
      await served?.dispose();
    },
  });
  return { time, driver, ebb, events, travelled, commands, far };
}

export async function soon<T>(time: TestTime, promise: Promise<T>, withinMs = 20_000): Promise<T> {
  let outcome: { value: T } | undefined;
  void promise.then((value) => {
    outcome = { value };
  });
  await time.until(() => outcome !== undefined, withinMs);
  if (outcome === undefined) throw new Error('soon: it did not come');
  return outcome.value;
}

export async function connected(options: VirtualEbbOptions = {}): Promise<Desk> {
  const desk = createDesk(options);
  const found = await soon(desk.time, desk.driver.connect());
  if (!found.ok) throw new Error(found.why.text);
  return desk;
}

export const reports = (events: readonly DriverEvent[]): readonly Report[] =>
  events.flatMap((event) => (event.kind === 'report' ? [event.report] : []));

/** Sends motions as room comes, and waits until the arm was seen at rest at the end of them. */
export async function go({ time, driver, events }: Desk, moves: readonly Move[]): Promise<void> {
  for (const move of moves) await time.until(() => driver.send(move), 60_000);
  const end = moves.at(-1)?.to;
  await time.until(() => {
    const last = reports(events).at(-1);
    return last?.state === 'idle' && last.drained === true && last.at.x === end?.x && last.at.y === end?.y && last.at.z === end?.z;
  }, 60_000);
}

export const to = (x: number, y: number, z: number, speedMmS = 60): Move => ({ to: { x, y, z }, speedMmS });

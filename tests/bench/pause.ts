import { grblDriver } from '../../devices/drivers/grbl.ts';
import { realTimers } from '../../devices/process/timers.ts';
import { createArm } from '../../devices/stream/arm.ts';
import { memoryPair } from '../../devices/transports/memory.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import { createRandom } from '../../engine/random.ts';
import { createRig, machine, setting, wave } from '../devices/stream/rig.ts';
import { quantile, type Row, round } from './table.ts';

const suppliedPauses = 50;
const realPauses = 6;
const canvasZ = machine.canvasOrigin.z;

/** One pause in supplied time, after so many ms of painting: ms until the brush is truly off the canvas, and up. */
async function suppliedPause(afterMs: number, avr: boolean): Promise<readonly [offMs: number, upMs: number]> {
  const rig = createRig({ grbl: { avr } });
  rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await rig.time.until(() => rig.grbl.position()[2] < canvasZ - 0.1, 60_000);
  await rig.time.pass(afterMs);
  const atMs = rig.time.now();
  rig.arm.handle({ kind: 'hold' });
  await rig.time.until(() => rig.arm.status().state.kind === 'held', 10_000);
  await rig.dispose();
  const pieces = rig.travelled.filter(({ startMs, durationMs }) => startMs + durationMs > atMs);
  const above = (heightMm: number): number => {
    const piece = pieces.find(({ to }) => to[2] >= canvasZ + heightMm);
    return piece === undefined ? Number.NaN : piece.startMs + piece.durationMs - atMs;
  };
  return [above(0), above(machine.heights.travelMm - 0.1)];
}

/** One pause in real time, by the clock of this process. */
async function realPause(afterMs: number): Promise<number> {
  const clock = realClock();
  const grbl = createVirtualGrbl({ start: [machine.canvasOrigin.x, machine.canvasOrigin.y + 100, 30], absolute: true });
  const [near, far] = memoryPair();
  const served = await serveVirtualGrbl(far, grbl, clock);
  if (!served.ok) throw new Error(served.why.text);
  const arm = createArm({
    timers: realTimers,
    driver: grblDriver,
    transport: () => near,
    emit: () => undefined,
    epochMs: () => performance.now(),
    reference: 'known',
    quietMs: () => 0,
  });
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const becomes = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await wait(1);
  };
  const height = (): number => grbl.position()[2] - canvasZ;
  arm.handle({ kind: 'configure', setting });
  arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
  await becomes(() => height() < -0.1);
  await wait(afterMs);
  const atMs = performance.now();
  arm.handle({ kind: 'hold' });
  await becomes(() => height() > 0);
  const tookMs = performance.now() - atMs;
  arm.handle({ kind: 'bye' });
  await arm.ended;
  await served.value.dispose();
  return tookMs;
}

/** A pause at painting speed, until the brush is off the canvas by the controller's true position. */
export async function benchPause(): Promise<Row[]> {
  const random = createRandom(7);
  const rows: Row[] = [];
  for (const avr of [false, true]) {
    const found: (readonly [number, number])[] = [];
    for (let i = 0; i < suppliedPauses; i++) found.push(await suppliedPause(Math.floor(random.between(300, 2600)), avr));
    const name = avr ? 'Grbl with AVR timing' : 'Grbl';
    const off = found.map(([offMs]) => offMs);
    const up = found.map(([, upMs]) => upMs);
    rows.push(
      { what: `${name}, pause → off the canvas, p50 of ${suppliedPauses}`, value: round(quantile(off, 0.5), 0), unit: 'ms' },
      { what: `${name}, pause → off the canvas, most`, value: round(Math.max(...off), 0), unit: 'ms' },
      { what: `${name}, pause → at travel height, p50`, value: round(quantile(up, 0.5), 0), unit: 'ms' },
    );
  }
  const real: number[] = [];
  for (let i = 0; i < realPauses; i++) real.push(await realPause(Math.floor(random.between(300, 2000))));
  return [
    ...rows,
    { what: `in real time, pause → off the canvas, p50 of ${realPauses}`, value: round(quantile(real, 0.5), 0), unit: 'ms' },
    { what: `in real time, pause → off the canvas, most`, value: round(Math.max(...real), 0), unit: 'ms' },
  ];
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armDriver } from '../../../devices/drivers/arm-driver.ts';
import { detectFirmware } from '../../../devices/drivers/detect.ts';
import type { DriverEvent, Report } from '../../../devices/drivers/driver.ts';
import { type EaselMachine, easelMachine } from '../../../devices/kinematics/easel-machine.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { virtualArm } from '../../../devices/virtual/make.ts';
import { serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Result } from '../../../engine/result.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createTestTime } from '../stream/time.ts';
import { type Happening, happenings, lying } from './liar.ts';

const easel = must(loadMachine('virtual-easel'));
const twelve = armOf('easel-12ft').machine;
const turned = {
  ...twelve.canvas,
  corner: { x: 3300, y: 400, z: 0 },
  right: { x: 0, y: 1, z: 0 },
  up: { x: -1, y: 0, z: 0 },
  maxHeightMm: 2800,
};
const machines: Readonly<Record<string, EaselMachine>> = {
  'a Grbl': easel,
  'a Marlin': { ...easel, driver: 'marlin' },
  'an EBB': must(loadMachine('axidraw-a3')),
  'a grblHAL that is told of six joints': must(loadMachine('six-axis')),
  'a Marlin that knows a SCARA': must(loadMachine('scara-500')),
  'a gantry with a turned canvas': must(easelMachine({ ...twelve, canvas: turned })),
};
/** homing, a way to the park and all that may be waited for before it */
const settledWithinMs = 900_000;

const finite = ({ at, speedMmS }: Report): boolean =>
  [at.x, at.y, at.z, at.a ?? 0, at.b ?? 0, at.c ?? 0, speedMmS ?? 0].every(Number.isFinite);

/** Plays what happens to a driver, from its begin, or once it is connected and homed (`calm`). @returns what went wrong; promises that did not settle among it */
async function play(
  machine: EaselMachine,
  seed: number,
  calm: boolean,
  first: number,
  events: readonly Happening[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const time = createTestTime();
  const controller = virtualArm(machine, { switches: true, nowMs: -5000 });
  const [near, far] = time.cable();
  let percent = calm ? 0 : first;
  const served = await serveVirtualGrbl(
    lying(far, seed, () => percent),
    controller,
    time,
  );
  const driver = armDriver(
    {
      ...near,
      write: (bytes) => {
        const text = String.fromCharCode(...bytes);
        if (/nan|infinity|undefined|null|e[+-]\d/i.test(text)) wrong.push(`sent ${text}`);
        return near.write(bytes);
      },
    },
    { timers: time, quietMs: 0, machine },
  );
  driver.onEvent((event: DriverEvent) => {
    if (event.kind === 'report' && !finite(event.report)) wrong.push(`reported ${JSON.stringify(event.report)}`);
  });
  let open = 0;
  const watch = (name: string, promise: Promise<Result<unknown>>): void => {
    open++;
    promise.then(
      () => open--,
      (error: unknown) => wrong.push(`${name} threw ${error}`),
    );
  };
  watch('connect', driver.connect());
  if (calm) {
    await time.until(() => open === 0, settledWithinMs).catch(() => wrong.push('it did not connect'));
    watch('home', driver.home());
    await time.until(() => open === 0, settledWithinMs).catch(() => wrong.push('it did not home'));
  }
  for (const event of events) {
    if (event.kind === 'send') {
      const [x, y, z] = event.to;
      driver.send({ to: { x, y, z }, speedMmS: 60 });
    } else if (event.kind === 'noise') far.write(Uint8Array.from(event.text, (char) => char.charCodeAt(0) & 0xff));
    else if (event.kind === 'lies') percent = event.percent;
    else if (event.kind === 'pass') await time.pass(event.ms);
    else if (event.kind === 'watch') driver.watch(event.pace);
    else if (event.kind === 'abort') driver.abort();
    else if (event.kind !== 'connect') watch(event.kind, driver[event.kind]());
  }
  await time.until(() => open === 0 || wrong.length > 0, settledWithinMs).catch(() => wrong.push(`${open} promises did not settle`));
  await driver.close();
  if (served.ok) await served.value.dispose();
  return wrong;
}

describe.each(Object.entries(machines))('the driver of %s', (_name, machine) => {
  it('never throws, never says or sends what is no number, and answers everything, whatever it hears', async () => {
    const rejected: unknown[] = [];
    const note = (reason: unknown): unknown => rejected.push(reason);
    process.on('unhandledRejection', note);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 2 ** 30 }),
          fc.boolean(),
          fc.constantFrom(0, 0, 2, 10),
          happenings,
          async (seed, calm, first, events) => {
            expect(await play(machine, seed, calm, first, events)).toEqual([]);
            expect(rejected).toEqual([]);
          },
        ),
        { ...(process.env.FUZZ === undefined ? { seed: 6, numRuns: 6 } : { numRuns: Number(process.env.FUZZ) }), endOnFailure: true },
      );
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

describe('the question what firmware is there', () => {
  it('is answered in time, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 30 }),
        fc.constantFrom('grbl', 'marlin', 'ebb'),
        fc.constantFrom(10, 50, 100),
        async (seed, driver, percent) => {
          const time = createTestTime();
          const [near, far] = time.cable();
          const machine = Object.values(machines).find((one) => one.driver === driver && one.arm === undefined) ?? easel;
          const served = await serveVirtualGrbl(
            lying(far, seed, () => percent),
            virtualArm(machine, { switches: false, nowMs: -5000 }),
            time,
          );
          let answered = false;
          void detectFirmware(() => near, { timers: time, quietMs: 100 }).then(() => {
            answered = true;
          });
          await time.until(() => answered, 6000);
          if (served.ok) await served.value.dispose();
        },
      ),
      { numRuns: 20 },
    );
  });
});

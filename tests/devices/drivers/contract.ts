import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArmDriver, Controller, DriverEvent, DriverFactory, Move, Report, Timers } from '../../../devices/drivers/driver.ts';
import { realTimers } from '../../../devices/process/timers.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import type { VirtualGrbl } from '../../../devices/virtual/grbl.ts';
import { realClock, type Served, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Result } from '../../../engine/result.ts';
import { openPtyPair } from '../../support/pty.ts';
import { createTestTime } from '../stream/time.ts';

/** A driver, and a controller that it should get on with, up and running. */
export interface Board {
  readonly driver: DriverFactory;
  readonly controller: () => VirtualGrbl;
}

/** A cable of some kind: both its ends, the time that passes on it, and the means to pull it. */
export interface Cable {
  readonly near: Transport;
  readonly far: Transport;
  readonly timers: Timers;
  readonly clock: Parameters<typeof serveVirtualGrbl>[2];
  /** lets time pass until the condition holds; `tick` is called whenever something was heard of the driver */
  until(condition: () => boolean): Promise<void>;
  tick(): void;
  cut(): Promise<void>;
  dispose(): Promise<void>;
}

export const memoryCable = async (): Promise<Cable> => {
  const time = createTestTime();
  const [near, far] = time.cable();
  return {
    near,
    far,
    timers: time,
    clock: time,
    until: (condition) => time.until(condition, 60_000),
    tick: () => undefined,
    cut: () => far.close(),
    dispose: async () => undefined,
  };
};

/** A pair of pseudo terminals, in real time. */
export const ptyCable = async (): Promise<Cable> => {
  const pair = await openPtyPair();
  let check = (): void => undefined;
  return {
    near: serialTransport({ path: pair.a, baud: 115_200 }),
    far: serialTransport({ path: pair.b, baud: 115_200 }),
    timers: realTimers,
    clock: realClock(),
    until: (condition) =>
      new Promise((resolve) => {
        check = () => {
          if (!condition()) return;
          // a condition that sends something must not be tried again once it holds
          check = () => undefined;
          resolve();
        };
        check();
      }),
    tick: () => check(),
    cut: pair.close,
    dispose: pair.close,
  };
};

const to = (x: number, y: number, z: number, speedMmS = 80): Move => ({ to: { x, y, z }, speedMmS });

/**
 * What every driver promises (devices/drivers/driver.ts), over one kind of cable.
 *
 * @param brief - only what moves the arm: what takes real time is not tried twice
 */
export function describeDriver(
  title: string,
  { driver: factory, controller: make }: Board,
  lay: () => Promise<Cable>,
  { brief = false } = {},
): void {
  const whole = (behaviour: string, run: () => Promise<void>): void => {
    if (!brief) it(behaviour, run);
  };
  describe(title, () => {
    let cable: Cable;
    let driver: ArmDriver;
    let arm: VirtualGrbl;
    let events: DriverEvent[];
    let served: Served | undefined;

    beforeEach(async () => {
      cable = await lay();
      arm = make();
      const answer = await serveVirtualGrbl(cable.far, arm, cable.clock);
      if (!answer.ok) throw new Error(answer.why.text);
      served = answer.value;
      driver = factory(cable.near, { timers: cable.timers, quietMs: 0 });
      events = [];
      driver.onEvent((event) => {
        events.push(event);
        cable.tick();
      });
    });
    afterEach(async () => {
      await driver.close();
      await served?.dispose();
      await cable.dispose();
    });

    /** waits for a promise while time passes */
    const soon = async <T>(promise: Promise<T>): Promise<T> => {
      let settled = false;
      void promise.then(() => {
        settled = true;
        cable.tick();
      });
      await cable.until(() => settled);
      return promise;
    };
    const good = <T>(result: Result<T>): T => {
      if (!result.ok) throw new Error(result.why.text);
      return result.value;
    };
    const connect = async (): Promise<Controller> => {
      const controller = good(await soon(driver.connect()));
      driver.watch('moving');
      return controller;
    };
    const lastReport = (): Report | undefined => events.flatMap((event) => (event.kind === 'report' ? [event.report] : [])).at(-1);
    const restsAt = (x: number, y: number): boolean => {
      const last = lastReport();
      return last?.state === 'idle' && last.drained !== false && Math.hypot(last.at.x - x, last.at.y - y) < 0.02;
    };

    whole('says what it found, and what that allows', async () => {
      const { firmware, limits, report } = await connect();
      expect(firmware).toMatch(/^\w+ \d+\.\d+/);
      for (const axis of ['x', 'y', 'z'] as const) {
        expect(limits.rateMmS[axis]).toBeGreaterThan(0);
        expect(limits.accelerationMmS2[axis]).toBeGreaterThan(0);
      }
      expect(limits.junctionMm).toBeGreaterThan(0);
      expect(report.state).toBe('idle');
      expect([report.at.x, report.at.y, report.at.z].every(Number.isFinite)).toBe(true);
    });

    whole('takes nothing before it is connected, and nothing once it is closed', async () => {
      expect(driver.send(to(1, 1, 1))).toBe(false);
      await connect();
      await driver.close();
      await driver.close();
      expect(driver.send(to(1, 1, 1))).toBe(false);
    });

    it('accepts each motion once, and ends where the last was to end', async () => {
      const { report } = await connect();
      const { z } = report.at;
      const moves = [to(4, 0, z), to(8, 3, z), to(12, 0, z), to(6, 6, z), to(3, 5, z)];
      for (const move of moves) await cable.until(() => driver.send(move));
      await cable.until(() => restsAt(3, 5));
      expect(events.filter((event) => event.kind === 'accepted')).toHaveLength(moves.length);
      expect(arm.position()[0]).toBeCloseTo(3, 2);
      expect(arm.position()[1]).toBeCloseTo(5, 2);
      expect(events.filter(({ kind }) => kind !== 'accepted' && kind !== 'report')).toEqual([]);
    });

    whole('takes only what there is room for, and loses nothing of it', async () => {
      const { report } = await connect();
      let sent = 0;
      while (sent < 500 && driver.send(to(0.1 * (sent + 1), 0, report.at.z))) sent++;
      expect(sent).toBeGreaterThan(0);
      expect(sent).toBeLessThan(500);
      const endMm = 0.1 * sent;
      await cable.until(() => restsAt(endMm, 0));
      expect(arm.position()[0]).toBeCloseTo(endMm, 2);
    });

    it('halts where it says, moves no more, and takes new motions from there', async () => {
      const { report } = await connect();
      const { z } = report.at;
      for (let i = 1; i <= 4; i++) await cable.until(() => driver.send(to(5 * i, 0, z, 50)));
      await cable.until(() => arm.position()[0] > 4 || (lastReport()?.at.x ?? 0) > 4);
      const stopping = driver.halt();
      expect(driver.send(to(0, 0, z))).toBe(false);
      const stood = good(await soon(stopping));
      expect(stood.state).toBe('idle');
      expect(stood.at.x).toBeCloseTo(arm.position()[0], 1);
      const at = arm.position();
      events.length = 0;
      await cable.until(() => events.some((event) => event.kind === 'report'));
      expect(arm.position()).toEqual(at);
      await cable.until(() => driver.send(to(2, 2, z)));
      await cable.until(() => restsAt(2, 2));
    });

    whole('unlocks at rest, without moving', async () => {
      await connect();
      const [x, y] = arm.position();
      expect(good(await soon(driver.unlock())).state).toBe('idle');
      expect(arm.position().slice(0, 2)).toEqual([x, y]);
    });

    whole('says once that the cable was pulled, and refuses from then on', async () => {
      await connect();
      await cable.cut();
      await cable.until(() => events.some((event) => event.kind === 'closed'));
      expect(driver.send(to(1, 1, 1))).toBe(false);
      expect((await soon(driver.halt())).ok).toBe(false);
      expect((await soon(driver.unlock())).ok).toBe(false);
      expect(events.filter((event) => event.kind === 'closed')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ kind: 'closed', reason: { kind: 'lost' } });
    });
  });
}

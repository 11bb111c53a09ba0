import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArmDriver, Controller, DriverEvent, DriverFactory, Move, Report, Timers } from '../../../devices/drivers/driver.ts';
import { realTimers } from '../../../devices/process/timers.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import type { Transport } from '../../../devices/transports/transport.ts';
import type { VirtualController } from '../../../devices/virtual/controller.ts';
import { listenVirtualGrbl } from '../../../devices/virtual/listen.ts';
import { realClock, serveVirtualGrbl } from '../../../devices/virtual/serve.ts';
import type { Result } from '../../../engine/result.ts';
import { openPtyPair } from '../../support/pty.ts';
import { createTestTime, type TestTime } from '../stream/time.ts';

/** A driver, and a controller that it should get on with, up and running. */
export interface Board {
  readonly driver: DriverFactory;
  readonly controller: () => VirtualController;
  /** how the controller is put behind a cable in supplied time; as a Grbl is unless said */
  readonly serve?: (far: Transport, controller: VirtualController, time: TestTime) => ReturnType<typeof serveVirtualGrbl>;
  /** places are compared to so many digits after the point: 2 unless said */
  readonly digits?: number;
}

/** A cable of some kind to a controller: our end of it, the time that passes on it, and the means to pull it. */
export interface Cable {
  readonly near: Transport;
  readonly timers: Timers;
  /** lets time pass until the condition holds; `tick` is called whenever something was heard of the driver */
  until(condition: () => boolean): Promise<void>;
  tick(): void;
  cut(): Promise<void>;
  dispose(): Promise<void>;
}
type Lay = (controller: VirtualController, board: Board) => Promise<Cable>;

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.why.text);
  return result.value;
};

export const memoryCable: Lay = async (controller, { serve = serveVirtualGrbl, serve: own }) => {
  const time = createTestTime({ turns: own === undefined ? 0 : 6 });
  const [near, far] = time.cable();
  const served = good(await serve(far, controller, time));
  return {
    near,
    timers: time,
    until: (condition) => time.until(condition, 60_000),
    tick: () => undefined,
    cut: () => far.close(),
    dispose: served.dispose,
  };
};

function realCable(parts: Pick<Cable, 'near' | 'cut' | 'dispose'>): Cable {
  let check = (): void => undefined;
  return {
    ...parts,
    timers: realTimers,
    until: (condition) =>
      new Promise((resolve) => {
        check = () => {
          if (!condition()) return;
          // two events may come at once, and a condition that sends must not be asked again
          check = () => undefined;
          resolve();
        };
        check();
      }),
    tick: () => check(),
  };
}

/** A pair of pseudo terminals, in real time. */
export const ptyCable: Lay = async (controller) => {
  const pair = await openPtyPair();
  const served = good(await serveVirtualGrbl(serialTransport({ path: pair.b, baud: 115_200 }), controller, realClock()));
  return realCable({
    near: serialTransport({ path: pair.a, baud: 115_200 }),
    cut: pair.close,
    dispose: async () => {
      await served.dispose();
      await pair.close();
    },
  });
};

/** A TCP connection within this computer, in real time. */
export const tcpCable: Lay = async (controller) => {
  const listening = good(await listenVirtualGrbl({ port: 0 }, controller, realClock()));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= listening.close();
    return closed;
  };
  return realCable({ near: tcpTransport({ host: '127.0.0.1', port: listening.port }), cut: close, dispose: close });
};

/** A driver on a cable to its board. */
async function connectBench(board: Board, lay: Lay) {
  const { driver: factory, controller: make, digits = 2 } = board;
  const arm = make();
  const cable = await lay(arm, board);
  const driver: ArmDriver = factory(cable.near, { timers: cable.timers, quietMs: 0 });
  const events: DriverEvent[] = [];
  driver.onEvent((event) => {
    events.push(event);
    cable.tick();
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
  const dispose = async (): Promise<void> => {
    await driver.close();
    await cable.dispose();
  };
  return { arm, cable, driver, events, digits, soon, connect, lastReport, restsAt, dispose };
}
type Bench = Awaited<ReturnType<typeof connectBench>>;

const to = (x: number, y: number, z: number, speedMmS = 80): Move => ({ to: { x, y, z }, speedMmS });

/** What every driver promises (devices/drivers/driver.ts), over one kind of cable. */
export function describeDriver(title: string, board: Board, lay: Lay): void {
  describe(title, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await connectBench(board, lay);
    });
    afterEach(() => bench.dispose());

    it('says what it found, and what that allows', async () => {
      const { connect } = bench;
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

    it('takes nothing before it is connected, and nothing once it is closed', async () => {
      const { driver, connect } = bench;
      expect(driver.send(to(1, 1, 1))).toBe(false);
      await connect();
      await driver.close();
      await driver.close();
      expect(driver.send(to(1, 1, 1))).toBe(false);
    });

    it('accepts each motion once, and ends where the last was to end', async () => {
      const { arm, cable, driver, events, digits, connect, restsAt } = bench;
      const { report } = await connect();
      const { z } = report.at;
      const moves = [to(4, 0, z), to(8, 3, z), to(12, 0, z), to(6, 6, z), to(3, 5, z)];
      for (const move of moves) await cable.until(() => driver.send(move));
      await cable.until(() => restsAt(3, 5));
      expect(events.filter((event) => event.kind === 'accepted')).toHaveLength(moves.length);
      expect(arm.position()[0]).toBeCloseTo(3, digits);
      expect(arm.position()[1]).toBeCloseTo(5, digits);
      expect(events.filter(({ kind }) => kind !== 'accepted' && kind !== 'report')).toEqual([]);
    });

    it('takes only what there is room for, and loses nothing of it', async () => {
      const { arm, cable, driver, digits, connect, restsAt } = bench;
      const { report } = await connect();
      let sent = 0;
      while (sent < 500 && driver.send(to(0.1 * (sent + 1), 0, report.at.z))) sent++;
      expect(sent).toBeGreaterThan(0);
      expect(sent).toBeLessThan(500);
      const endMm = 0.1 * sent;
      await cable.until(() => restsAt(endMm, 0));
      expect(arm.position()[0]).toBeCloseTo(endMm, digits);
    });

    it('halts where it says, moves no more, and takes new motions from there', async () => {
      const { arm, cable, driver, events, soon, connect, lastReport, restsAt } = bench;
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

    it('unlocks at rest, without moving', async () => {
      const { arm, driver, soon, connect } = bench;
      await connect();
      const [x, y] = arm.position();
      expect(good(await soon(driver.unlock())).state).toBe('idle');
      expect(arm.position().slice(0, 2)).toEqual([x, y]);
    });

    it('says once that the cable was pulled, and refuses from then on', async () => {
      const { cable, driver, events, soon, connect } = bench;
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

/**
 * The same in brief, for a cable in real time: it moves, counts, stops, says where it stands, and that the cable was pulled. Boards
 * wait beside one another, because they mostly wait.
 */
export function describeBriefly(title: string, boards: Readonly<Record<string, Board>>, lay: Lay): void {
  describe.concurrent(title, () => {
    it.each(Object.entries(boards))('moves, stops and loses %s', async (_name, board) => {
      const { arm, cable, driver, events, soon, connect, lastReport, restsAt, dispose } = await connectBench(board, lay);
      try {
        const { report } = await connect();
        const { z } = report.at;
        for (const move of [to(3, 0, z), to(5, 2, z)]) await cable.until(() => driver.send(move));
        await cable.until(() => restsAt(5, 2));
        expect(events.filter((event) => event.kind === 'accepted')).toHaveLength(2);
        for (let i = 1; i <= 4; i++) await cable.until(() => driver.send(to(5 + 5 * i, 2, z, 50)));
        await cable.until(() => (lastReport()?.at.x ?? 0) > 7);
        const stopping = driver.halt();
        expect(driver.send(to(0, 0, z))).toBe(false);
        const stood = good(await soon(stopping));
        expect(stood.state).toBe('idle');
        expect(stood.at.x).toBeCloseTo(arm.position()[0], 1);
        expect(events.filter(({ kind }) => kind !== 'accepted' && kind !== 'report')).toEqual([]);
        await cable.cut();
        await cable.until(() => events.some((event) => event.kind === 'closed'));
        expect(driver.send(to(1, 1, 1))).toBe(false);
        expect(events.at(-1)).toMatchObject({ kind: 'closed', reason: { kind: 'lost' } });
      } finally {
        await dispose();
      }
    });
  });
}

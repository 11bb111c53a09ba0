import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import type { DriverEvent, DriverFactory, Report } from './driver.ts';
import { createEncoder } from './grbl/encode.ts';
import { greet } from './grbl/greet.ts';
import type { GrblLine, StatusLine } from './grbl/lines.ts';
import { createReports } from './grbl/reports.ts';
import { createWire, realtime } from './grbl/wire.ts';
import { alarmRefusal, errorRefusal } from './grbl/words.ts';

/** `?` takes the controller 5 to 8 ms: 8 a second while moving (FIELD.md §3: at most 10), more only for the moments of a halt */
const pollMs = { moving: 125, idle: 500, closely: 20 } as const;
const silentAfterMs = 2000;
/** a feed hold brakes within this, at any speed an arm has */
const holdWithinMs = 3000;
/** a soft reset takes 30 ms, or 500 ms in motion; one that comes in the 500 ms after `ALARM:1` is not heard */
const resetWithinMs = 800;
const resetAttempts = 3;
const commandWithinMs = 2000;
const homeWithinMs = 180_000;

const lost = (): Result<never> =>
  refused('arm/lost', 'The connection to the arm ended.', 'Check the cable and the power; it connects again by itself.');

/**
 * Grbl 1.1 and what speaks like it (grblHAL, FluidNC): lines answered with `ok` or `error:n`, realtime bytes beside them.
 * Nothing is written to the controller's settings, and work offsets are respected.
 */
export const grblDriver: DriverFactory = (transport, { timers, quietMs }) => {
  let tell: (event: DriverEvent) => void = () => undefined;
  let ready = false;
  /** a reset or a homing cycle that was asked for is under way */
  let busy = false;
  let closedByUs = false;
  let encoder = createEncoder();
  let pace: keyof typeof pollMs = 'idle';
  let cancelPoll: (() => void) | undefined;
  let askedAt = 0;
  let heardAt = 0;
  let silent = false;
  let sentAt = 0;
  let idleWithDebts = 0;
  let halting: Promise<Result<Report>> | undefined;
  let occupied: Promise<unknown> = Promise.resolve();
  const reports = createReports();

  const wire = createWire(transport, timers, {
    line: (line) => hear(line),
    motionAnswered: (code) => {
      if (code === null) tell({ kind: 'accepted' });
      else tell({ kind: 'rejected', why: errorRefusal(code, undefined) });
    },
    closed: (reason) => {
      cancelPoll?.();
      if (ready || !closedByUs) tell({ kind: 'closed', reason });
      ready = false;
    },
  });

  const hear = (line: GrblLine): void => {
    if (line.kind === 'status') hearStatus(line);
    if (!ready) return;
    if (line.kind === 'alarm') {
      wire.forget();
      if (!busy) tell({ kind: 'alarm', why: alarmRefusal(line.code) });
    } else if (line.kind === 'banner') {
      encoder = createEncoder();
      wire.forget();
      if (!busy) tell({ kind: 'restarted' });
    }
  };

  const hearStatus = (line: StatusLine): void => {
    heardAt = timers.now();
    silent = false;
    const report = reports.read(line);
    if (report === undefined || !ready) return;
    // an answer was lost on the way: the controller has done all, yet lines seem to wait. One report alone may cross a line
    const debts = report.state === 'idle' && wire.waiting > 0 && report.drained !== false && heardAt - sentAt > pollMs.moving / 2;
    idleWithDebts = debts ? idleWithDebts + 1 : 0;
    tell({ kind: 'report', report });
    if (idleWithDebts >= 2 && !busy) {
      idleWithDebts = 0;
      tell({ kind: 'rejected', why: lostAnswer });
    }
  };

  const poll = (): void => {
    cancelPoll?.();
    cancelPoll = undefined;
    if (!ready || wire.closed) return;
    const now = timers.now();
    if (!busy && now - heardAt > silentAfterMs && !silent) {
      silent = true;
      tell({ kind: 'silent' });
    }
    if (askedAt <= heardAt || now - askedAt >= pollMs.moving) {
      askedAt = now;
      wire.realtime(realtime.report);
    }
    cancelPoll = timers.after(pollMs[pace], poll);
  };

  /** Asks, and waits for the answer. */
  const ask = async (): Promise<Report | undefined> => {
    const report = wire.expect((line) => (line.kind === 'status' ? reports.read(line) : undefined), silentAfterMs);
    askedAt = timers.now();
    wire.realtime(realtime.report);
    return report;
  };

  /** Soft reset, and the first report after it. */
  const reset = async (): Promise<Result<Report>> => {
    for (let attempt = 0; attempt < resetAttempts; attempt++) {
      const banner = wire.expect((line) => (line.kind === 'banner' ? true : undefined), resetWithinMs);
      wire.realtime(realtime.reset);
      wire.forget();
      encoder = createEncoder();
      if ((await banner) === true || wire.closed) break;
    }
    // a banner can be lost to noise: the report that follows is what counts
    wire.forget();
    const found = await ask();
    if (found !== undefined) return done(found);
    return wire.closed
      ? lost()
      : refused('arm/deaf', 'The controller did not answer after a reset.', 'Switch it off and on, then press Home.');
  };

  const standing = async (): Promise<Result<Report>> => {
    pace = 'closely';
    poll();
    let idles = 0;
    const stopped = await wire.expect((line) => {
      if (line.kind === 'alarm') return 'locked';
      const state = line.kind === 'status' ? reports.read(line)?.state : undefined;
      // a report that was on its way before the hold may say idle; some firmwares stay idle when held at rest
      if (state !== undefined) idles = state === 'idle' ? idles + 1 : 0;
      return state === 'held' || state === 'locked' || idles >= 2 ? state : undefined;
    }, holdWithinMs);
    if (wire.closed) return lost();
    busy = true;
    const after = await reset();
    if (!after.ok) return after;
    if (stopped === undefined)
      return refused('arm/hold-unanswered', 'The controller did not obey a feed hold, so it was reset in motion.', 'Press Home.');
    if (stopped === 'locked' || after.value.state === 'locked')
      return refused('arm/locked', 'The controller is locked: its motion ended abruptly.', 'Press Home.');
    return after;
  };

  /** One at a time: a stop, a homing cycle and an unlocking each begin with a reset. */
  const whileBusy = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = Promise.allSettled([occupied, halting]).then(async () => {
      busy = true;
      try {
        return await work();
      } finally {
        busy = false;
        heardAt = timers.now();
        pace = 'moving';
        poll();
      }
    });
    occupied = turn;
    return turn;
  };

  return {
    connect: async () => {
      const found = await greet(transport, wire, quietMs, reports);
      if (!found.ok) return found;
      ready = true;
      heardAt = timers.now();
      poll();
      return found;
    },
    send: (move) => {
      if (!ready || busy || halting !== undefined) return false;
      if (reports.offset === undefined) return false;
      const draft = encoder.draft(move, reports.offset);
      if (!wire.motion(draft.line)) return false;
      draft.keep();
      sentAt = timers.now();
      idleWithDebts = 0;
      return true;
    },
    halt: () => {
      // after the reset nothing moves any more, and a hold would only block the lines that follow
      if (!busy) wire.realtime(realtime.hold);
      halting ??= standing().finally(() => {
        halting = undefined;
        busy = false;
        heardAt = timers.now();
        pace = 'moving';
        poll();
      });
      return halting;
    },
    abort: () => {
      if (busy) wire.realtime(realtime.reset);
      else void whileBusy(reset);
    },
    home: () =>
      whileBusy(async () => {
        const clear = await reset();
        if (!clear.ok) return clear;
        const answer = await wire.command('$H', homeWithinMs);
        if (answer.kind === 'alarm') return { ok: false, why: alarmRefusal(answer.code) };
        if (answer.kind === 'error') return { ok: false, why: errorRefusal(answer.code, '$H') };
        if (answer.kind === 'closed') return lost();
        if (answer.kind === 'forgotten') return refused('arm/home-stopped', 'Homing was stopped.', 'Press Home to begin again.');
        if (answer.kind === 'silence')
          return refused(
            'arm/home-silent',
            `Homing did not end within ${homeWithinMs / 1000} s.`,
            'Look at the arm and its switches, then press Home.',
          );
        return freshReport();
      }),
    unlock: () =>
      whileBusy(async () => {
        const clear = await reset();
        if (!clear.ok || clear.value.state !== 'locked') return clear;
        const answer = await wire.command('$X', commandWithinMs);
        if (answer.kind === 'error') return { ok: false, why: errorRefusal(answer.code, '$X') };
        return freshReport();
      }),
    watch: (wanted) => {
      const faster = pollMs[wanted] < pollMs[pace];
      pace = wanted;
      if (faster) poll();
    },
    onEvent: (listener) => {
      tell = listener;
    },
    close: async () => {
      closedByUs = true;
      cancelPoll?.();
      await transport.close();
    },
  };

  async function freshReport(): Promise<Result<Report>> {
    const found = await ask();
    if (found === undefined) return lost();
    // it restarted between its answer and its report: where it stands now is worth nothing
    if (found.state === 'locked') return refused('arm/locked', 'The controller has locked itself again.', 'Press Home.');
    return done(found);
  }
};

const lostAnswer: Refusal = {
  code: 'grbl/lost-answer',
  text: 'The controller is idle, but an answer to a line never came: bytes were lost on the way.',
  remedy: 'Nothing to do if it goes on by itself. If it comes often, use a shorter USB cable away from motors.',
};

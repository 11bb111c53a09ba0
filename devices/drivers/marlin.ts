import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import type { Controller, DriverEvent, DriverFactory, Move, Report } from './driver.ts';
import { millimetres } from './grbl/encode.ts';
import { placedLimits } from './limits.ts';
import { greet } from './marlin/greet.ts';
import type { Sent } from './marlin/history.ts';
import type { MarlinLine } from './marlin/lines.ts';
import { type Answer, createPost } from './marlin/post.ts';
import { createWhere, type Where } from './marlin/where.ts';
import { deaf, haltedRefusal, lost, restartedMeanwhile, stoppedHard, unstopped } from './marlin/words.ts';

const pollMs = { moving: 125, idle: 500, closely: 40 } as const;
/** Marlin says every 2 s that it is busy, while it works on one command */
const silentAfterMs = 2500;
const commandWithinMs = 3000;
const restWithinMs = 20_000;
const homeWithinMs = 180_000;
/**
 * A stop lets so much promised motion come to its end rather than send M410, ms. After M410, which stops the motors without
 * braking, no motion is taken for a second: the brush would rest on the canvas for longer than it takes to finish.
 */
const drainMs = 600;
/** from this speed motors stopped without braking may lose steps, mm/s: 180 turns a minute of a 40 mm pulley */
const abruptMmS = 120;
const mostStops = 4;
/** where it stands is asked so often, and so long each time, ms */
const standingAsks = 75;
const standingMs = 100;

/**
 * Marlin 2.1: numbered lines with checksums, each answered `ok`, and sent again when asked. It does not say whether it moves,
 * nor, in most builds, where it is: that is worked out, and confirmed by M400 whenever it should be at rest.
 * Nothing is written to its settings; only its switching off of idle motors is stopped, until its next reset.
 * It moves x, y and z alone: an arm that is told of its joints needs another firmware. Where the firmware knows an arm's
 * kinematics, they are the machine's own, and what it says of its axes is not: then the description counts.
 */
export const marlinDriver: DriverFactory = (transport, { timers, quietMs, machine }) => {
  let tell: (event: DriverEvent) => void = () => undefined;
  let ready = false;
  /** a homing cycle, an unlocking or an abort is under way */
  let busy = false;
  let closedByUs = false;
  let halted: { readonly why: Refusal; readonly killed: boolean } | undefined;
  let emergencyParser = false;
  let where: Where | undefined;
  let confirming = false;
  let pace: keyof typeof pollMs = 'idle';
  let cancelPoll: (() => void) | undefined;
  let heardAt = 0;
  let silent = false;
  let onReport: ((report: Report) => void) | undefined;
  let halting: Promise<Result<Report>> | undefined;
  let occupied: Promise<unknown> = Promise.resolve();

  const post = createPost(transport, timers, {
    line: (line, query) => hear(line, query),
    accepted: (line) => {
      where?.accepted(line);
      if (ready) tell({ kind: 'accepted' });
    },
    lostCount: () => restart(),
    closed: (reason) => {
      cancelPoll?.();
      if (ready || !closedByUs) tell({ kind: 'closed', reason });
      ready = false;
    },
  });

  const restart = (): void => {
    if (!ready) return;
    post.forget();
    where?.unsettle();
    halted = undefined;
    tell({ kind: 'restarted' });
    poll();
  };

  const hear = (line: MarlinLine, query: Sent | undefined): void => {
    heardAt = timers.now();
    silent = false;
    if (line.kind === 'start') restart();
    else if (line.kind === 'halted') {
      halted = { why: haltedRefusal(line.text, line.killed), killed: line.killed };
      post.forget();
      where?.unsettle();
      if (ready && !busy) tell({ kind: 'alarm', why: halted.why });
    } else if (line.kind === 'position' && query !== undefined) {
      const found = where?.read(line, query);
      if (found === undefined) return;
      const report: Report = halted === undefined ? found : { ...found, state: 'locked' };
      onReport?.(report);
      if (ready) tell({ kind: 'report', report });
    }
  };

  const poll = (): void => {
    cancelPoll?.();
    cancelPoll = undefined;
    if (!ready || post.closed || halted?.killed === true) return;
    cancelPoll = timers.after(pollMs[pace], poll);
    if (busy) return;
    const now = timers.now();
    if (now - heardAt > silentAfterMs && !silent) {
      silent = true;
      tell({ kind: 'silent' });
    }
    if (where?.still === true && !where.atRest && !confirming && post.waiting('motion') === 0) void rest(homeWithinMs);
    post.query();
  };

  /** M400: waits until everything is executed. */
  const rest = async (withinMs: number): Promise<Answer> => {
    confirming = true;
    const confirmed = where?.confirm();
    const answer = await post.command('M400', withinMs);
    confirming = false;
    if (answer === 'ok') confirmed?.();
    return answer;
  };

  /** Asks until it says where it stands. */
  const standing = async (): Promise<Result<Report>> => {
    for (let attempt = 0; attempt < standingAsks; attempt++) {
      const found = await new Promise<Report | undefined>((resolve) => {
        const cancel = timers.after(standingMs, () => resolve(undefined));
        onReport = (report) => {
          cancel();
          resolve(report);
        };
        post.query();
      });
      onReport = undefined;
      if (post.closed) return lost();
      if (halted?.killed === true) return { ok: false, why: halted.why };
      if (found?.state === 'idle') return done(found);
    }
    return deaf();
  };

  const failed = (answer: Answer, silence: Result<never>): Result<never> => {
    if (answer === 'closed') return lost();
    if (halted !== undefined) return { ok: false, why: halted.why };
    return answer === 'forgotten' ? restartedMeanwhile() : silence;
  };

  const stop = async (): Promise<Result<Report>> => {
    const { leftMs, fastestMmS } = where?.promised() ?? { leftMs: 0, fastestMmS: 0 };
    const abrupt = emergencyParser && leftMs > drainMs;
    post.dropRefused();
    if (abrupt) await quickstop();
    const answer = await rest(leftMs + restWithinMs);
    if (answer !== 'ok') return failed(answer, unstopped());
    const report = await standing();
    return abrupt && report.ok && fastestMmS > abruptMmS ? stoppedHard(fastestMmS) : report;
  };

  /** Stops what is planned; lines that waited are planned only then, and stopped by another M410. */
  const quickstop = async (): Promise<Answer> => {
    for (let stops = 0; ; stops++) {
      const behind = post.waiting('motion');
      const answer = await post.command('M410', commandWithinMs, 'plain');
      if (answer !== 'ok' || behind === 0 || stops >= mostStops) return answer;
    }
  };

  /** What is forgotten at each start. */
  const prepare = async (): Promise<Answer> => {
    let answer: Answer = 'ok';
    for (const line of ['G21', 'G90', 'M84 S0']) if (answer === 'ok') answer = await post.command(line, commandWithinMs);
    return answer;
  };

  /** One at a time. */
  const whileBusy = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = Promise.allSettled([occupied, halting]).then(async () => {
      busy = true;
      try {
        return await work();
      } finally {
        busy = false;
        wakeUp();
      }
    });
    occupied = turn;
    return turn;
  };
  const wakeUp = (): void => {
    heardAt = timers.now();
    pace = 'moving';
    poll();
  };

  /** `work` is done from a fresh start, and its end is confirmed. */
  const afresh = (work: readonly (readonly [line: string, withinMs: number])[], silence: Result<never>): Promise<Result<Report>> =>
    whileBusy(async () => {
      if (halted?.killed === true) return { ok: false, why: halted.why };
      halted = undefined;
      post.dropRefused();
      let answer = await prepare();
      for (const [line, withinMs] of work) if (answer === 'ok') answer = await post.command(line, withinMs);
      where?.unsettle();
      if (answer === 'ok') answer = await rest(restWithinMs);
      return answer === 'ok' ? standing() : failed(answer, silence);
    });

  return {
    connect: async () => {
      const found = await greet(transport, post, quietMs);
      if (!found.ok) return found;
      ({ emergencyParser } = found.value);
      const arm = machine?.arm;
      const limits = arm === undefined ? found.value.limits : placedLimits(arm, found.value.limits);
      where = createWhere({ limits, stepsPerMm: found.value.stepsPerMm }, () => timers.now());
      const report = await afresh([], deaf());
      if (!report.ok) return report;
      ready = true;
      wakeUp();
      const { firmware } = found.value;
      const controller: Controller = { firmware, limits, canHome: true, report: report.value };
      return done(controller);
    },
    send: (move) => {
      if (!ready || busy || halting !== undefined || halted !== undefined) return false;
      if (!post.motion(encode(move), move)) return false;
      where?.sent(move);
      return true;
    },
    halt: () => {
      if (halted !== undefined) return Promise.resolve({ ok: false, why: halted.why });
      if (busy) void post.command('M410', commandWithinMs, 'plain');
      halting ??= (busy ? occupied.then(stop) : stop()).finally(() => {
        halting = undefined;
        wakeUp();
      });
      return halting;
    },
    abort: () => {
      if (busy) void post.command('M410', commandWithinMs, 'plain');
      else
        void whileBusy(async () => {
          post.dropRefused();
          await quickstop();
          where?.unsettle();
          await rest(restWithinMs);
        });
    },
    home: () =>
      afresh(
        [['G28', homeWithinMs]],
        refused(
          'arm/home-silent',
          `Homing did not end within ${homeWithinMs / 1000} s.`,
          'Look at the arm and its switches, then press Home.',
        ),
      ),
    unlock: () =>
      afresh(
        [
          ['M999 S1', commandWithinMs],
          ['M17', commandWithinMs],
        ],
        deaf(),
      ),
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
};

/** `G1` stands in every line, and every axis: a controller that restarts unheard refuses the line for its number. */
function encode({ to, speedMmS }: Move): string {
  return `G1X${millimetres(to.x)}Y${millimetres(to.y)}Z${millimetres(to.z)}F${Math.max(1, Math.round(speedMmS * 60))}`;
}

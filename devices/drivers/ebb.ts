import { done, type Result, refused } from '../../engine/result.ts';
import type { MachinePoint } from '../machine.ts';
import type { Limits } from '../painter/estimate.ts';
import type { Controller, DriverEvent, DriverFactory, Report } from './driver.ts';
import { encodeLine } from './ebb/encode.ts';
import { checkSupply, type Greeting, greet } from './ebb/greet.ts';
import { penOf, raising } from './ebb/pen.ts';
import { createSlicer, type Slice, type Steps, stepsPerMm } from './ebb/slicer.ts';
import { createTalk, type Reply } from './ebb/talk.ts';
import { createTrack, type Track } from './ebb/track.ts';

const pollMs = { moving: 125, idle: 500, closely: 40 } as const;
/** how often motor power is looked at, ms */
const supplyMs = 1000;
const silentAfterMs = 2000;
const restWithinMs = 4000;
/** from this speed motors stopped without braking may lose steps, mm/s */
const abruptMmS = 100;
const stops = 4;

/** An AxiDraw: the board takes 25,000 steps a second on each motor, which a diagonal shares. */
const limits: Limits = {
  rateMmS: { x: 150, y: 150, z: 60 },
  accelerationMmS2: { x: 1200, y: 1200, z: 1000 },
  junctionMm: 0.02,
};

/**
 * An EBB board (AxiDraw), firmware 2.5 to 3. The board knows steps and time alone: speeds are planned here, and sent as
 * pieces of about 30 ms. Its frame is the carriage's, mm, from where its count of steps was cleared; its z is the machine's,
 * of which the pen follows only whether it is up. No switches: the operator puts it on its park place.
 */
export const ebbDriver: DriverFactory = (transport, { timers, machine }) => {
  const pen = penOf(machine);
  const { restZ } = pen;
  const slicer = createSlicer(limits, pen);
  let track: Track = createTrack(1);
  let board: Greeting | undefined;
  let tell: (event: DriverEvent) => void = () => undefined;
  let ready = false;
  let closedByUs = false;
  /** a stop, or an unlocking, is under way; or the plan was given up */
  let suspended = false;
  let powerless = false;
  let unanswered = 0;
  let sent = 0;
  let at: MachinePoint = { x: 0, y: 0, z: restZ };
  let pace: keyof typeof pollMs = 'idle';
  let suppliedAt = 0;
  let polling = false;
  let cancelPoll: (() => void) | undefined;
  let pumping = false;
  let heardAt = 0;
  let silent = false;
  let halting: Promise<Result<Report>> | undefined;

  const talk = createTalk(transport, timers, {
    heard: () => {
      heardAt = timers.now();
      silent = false;
    },
    closed: (reason) => {
      cancelPoll?.();
      if (ready || !closedByUs) tell({ kind: 'closed', reason });
      ready = false;
    },
  });

  const commandOf = (slice: Slice): string | undefined => {
    if (slice.kind === 'line') return encodeLine(slice, board?.accelerates === true);
    if (slice.kind === 'pen') return `SP,${slice.up ? 1 : 0}${slice.ms > 0 ? `,${slice.ms}` : ''}`;
    return undefined;
  };

  /** One motion is always left unanswered: the board answers it when its queue has room. */
  const pump = (most = 1): void => {
    while (!talk.closed && unanswered < most) {
      const slice = slicer.next();
      tellAccepted();
      if (slice === undefined) return;
      track.sent(slice);
      const command = commandOf(slice);
      if (command === undefined) continue;
      unanswered++;
      sent++;
      void talk.ask(command).then((reply) => answered(reply, command));
    }
  };
  const pumpSoon = (): void => {
    if (pumping) return;
    pumping = true;
    // motions that come at once are planned together
    timers.after(0, () => {
      pumping = false;
      if (ready && !suspended) pump();
    });
  };
  const tellAccepted = (): void => {
    for (let count = slicer.accepted(); count > 0; count--) timers.after(0, () => tell({ kind: 'accepted' }));
  };

  const answered = (reply: Reply, command: string): void => {
    unanswered--;
    if (reply.kind === 'closed') return;
    if (reply.kind === 'done') {
      track.accepted();
      if (!suspended || halting !== undefined) pump();
      return;
    }
    // whether it was executed is not known: the rest must be planned anew, from where it stands
    if (suspended) return;
    suspended = true;
    const said = reply.kind === 'refused' ? `said “${reply.data}” to` : 'did not answer';
    tell({
      kind: 'rejected',
      why: {
        code: 'ebb/rejected',
        text: `The EBB ${said} ${command}.`,
        remedy: 'Nothing to do if it goes on by itself. If it comes often, change the USB cable.',
      },
    });
  };

  /** @returns whether the board executes or queues anything; undefined where it did not say */
  const executes = async (): Promise<boolean | undefined> => {
    if (board?.modern === true) {
      const { kind, data } = await talk.ask('QG');
      return kind === 'done' && /^[0-9A-F]{2}$/.test(data) ? (Number.parseInt(data, 16) & 0b1001) !== 0 : undefined;
    }
    const { kind, data } = await talk.ask('QM');
    return kind === 'done' ? /,[1-9]/.test(data) : undefined;
  };
  const steps = async (): Promise<Steps | undefined> => {
    const { kind, data } = await talk.ask('QS');
    const match = kind === 'done' ? /^(-?\d{1,9}),(-?\d{1,9})$/.exec(data) : null;
    return match === null ? undefined : [Number(match[1]), Number(match[2])];
  };
  const place = ([a, b]: Steps, z: number): MachinePoint => ({ x: (a + b) / 2 / stepsPerMm, y: (a - b) / 2 / stepsPerMm, z });

  /** Looks where it is. Everything sent before is known to be executed if the board is at rest, and nothing came after. */
  const look = async (): Promise<Report | undefined> => {
    const then = sent;
    const works = await executes();
    const now = await steps();
    if (works === undefined || now === undefined) return undefined;
    const idle = !works && then === sent && unanswered === 0 && (slicer.empty || suspended);
    const seen = idle ? { z: track.finish(), speedMmS: 0 } : track.see(now);
    at = place(now, seen.z);
    return { state: powerless ? 'locked' : idle ? 'idle' : 'moving', at, speedMmS: seen.speedMmS, drained: idle };
  };

  const poll = async (): Promise<void> => {
    cancelPoll?.();
    cancelPoll = undefined;
    if (!ready || talk.closed) return;
    cancelPoll = timers.after(pollMs[pace], () => void poll());
    if (timers.now() - heardAt > silentAfterMs && !silent) {
      silent = true;
      tell({ kind: 'silent' });
    }
    if (polling) return;
    polling = true;
    if (halting === undefined && timers.now() - suppliedAt >= supplyMs) await watchSupply();
    const report = halting === undefined ? await look() : undefined;
    polling = false;
    if (report !== undefined && ready && halting === undefined) tell({ kind: 'report', report });
  };

  const watchSupply = async (): Promise<void> => {
    suppliedAt = timers.now();
    const why = await checkSupply(talk);
    if (why === undefined || powerless || !ready) return;
    powerless = true;
    suspended = true;
    slicer.restart(at);
    tell({ kind: 'alarm', why });
  };

  /** Waits until nothing moves, and begins anew from there. */
  const settle = async (): Promise<Result<Report>> => {
    const untilMs = timers.now() + restWithinMs;
    while (timers.now() < untilMs && !talk.closed) {
      const report = await look();
      if (report?.drained === true) return restart(report);
      await new Promise<void>((resolve) => timers.after(pollMs.closely, resolve));
    }
    if (talk.closed) return lost();
    return refused('arm/hold-unanswered', 'The EBB did not come to rest in time.', 'Look at the arm, then press Home.');
  };
  const restart = (report: Report): Result<Report> => {
    slicer.restart(report.at);
    track.restart(report.at.z);
    suspended = false;
    return done({ ...report, state: powerless ? 'locked' : 'idle', speedMmS: 0, drained: true });
  };

  /** ES stops the motors within a step: at speed it is braked along the way instead. */
  const stop = async (): Promise<Result<Report>> => {
    suspended = true;
    if (slicer.speedMmS > abruptMmS) {
      slicer.brake();
      pump(2);
      return settle();
    }
    slicer.restart(at);
    return emergency();
  };
  const emergency = async (): Promise<Result<Report>> => {
    let heard = false;
    for (let i = 0; i < stops && !heard; i++) heard = (await talk.ask('ES', 700)).kind === 'done';
    if (talk.closed) return lost();
    const now = await steps();
    if (!heard || now === undefined)
      return refused('arm/deaf', 'The EBB did not answer a stop.', 'Unplug it, plug it in again, then press Home.');
    const { z } = track.see(now);
    at = place(now, z);
    track.restart(z);
    // a lowering that was cut off goes on by itself: say again what is meant
    if (z > pen.upAboveMm && (await talk.ask(`SP,1,${pen.upMs}`)).kind !== 'done') return lost();
    return settle();
  };
  const halt = (): Promise<Result<Report>> => {
    halting ??= stop().finally(() => {
      halting = undefined;
      heardAt = timers.now();
      pace = 'moving';
      void poll();
    });
    return halting;
  };

  /** Pen up, as the beginning of everything: only then is its height known. */
  const raise = async (): Promise<boolean> => {
    for (const command of raising) if ((await talk.ask(command)).kind !== 'done' && !command.startsWith('SR')) return false;
    track.restart(restZ);
    return true;
  };

  const afresh = async (first: readonly string[]): Promise<Result<Report>> => {
    const stopped = await halt();
    if (!stopped.ok) return stopped;
    const why = await checkSupply(talk);
    powerless = why !== undefined;
    if (why !== undefined) return { ok: false, why };
    for (const command of first) if ((await talk.ask(command)).kind !== 'done') return lost();
    return (await raise()) ? settle() : lost();
  };

  return {
    connect: async () => {
      const found = await greet(transport, talk);
      if (!found.ok) return found;
      board = found.value;
      track = createTrack(found.value.queue);
      suspended = true;
      const report = (await raise()) ? await settle() : lost();
      if (!report.ok) return report;
      ready = true;
      void poll();
      const controller: Controller = {
        firmware: found.value.firmware,
        limits,
        canHome: false,
        startsAt: { x: 0, y: 0, z: restZ },
        raised: true,
        report: report.value,
      };
      return done(controller);
    },
    send: (move) => {
      if (!ready || suspended || halting !== undefined || powerless) return false;
      if (!slicer.add(move)) return false;
      pumpSoon();
      return true;
    },
    halt,
    abort: () => {
      slicer.restart(at);
      void halt();
    },
    home: () => afresh(['EM,1,1', 'CS']),
    unlock: () => afresh([]),
    watch: (wanted) => {
      const faster = pollMs[wanted] < pollMs[pace];
      pace = wanted;
      if (faster) void poll();
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

const lost = (): Result<never> =>
  refused('arm/lost', 'The connection to the arm ended, or it does not answer any more.', 'Check the cable; it connects again by itself.');

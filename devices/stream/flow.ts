import type { PaintedPiece } from '../../engine/painting/piece.ts';
import type { Refusal } from '../../engine/result.ts';
import type { ArmDriver, Controller, Report, Timers } from '../drivers/driver.ts';
import type { MachinePoint } from '../machine.ts';
import { type Easel, mmPerDipOf } from '../painter/easel.ts';
import type { Motion } from '../painter/motion.ts';
import type { Hand } from '../painter/plan.ts';
import { createFeed, type Segment } from './feed.ts';
import { fenced } from './fence.ts';
import { createPace } from './pace.ts';
import { piecesOf } from './pieces.ts';
import { createProgress } from './progress.ts';
import type { Job, Queue } from './queue.ts';
import type { Tally } from './tally.ts';
import { createTrail, type Executed, endsStroke, type Sighting } from './trail.ts';
import type { Turns } from './turns.ts';

export interface FlowOptions {
  readonly driver: ArmDriver;
  readonly controller: Controller;
  readonly easel: Easel;
  readonly horizonMs: number;
  readonly timers: Timers;
  readonly queue: Queue;
  readonly turns: Pick<Turns, 'next'>;
  readonly tally: Tally;
  /** nothing is faster than this, mm/s */
  readonly capMmS: number;
  /** added to the controller's coordinates to get machine mm */
  readonly offset: MachinePoint;
  /** where it stands, machine mm */
  readonly at: MachinePoint;
  readonly hand: Hand;
  onSent(job: Job): void;
  onPainted(job: Job): void;
  onPiece(piece: PaintedPiece): void;
  /** a motion would have left the reach: it was not sent, and nothing is before `drop` */
  onFenced(why: Refusal): void;
}

/**
 * The way of the motions to one connected controller: takes them from the plan while they fit into its buffer and the
 * motion that is promised stays under the horizon, and follows by its reports what was really done.
 */
export interface Flow {
  /** sends what fits now, and comes back by itself when more will */
  pump(): void;
  accepted(): void;
  /** @returns machine mm of what a controller reports in its own */
  place(report: Report): MachinePoint;
  report(report: Report): Sighting;
  /** it was withdrawn before any of it was sent, or another goes before it */
  forget(job: Job): void;
  /** from here on nothing is faster than this, mm/s; what is promised already stays as it is */
  cap(mmS: number): void;
  /** where the last motion taken ends, machine mm */
  readonly end: MachinePoint;
  /** what it surely brakes with, in any direction, mm/s² */
  readonly brakeMmS2: number;
  /** of what `add` gave, not all is sent */
  readonly waiting: boolean;
  /** motions that belong to no stroke, to be done before all else, even while held */
  add(motions: readonly Motion[]): void;
  /** everything that is promised has been seen done */
  readonly settled: boolean;
  /** what was sent and not seen done is planned again; strokes in flight wait again */
  drop(at: MachinePoint): void;
  /** while true, only what `add` gave is sent */
  held: boolean;
  committedMs(): number;
  /** where it was last seen, machine mm, and with what on the brush */
  readonly at: MachinePoint;
  readonly hand: Hand;
  readonly painting: Job | null;
  dispose(): void;
}

/** reports come late when the computer is busy: slack on how far an arm can have come between two of them, ms and mm */
const slackMs = 250;
const slackMm = 3;
const leastWaitMs = 2;

export function createFlow(options: FlowOptions): Flow {
  const { driver, controller, easel, horizonMs, timers, queue, tally, offset } = options;
  const { limits } = controller;
  const turn = (): Job | undefined => {
    const next = options.turns.next();
    return next.kind === 'job' ? next.job : undefined;
  };
  const feed = createFeed({ easel, limits, queue, next: turn, horizonMs, at: options.at, hand: options.hand, capMmS: options.capMmS });
  const trail = createTrail(options.at, (brush) => mmPerDipOf(easel, brush), options.hand);
  const pace = createPace(limits);
  const progress = createProgress();
  const fastest = Math.max(easel.machine.speeds.travelMmS, easel.machine.speeds.paintMmS, easel.machine.speeds.plungeMmS);
  let held = true;
  /** the connection or the position is lost: from here nothing more is ever sent */
  let over = false;
  /** a motion would have left the reach: nothing is sent until all is planned anew */
  let fencedOff = false;
  let seenAt = timers.now();
  /** sent and not yet accepted, and the last one accepted */
  let unaccepted: Segment[] = [];
  let newest: Segment | undefined;
  let cancelWake: (() => void) | undefined;
  pace.clear(timers.now());

  const place = ({ at }: Report): MachinePoint => ({ x: at.x + offset.x, y: at.y + offset.y, z: at.z + offset.z });
  const toController = (to: MachinePoint): MachinePoint => ({ x: to.x - offset.x, y: to.y - offset.y, z: to.z - offset.z });

  const pump = (): void => {
    cancelWake?.();
    cancelWake = undefined;
    while (!over && !fencedOff) {
      const next = feed.peek(!held);
      if (next === undefined) {
        waitUntilDry();
        return;
      }
      const now = timers.now();
      const committed = pace.committedMs(now, next.leg);
      const alone = trail.sentMm - pace.atMm(now) < 1e-6;
      if (!alone && committed > horizonMs) {
        cancelWake = timers.after(Math.max(leastWaitMs, committed - horizonMs), pump);
        return;
      }
      const why = fenced(easel.machine, next.from, next.to);
      if (why !== undefined) {
        fencedOff = true;
        options.onFenced(why);
        return;
      }
      const { lean } = next;
      if (!driver.send({ to: toController(next.to), speedMmS: next.speedMmS, ...(lean && { lean }) })) return;
      feed.take();
      if (alone) {
        seenAt = now;
        progress.restart(trail.seenMm, now);
      }
      trail.add(next);
      pace.promise(next.leg);
      unaccepted.push(next);
      tally.segments++;
      tally.maxCommittedMs = Math.max(tally.maxCommittedMs, committed);
      if (next.job !== null) {
        queue.launch(next.job);
        if (!next.job.sent) {
          next.job.sent = true;
          options.onSent(next.job);
        }
      }
    }
  };

  const waitUntilDry = (): void => {
    const next = held ? undefined : options.turns.next();
    if (next?.kind === 'dry') cancelWake = timers.after(next.forMs, pump);
  };

  const follow = (executed: readonly Executed[]): void => {
    const parts = executed.flatMap(({ segment, mark, from, to }) =>
      segment.job === null || mark === undefined ? [] : [{ stroke: segment.job.stroke, mark, from, to }],
    );
    for (const piece of piecesOf(easel.machine, parts)) options.onPiece(piece);
    for (const { segment, mark, whole } of executed) {
      const { job } = segment;
      if (job === null || mark === undefined) continue;
      job.doneMm = Math.max(job.doneMm, mark.toMm);
      if (!whole || !endsStroke(segment)) continue;
      queue.finish(job);
      options.onPainted(job);
    }
  };

  return {
    pump,
    place,
    accepted: () => {
      const now = timers.now();
      const idle = pace.idleSinceMs(now);
      // the brush stood on the canvas until this came
      if (idle !== null && newest?.kind === 'paint') tally.starvedMs += now - idle;
      newest = unaccepted.shift();
      pace.accept(now);
    },
    report: (report) => {
      const now = timers.now();
      const where = place(report);
      const most = (fastest * (now - seenAt + slackMs)) / 1000 + slackMm;
      const { dips, washes } = trail;
      const sighting = trail.see(where, pace.atMm(now), most);
      if (sighting.kind !== 'on-path') return sighting;
      seenAt = now;
      tally.dips += trail.dips - dips;
      tally.washes += trail.washes - washes;
      pace.correct(sighting.atMm, report.state === 'moving' ? (report.speedMmS ?? 0) : 0, now);
      follow(sighting.executed);
      const asked = trail.now?.leg.speedMmS;
      if (asked === undefined || report.state !== 'moving') progress.restart(sighting.atMm, now);
      else if (progress.crawls(sighting.atMm, asked, now)) return { kind: 'crawls' };
      return sighting;
    },
    forget: (job) => feed.forget(job),
    cap: (mmS) => feed.cap(mmS),
    get end() {
      return feed.at;
    },
    brakeMmS2: Math.min(easel.machine.speeds.accelerationMmS2, ...Object.values(limits.accelerationMmS2)),
    get waiting() {
      return feed.peek(false) !== undefined;
    },
    add: (motions) => feed.add(motions),
    get settled() {
      return feed.peek(false) === undefined && trail.sentMm - trail.seenMm < 1e-6;
    },
    drop: (at) => {
      cancelWake?.();
      cancelWake = undefined;
      trail.clear(at);
      pace.clear(timers.now());
      unaccepted = [];
      newest = undefined;
      fencedOff = false;
      queue.land();
      feed.restart(at, trail.hand);
    },
    get held() {
      return held;
    },
    set held(value) {
      held = value;
    },
    committedMs: () => pace.committedMs(timers.now()),
    get at() {
      return trail.at;
    },
    get hand() {
      return trail.hand;
    },
    get painting() {
      return trail.now?.job ?? queue.flying[0] ?? null;
    },
    dispose: () => {
      over = true;
      cancelWake?.();
    },
  };
}

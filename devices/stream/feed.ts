import type { MachinePoint } from '../machine.ts';
import type { Easel } from '../painter/easel.ts';
import { type Leg, type Limits, legOf } from '../painter/estimate.ts';
import { leanBetween } from '../painter/lean.ts';
import type { Lean, Mark, Motion, MotionKind, Offset } from '../painter/motion.ts';
import { type Hand, planStroke } from '../painter/plan.ts';
import type { Job, Queue } from './queue.ts';

/** A motion, or a part of one, that is short enough to be promised at once. */
export interface Segment {
  readonly from: MachinePoint;
  readonly to: MachinePoint;
  readonly speedMmS: number;
  /** the speed that the plan asks for, where nothing slows it */
  readonly wantedMmS: number;
  readonly leg: Leg;
  readonly kind: MotionKind;
  /** null for what belongs to no stroke: a lift, the way to park */
  readonly job: Job | null;
  readonly mark?: Mark;
  /** at its end */
  readonly lean?: Lean;
}

/** Makes segments of strokes, one at a time and no sooner than they are wanted. */
export interface Feed {
  /** @param strokesToo - false while held: then only what `add` gave. @returns the next segment, which stays next until `take` */
  peek(strokesToo: boolean): Segment | undefined;
  take(): void;
  /** motions that belong to no stroke, before all else */
  add(motions: readonly Motion[]): void;
  /** begins anew from a standstill: plans are dropped, and made again when wanted */
  restart(at: MachinePoint, hand: Hand): void;
  /** it was withdrawn, or another goes before it: what was planned of it is dropped */
  forget(job: Job): void;
  /** from here on nothing is faster than this, mm/s; Infinity for as fast as planned */
  cap(mmS: number): void;
  /** begins where the last segment taken ends, machine mm */
  readonly at: MachinePoint;
}

/** shorter than a step of any arm: no motion at all, mm */
const nothingMm = 0.0015;

/** no segment is cut finer than this: a controller takes about 280 lines a second (FIELD.md §3), mm */
const leastPartMm = 1;
/** a segment may take this share of the horizon, so that the horizon can be filled without overrunning it */
const partOfHorizon = 1 / 6;
export const partMsOf = (horizonMs: number): number => horizonMs * partOfHorizon;

/** @param horizonMs - how much motion may be promised ahead: no segment is longer than a part of it */
export function createFeed(options: {
  readonly easel: Easel;
  readonly limits: Limits;
  readonly queue: Queue;
  /** whose turn it is */
  readonly next: () => Job | undefined;
  readonly horizonMs: number;
  readonly at: MachinePoint;
  readonly hand: Hand;
  readonly capMmS: number;
}): Feed {
  const { easel, limits, queue } = options;
  let { capMmS } = options;
  const partMs = partMsOf(options.horizonMs);
  let { at, hand } = options;
  let plain: Motion[] = [];
  let plan: { readonly job: Job; readonly steps: Generator<Motion, Hand> } | undefined;
  let parts: Segment[] = [];
  const travelZ = easel.machine.canvasOrigin.z + easel.machine.heights.travelMm;

  /** The next motion, and the stroke it belongs to. */
  const motion = (strokesToo: boolean): { readonly motion: Motion; readonly job: Job | null } | undefined => {
    const first = plain.shift();
    if (first !== undefined) return { motion: first, job: null };
    if (!strokesToo) return undefined;
    if (plan === undefined && at.z < travelZ - nothingMm && options.next() !== undefined)
      return { motion: { kind: 'lift', to: { ...at, z: travelZ }, speedMmS: easel.machine.speeds.travelMmS }, job: null };
    for (;;) {
      if (plan === undefined) {
        const job = options.next();
        if (job === undefined) return undefined;
        plan = { job, steps: planStroke(easel, job.stroke, job.doneMm, hand) };
      }
      const step = plan.steps.next();
      if (step.done !== true) return { motion: step.value, job: plan.job };
      hand = step.value;
      // a stroke with no motion left in it is never launched, and would be planned for ever
      if (queue.waiting.includes(plan.job)) queue.finish(plan.job);
      plan = undefined;
    }
  };

  const fill = (strokesToo: boolean): void => {
    while (parts.length === 0) {
      const next = motion(strokesToo);
      if (next === undefined) return;
      const { motion: wanted, job } = next;
      parts = segmentsOf(at, wanted, job, limits, partMs, Math.min(wanted.speedMmS, capMmS));
    }
  };

  return {
    peek: (strokesToo) => {
      fill(strokesToo);
      return parts[0];
    },
    take: () => {
      const taken = parts.shift();
      if (taken !== undefined) at = taken.to;
    },
    add: (motions) => {
      plain.push(...motions);
    },
    restart: (where, held) => {
      at = where;
      hand = held;
      plain = [];
      plan = undefined;
      parts = [];
    },
    forget: (job) => {
      if (plan?.job !== job) return;
      plan = undefined;
      parts = [];
    },
    cap: (mmS) => {
      if (mmS === capMmS) return;
      capMmS = mmS;
      parts = parts.flatMap(({ from, to, wantedMmS, kind, job, mark, lean }) => {
        const motion: Motion = { kind, to, speedMmS: wantedMmS, ...(mark && { mark }), ...(lean && { lean: { from: lean, to: lean } }) };
        return segmentsOf(from, motion, job, limits, partMs, Math.min(wantedMmS, mmS));
      });
    },
    get at() {
      return at;
    },
  };
}

/**
 * Cuts a motion into parts that each take at most about `partMs`, even from a standstill.
 *
 * @param speedMmS - no faster than the motion asks for
 */
export function segmentsOf(
  from: MachinePoint,
  motion: Motion,
  job: Job | null,
  limits: Limits,
  partMs: number,
  speedMmS: number = motion.speedMmS,
): Segment[] {
  const whole = legOf(from, motion.to, speedMmS, limits);
  if (whole.lengthMm < nothingMm) return [];
  // from a standstill a long segment would take far longer than at its speed
  const partS = partMs / 1000;
  const mostMm = Math.max(leastPartMm, Math.min(whole.speedMmS * partS, 2 * whole.accelerationMmS2 * partS * partS));
  const count = Math.max(1, Math.ceil(whole.lengthMm / mostMm));
  const at = (i: number): MachinePoint => (i === 0 ? from : i === count ? motion.to : mix(from, motion.to, i / count));
  return Array.from({ length: count }, (_, i) => ({
    from: at(i),
    to: at(i + 1),
    speedMmS,
    wantedMmS: motion.speedMmS,
    leg: { ...whole, lengthMm: whole.lengthMm / count },
    kind: motion.kind,
    job,
    ...(motion.mark === undefined ? {} : { mark: partOf(motion.mark, i / count, (i + 1) / count) }),
    ...(motion.lean === undefined ? {} : { lean: leanBetween(motion.lean.from, motion.lean.to, (i + 1) / count) }),
  }));
}

export const between = (a: number, b: number, t: number): number => (t === 1 ? b : a + (b - a) * t);

export const mix = (a: MachinePoint, b: MachinePoint, t: number): MachinePoint => ({
  x: between(a.x, b.x, t),
  y: between(a.y, b.y, t),
  z: between(a.z, b.z, t),
});

const offset = ({ from, to }: NonNullable<Mark['ahead']>, t: number): Offset => ({
  x: between(from.x, to.x, t),
  y: between(from.y, to.y, t),
});

/** @param begin @param end - shares of the mark's length, 0..1 */
export function partOf(mark: Mark, begin: number, end: number): Mark {
  return {
    fromMm: between(mark.fromMm, mark.toMm, begin),
    toMm: between(mark.fromMm, mark.toMm, end),
    pressureFrom: between(mark.pressureFrom, mark.pressureTo, begin),
    pressureTo: between(mark.pressureFrom, mark.pressureTo, end),
    loadFrom: between(mark.loadFrom, mark.loadTo, begin),
    loadTo: between(mark.loadFrom, mark.loadTo, end),
    last: mark.last && end === 1,
    ...(mark.ahead !== undefined && { ahead: { from: offset(mark.ahead, begin), to: offset(mark.ahead, end) } }),
  };
}

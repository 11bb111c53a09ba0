import type { Stroke } from '../../engine/stroke.ts';
import { lengthMm } from '../../engine/stroke.ts';
import type { Estimate } from './estimator.ts';

/** A stroke on its way to the canvas. */
export interface Job {
  readonly stroke: Stroke;
  readonly lengthMm: number;
  /** arc length known painted, from executed motion as reported */
  doneMm: number;
  /** its first motion was sent at least once */
  sent: boolean;
  /** time that painting it takes, s, and the dips in it */
  estimateS: number;
  dips: number;
}

/** Strokes in order: those in flight (sent, wholly or in part, and not known painted), then those that wait. */
export interface Queue {
  readonly flying: readonly Job[];
  readonly waiting: readonly Job[];
  has(stroke: string): boolean;
  add(stroke: Stroke, fromMm: number, estimate: Estimate): Job;
  /** one that waits is in flight now; nothing happens to any other */
  launch(job: Job): void;
  /** it is painted */
  finish(job: Job): void;
  /** what flew and was not painted waits again, in front and in order */
  land(): void;
  /** @param jobs - those that wait, each once, in another order */
  reorder(jobs: readonly Job[]): void;
  /** takes the named ones out, but never what is in flight */
  withdraw(strokes: readonly string[]): readonly Job[];
}

export function createQueue(): Queue {
  let flying: Job[] = [];
  let waiting: Job[] = [];
  const without = (jobs: readonly Job[], job: Job): Job[] => jobs.filter((entry) => entry !== job);
  return {
    get flying() {
      return flying;
    },
    get waiting() {
      return waiting;
    },
    has: (stroke) => [...flying, ...waiting].some((job) => job.stroke.id === stroke),
    add: (stroke, fromMm, { seconds, dips }) => {
      const job: Job = { stroke, lengthMm: lengthMm(stroke.points), doneMm: fromMm, sent: false, estimateS: seconds, dips };
      waiting.push(job);
      return job;
    },
    launch: (job) => {
      if (!waiting.includes(job)) return;
      waiting = without(waiting, job);
      flying.push(job);
    },
    finish: (job) => {
      flying = without(flying, job);
      waiting = without(waiting, job);
    },
    land: () => {
      waiting = [...flying, ...waiting];
      flying = [];
    },
    reorder: (jobs) => {
      waiting = [...jobs];
    },
    withdraw: (strokes) => {
      const wanted = new Set(strokes);
      const out = waiting.filter((job) => wanted.has(job.stroke.id));
      waiting = waiting.filter((job) => !wanted.has(job.stroke.id));
      return out;
    },
  };
}

/** Time until all is painted, s. */
export const etaS = (queue: Queue): number => etas(queue).at(-1)?.[1] ?? 0;

/** Time until each stroke is painted, s, one after the other. @param most - so many of them */
export function etas(queue: Queue, most = Number.POSITIVE_INFINITY): readonly (readonly [stroke: string, s: number])[] {
  let sum = 0;
  const all: [string, number][] = [];
  for (const job of [...queue.flying, ...queue.waiting]) {
    if (all.length >= most) break;
    sum += job.estimateS * left(job);
    all.push([job.stroke.id, Math.round(sum * 10) / 10]);
  }
  return all;
}

/** Dips that the queue will still take, about. */
export const dipsLeft = (queue: Queue): number =>
  Math.round([...queue.flying, ...queue.waiting].reduce((sum, job) => sum + job.dips * (job.sent ? left(job) : 1), 0));

/** @returns share of a stroke that is not painted yet */
const left = (job: Job): number => 1 - (job.lengthMm > 0 ? Math.min(1, job.doneMm / job.lengthMm) : 0);

import type { Stroke } from '../../engine/stroke.ts';
import { lengthMm } from '../../engine/stroke.ts';

/** A stroke on its way to the canvas. */
export interface Job {
  readonly stroke: Stroke;
  readonly lengthMm: number;
  /** arc length known painted, from executed motion as reported */
  doneMm: number;
  /** its first motion was sent at least once */
  sent: boolean;
  /** time that painting it takes, s */
  estimateS: number;
}

/** Strokes in order: those in flight (sent, wholly or in part, and not known painted), then those that wait. */
export interface Queue {
  readonly flying: readonly Job[];
  readonly waiting: readonly Job[];
  has(stroke: string): boolean;
  add(stroke: Stroke, fromMm: number, estimateS: number): Job;
  /** one that waits is in flight now; nothing happens to any other */
  launch(job: Job): void;
  /** it is painted */
  finish(job: Job): void;
  /** what flew and was not painted waits again, in front and in order */
  land(): void;
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
    add: (stroke, fromMm, estimateS) => {
      const job: Job = { stroke, lengthMm: lengthMm(stroke.points), doneMm: fromMm, sent: false, estimateS };
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
    withdraw: (strokes) => {
      const wanted = new Set(strokes);
      const out = waiting.filter((job) => wanted.has(job.stroke.id));
      waiting = waiting.filter((job) => !wanted.has(job.stroke.id));
      return out;
    },
  };
}

/** Time until all is painted, s. */
export function etaS(queue: Queue): number {
  let sum = 0;
  for (const job of [...queue.flying, ...queue.waiting]) {
    const done = job.lengthMm > 0 ? Math.min(1, job.doneMm / job.lengthMm) : 0;
    sum += job.estimateS * (1 - done);
  }
  return Math.round(sum * 10) / 10;
}

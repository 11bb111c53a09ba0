import type { Timers } from '../drivers/driver.ts';
import { createTouching } from '../painter/order/touching.ts';
import type { ArmSetting } from '../process/messages.ts';
import type { Job, Queue } from './queue.ts';

type Touching = (a: Job, b: Job) => boolean;

/**
 * Puts strokes before all others that wait, in the order in which they waited. Each takes its ground with it: what waits
 * before it and lies under it, or under that, and so on. So the picture stays the same.
 */
export function urged(waiting: readonly Job[], wanted: ReadonlySet<string>, touching: Touching): readonly Job[] {
  const first = new Set<Job>();
  for (const job of [...waiting].reverse())
    if (wanted.has(job.stroke.id) || [...first].some((later) => touching(job, later))) first.add(job);
  return [...waiting.filter((job) => first.has(job)), ...waiting.filter((job) => !first.has(job))];
}

/** What lies on the canvas and is not dry yet. `doneMs`: when it was painted; Infinity while it is being painted. */
export interface Wet {
  readonly job: Job;
  readonly doneMs: number;
}

/** Whose turn it is; or, where all that is left lies over wet paint, how long that stays so. */
export type Turn =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'dry'; readonly job: Job; readonly forMs: number }
  | { readonly kind: 'none' };

/** while the ground is still being painted, nobody knows when it will be dry: look again after this, ms */
const lookAgainMs = 1000;

/**
 * The first stroke that waits, does not lie over paint of another kind that is wet, and does not lie over a stroke that is
 * passed over for that.
 *
 * @param dryingMs - how long paint must dry before another goes over it; 0 where wet goes into wet
 */
export function nextTurn(waiting: readonly Job[], wet: readonly Wet[], dryingMs: number, nowMs: number, touching: Touching): Turn {
  const [head] = waiting;
  if (head === undefined) return { kind: 'none' };
  if (dryingMs === 0) return { kind: 'job', job: head };
  const passed: Job[] = [];
  let soonest: { readonly job: Job; readonly forMs: number } | undefined;
  for (const job of waiting) {
    if (passed.some((earlier) => touching(earlier, job))) {
      passed.push(job);
      continue;
    }
    let forMs = 0;
    for (const ground of wet) {
      const leftMs = ground.doneMs === Number.POSITIVE_INFINITY ? lookAgainMs : ground.doneMs + dryingMs - nowMs;
      if (leftMs > forMs && ground.job.stroke.paint !== job.stroke.paint && touching(ground.job, job)) forMs = leftMs;
    }
    if (forMs <= 0) return { kind: 'job', job };
    passed.push(job);
    if (soonest === undefined || forMs < soonest.forMs) soonest = { job, forMs };
  }
  return soonest === undefined ? { kind: 'none' } : { kind: 'dry', ...soonest };
}

/** Says whose turn it is in a queue, and remembers what is wet. */
export interface Turns {
  next(): Turn;
  /** a stroke, or a part of it, came to its end on the canvas */
  ended(job: Job): void;
  urge(strokes: readonly string[]): void;
}

/** @param easel - what is known of brushes and drying now; null before anything is */
export function createTurns(queue: Queue, timers: Timers, easel: () => Pick<ArmSetting, 'brushes' | 'dryingS'> | null): Turns {
  let wet: Wet[] = [];
  let known: Pick<ArmSetting, 'brushes'> | null = null;
  let touch: ReturnType<typeof createTouching> = () => true;
  const touching: Touching = (a, b) => {
    const now = easel();
    if (now !== known && now !== null) touch = createTouching(now.brushes);
    known = now;
    return touch(a.stroke, b.stroke);
  };
  const dryingMs = (): number => 1000 * (easel()?.dryingS ?? 0);
  return {
    next: () => {
      const now = timers.now();
      wet = wet.filter(({ doneMs }) => now < doneMs + dryingMs());
      const flying = queue.flying.map((job) => ({ job, doneMs: Number.POSITIVE_INFINITY }));
      return nextTurn(queue.waiting, [...wet, ...flying], dryingMs(), now, touching);
    },
    ended: (job) => {
      if (dryingMs() > 0) wet.push({ job, doneMs: timers.now() });
    },
    urge: (strokes) => queue.reorder(urged(queue.waiting, new Set(strokes), touching)),
  };
}

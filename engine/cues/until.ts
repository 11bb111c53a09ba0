import { own } from '../own.ts';
import type { Until } from './cue.ts';

/** Times are sums of steps, which miss a whole second by a rounding error, s. */
export const ROUNDING_S = 1e-9;

/** What a cue can wait for, as it is in this step. */
export interface Happening {
  /** kinds of the gestures of this step */
  readonly gestures: readonly string[];
  /** how many want each choice now */
  readonly votes: Readonly<Record<string, number>>;
  /** of the crowd, 0..1 */
  readonly energy: number;
  /** strokes that are left to paint; null while nobody has said */
  readonly strokesLeft: number | null;
  /** what began in this step: a bar begins with a beat */
  readonly beat: 'beat' | 'bar' | null;
}

/** How far a condition has come since its cue fired. Plain data. */
export interface Progress {
  /** gestures that counted */
  readonly counted: number;
  /** s for which it has been so without a break */
  readonly lastedS: number;
  /** strokes were left to paint at some time since */
  readonly painted: boolean;
}
export const noProgress: Progress = { counted: 0, lastedS: 0, painted: false };

/** @returns how far a condition has come, in what it counts: whole s, gestures, votes, or strokes left, which are -1 while nobody has said */
export function comeOf(
  until: Until,
  { counted, lastedS }: Progress,
  now: Pick<Happening, 'votes' | 'strokesLeft'>,
  elapsedS: number,
): number {
  if (until.on === 'time') return Math.floor(elapsedS);
  if (until.on === 'vote') return own(now.votes, until.choice) ?? 0;
  if (until.on === 'gesture') return counted;
  return until.on === 'energy' ? Math.floor(lastedS) : (now.strokesLeft ?? -1);
}

/**
 * One step of a condition.
 *
 * @param elapsedS - since the cue fired
 * @returns whether it is fulfilled, and how far it has come
 */
export function stepUntil(until: Until, before: Progress, now: Happening, elapsedS: number, dt: number): readonly [boolean, Progress] {
  if (until.on === 'time') return [elapsedS >= until.seconds - ROUNDING_S, before];
  if (until.on === 'vote') return [(own(now.votes, until.choice) ?? 0) >= until.count, before];
  if (until.on === 'gesture') {
    const counted = before.counted + now.gestures.filter((kind) => kind === until.gesture).length;
    return [counted >= (until.count ?? 1), { ...before, counted }];
  }
  if (until.on === 'energy') {
    const so = now.energy >= (until.above ?? 0) && now.energy <= (until.below ?? 1);
    const lastedS = so ? before.lastedS + dt : 0;
    return [so && lastedS >= until.seconds - ROUNDING_S, { ...before, lastedS }];
  }
  const left = until.left ?? 0;
  const painted = before.painted || (now.strokesLeft ?? 0) > left;
  return [painted && now.strokesLeft !== null && now.strokesLeft <= left, { ...before, painted }];
}

/** Pulses a quarter note in MIDI (MIDI 1.0, "System Real Time: Timing Clock"). */
export const PPQN = 24;

/** An external beat as it is being followed. Times are ms on the sender's own clock. Plain data. */
export interface Follow {
  /** when the latest pulse should have come, jitter taken out */
  readonly at: number;
  /** when it really came */
  readonly cameAt: number;
  readonly periodMs: number;
  /** pulses that the estimate rests on, up to `MEMORY` */
  readonly weight: number;
  /** running mean of how far pulses came from where they were expected, ms */
  readonly drift: number;
  /** pulses in a row that came several periods late: lost ones, or another tempo */
  readonly gaps: number;
  /** pulses since the lock */
  readonly pulses: number;
  /** the show's beat at the lock; a whole number unless it was nudged */
  readonly anchor: number;
  /** add to the sender's time for the show's, ms: the quickest way that a message took */
  readonly lagMs: number;
}

/** Pulses that the tempo is estimated from: four beats. With ±5 ms of jitter at 120 bpm it errs by 0.03 % (standard deviation). */
const MEMORY = 96;
/** Silence after which the sender has stopped, ms. At 20 bpm pulses come every 125 ms. */
const SILENCE_MS = 1000;
/** A running mean past this is no jitter but another tempo, ms; then the estimate is loosened to so many pulses. */
const DRIFT_MS = 4;
const LOOSE = 12;
/**
 * Pulses were lost when two lie farther apart than a period and so much, ms: more than an early and a late one can. To guess
 * from less makes quick clocks slip: a wrong tempo that now and then counts a pulse too many looks steady.
 */
const GAP_MS = 12;
/** Periods of 312 and 19 bpm. */
const SHORTEST_MS = 8;
const LONGEST_MS = 130;
/** The quickest way is forgotten slowly, ms a message: clocks drift. */
const FORGET_MS = 0.05;

const begin = (t: number, lagMs: number, periodMs: number, anchor: number): Follow => ({
  at: t,
  cameAt: t,
  periodMs,
  weight: 1,
  drift: 0,
  gaps: 0,
  pulses: 0,
  anchor,
  lagMs,
});

/**
 * Take one pulse. The gains are those of a least-squares line through the last `weight` pulses, as a recursion.
 *
 * @param t - of the pulse, sender's ms @param nowMs - of the show, when it was heard
 * @param beats - where the show's own beat is: it locks to the nearest whole one
 * @param bpm - what the tempo was until now
 * @see Brookner, "Tracking and Kalman Filtering Made Easy", §1.2.10: expanding-memory α–β filter
 */
export function hearPulse(follow: Follow | null, t: number, nowMs: number, beats: number, bpm: number): Follow {
  const seenLag = nowMs - t;
  if (follow === null || Math.abs(seenLag - follow.lagMs) > SILENCE_MS || t - follow.cameAt > SILENCE_MS)
    return begin(t, seenLag, 60_000 / (PPQN * bpm), Math.round(beats));
  if (t <= follow.cameAt) return follow;
  const lagMs = Math.min(follow.lagMs + FORGET_MS, seenLag);
  const steady = follow.weight >= LOOSE;
  const gap = steady && t - follow.cameAt > follow.periodMs + GAP_MS;
  const missed = gap ? Math.max(1, Math.round((t - follow.at) / follow.periodMs)) : 1;
  const gaps = missed > 1 ? follow.gaps + 1 : 0;
  // every pulse comes late by whole periods: it is a slower clock, not a lossy one
  if (gaps > 5)
    return {
      ...follow,
      at: t,
      cameAt: t,
      periodMs: bounded(t - follow.cameAt),
      weight: 2,
      drift: 0,
      gaps: 0,
      pulses: follow.pulses + 1,
      lagMs,
    };
  const expected = follow.at + missed * follow.periodMs;
  const error = t - expected;
  const drift = follow.drift + (error - follow.drift) / 12;
  const n = Math.min(MEMORY, (steady && Math.abs(drift) > DRIFT_MS ? LOOSE : follow.weight) + 1);
  const alpha = (2 * (2 * n - 1)) / (n * (n + 1));
  const beta = 6 / (n * (n + 1));
  return {
    at: expected + alpha * error,
    cameAt: t,
    periodMs: bounded(follow.periodMs + (beta * error) / missed),
    weight: n,
    drift,
    gaps,
    pulses: follow.pulses + missed,
    anchor: follow.anchor,
    lagMs,
  };
}

const bounded = (periodMs: number): number => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, periodMs));

export const bpmOf = ({ periodMs }: Follow): number => 60_000 / (PPQN * periodMs);

/** @returns where the sender's beat is at this moment of the show, in the show's count; null when it has gone silent */
export function followedBeats(follow: Follow, nowMs: number): number | null {
  const sinceMs = nowMs - follow.lagMs - follow.at;
  if (sinceMs > SILENCE_MS) return null;
  return follow.anchor + (follow.pulses + sinceMs / follow.periodMs) / PPQN;
}

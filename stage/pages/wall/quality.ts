/** The steps that quality goes down by, each about half the work of the one before. */
export const LADDER = [1, 0.7, 0.5, 0.35, 0.25] as const;

/** Slower than this for long, and the picture is made coarser, frames a second. */
const SLOW_FPS = 42;
/** How long it must be slow, and how long a change is given to show its worth, s. */
const SLOW_S = 6;
const SETTLE_S = 15;

/** A machine that needs no longer than this for the trial carries a scene at full quality, ms: 1 to 2 on graphics hardware, 15 in software. */
const TRIAL_MS = 2.5;

/** @returns the finest step of the ladder that is not above the wish */
export const onLadder = (wish: number): number => LADDER.find((step) => step <= wish + 1e-6) ?? LADDER[LADDER.length - 1] ?? 0.25;

/**
 * The quality to begin with, from a timed trial.
 *
 * @param trialMs - a frame of the trial load at full quality, ms
 */
export function qualityForTrial(trialMs: number): number {
  return onLadder(Math.min(1, TRIAL_MS / Math.max(trialMs, 0.01)));
}

/**
 * Watches the frame rate and says, rarely, that the picture must be made coarser. It only ever goes down: a picture that
 * changes its grain back and forth is worse than a coarse one.
 *
 * @returns a function from the second's frame rate to the quality wanted
 */
export function createGovernor(initial: number): (fps: number, dtS: number) => number {
  let quality = initial;
  let slowS = 0;
  let settledS = 0;
  return (fps, dtS) => {
    settledS += dtS;
    slowS = fps < SLOW_FPS ? slowS + dtS : 0;
    if (slowS < SLOW_S || settledS < SETTLE_S) return quality;
    quality = LADDER.find((step) => step < quality - 1e-6) ?? quality;
    slowS = 0;
    settledS = 0;
    return quality;
  };
}

/** How loud one millisecond was, and the next, from a moment on. */
export interface Levels {
  /** of the first, ms since the epoch */
  readonly fromMs: number;
  readonly stepMs: number;
  readonly peaks: readonly number[];
}

/** The room before a sound is known by so much of it, ms. */
const BEFORE_MS = 250;
/** A sound has begun when it is so many times louder than anything just before. */
const TIMES = 1.6;
/** From there back to where it rose above the loudest of before. */
const ABOVE = 1.05;

/**
 * Where in the samples a sound begins.
 *
 * @param afterMs - not before this, ms since the epoch
 * @returns ms since the epoch; null where nothing begins
 */
export function onsetAfter({ fromMs, stepMs, peaks }: Levels, afterMs: number, withinMs: number): number | null {
  const first = Math.max(0, Math.ceil((afterMs - fromMs) / stepMs));
  const before = peaks.slice(Math.max(0, first - Math.round(BEFORE_MS / stepMs)), first);
  if (before.length === 0) return null;
  const loudest = Math.max(...before, 1e-6);
  const last = Math.min(peaks.length, first + Math.round(withinMs / stepMs));
  for (let i = first; i < last; i++) {
    if ((peaks[i] ?? 0) < TIMES * loudest) continue;
    let begun = i;
    while (begun > first && (peaks[begun - 1] ?? 0) > ABOVE * loudest) begun--;
    return fromMs + begun * stepMs;
  }
  return null;
}

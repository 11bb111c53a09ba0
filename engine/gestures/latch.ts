/** A statement that is believed only after it was made for a while, and dropped only after it was denied for a while. */
export interface Latch {
  readonly on: boolean;
  /** seconds for which what is seen has contradicted `on`; null where it does not */
  readonly against: number | null;
}

export const unlatched: Latch = { on: false, against: null };

/** Seconds between the first frame that says so and the one that decides: one glitch decides nothing at any frame rate. */
export interface LatchTimes {
  readonly onS: number;
  readonly offS: number;
}

/**
 * @param contradicts - whether this frame says the opposite of `latch.on`
 * @param dtS - seconds since the last frame
 */
export function stepLatch(latch: Latch, contradicts: boolean, dtS: number, { onS, offS }: LatchTimes): Latch {
  if (!contradicts) return latch.against === null ? latch : { on: latch.on, against: null };
  const against = latch.against === null ? 0 : latch.against + dtS;
  return against >= (latch.on ? offS : onS) ? { on: !latch.on, against: null } : { on: latch.on, against };
}

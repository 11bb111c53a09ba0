/** What became due: whole steps to run now, how late the first of them is, and time given up for good. */
export interface Due {
  readonly steps: number;
  readonly lateMs: number;
  readonly droppedMs: number;
}

/**
 * Fixed steps from a supplied `now`. Catches up at most `maxCatchUp` steps, then drops the rest and says so; a clock that
 * goes backwards is taken as standing still.
 *
 * @param hz - steps per second
 */
export function createClock({ hz = 60, maxCatchUp = 5 }: { hz?: number; maxCatchUp?: number } = {}) {
  const stepMs = 1000 / hz;
  let dueMs: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    stepMs,
    /** ms from `nowMs` until the next step is due, a step at most: so a clock that went backwards is looked at again; 0 when it is overdue or has not begun */
    waitMs: (nowMs: number): number => (dueMs === null ? 0 : Math.min(stepMs, Math.max(0, dueMs - nowMs))),
    advance(nowMs: number): Due {
      if (!Number.isFinite(nowMs)) throw new RangeError(`clock: now is ${nowMs}; give milliseconds of a monotonic clock`);
      if (dueMs === null) dueMs = nowMs;
      if (nowMs < lastMs) dueMs -= lastMs - nowMs;
      lastMs = nowMs;
      if (nowMs < dueMs) return { steps: 0, lateMs: 0, droppedMs: 0 };
      const lateMs = nowMs - dueMs;
      const owed = Math.floor(lateMs / stepMs) + 1;
      const steps = Math.min(owed, maxCatchUp);
      dueMs += owed * stepMs;
      return { steps, lateMs, droppedMs: (owed - steps) * stepMs };
    },
  };
}

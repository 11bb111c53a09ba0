/** Which picture may be drawn now. */
export interface Turns<T> {
  /**
   * Once a frame of the page.
   *
   * @param ready - whether the graphics have done what they were given last
   * @returns the picture whose turn it is, or null
   */
  next(nowMs: number, ready: boolean): T | null;
}

/** Twenty times a second each, ms; and where a picture is not done by the next frame, the page has three times as long for itself. */
const EVERY_MS = 50;
const REST = 3;
/** Half a frame of a usual display: a frame that comes a hair early is taken. */
const SLACK_MS = 8;

/** Pictures take turns, one a frame, and on a slow machine never take more than a quarter of its time. */
export function createTurns<T>(pictures: readonly T[]): Turns<T> {
  const due = new Map(pictures.map((picture) => [picture, Number.NEGATIVE_INFINITY]));
  let begunAt: number | null = null;
  let looks = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    next(nowMs, ready) {
      if (begunAt !== null) {
        looks++;
        if (!ready) return null;
        if (looks > 1) restsUntil = nowMs + REST * (nowMs - begunAt);
        begunAt = null;
      }
      if (nowMs < restsUntil) return null;
      const [picture, at] = [...due].reduce((first, other) => (other[1] < first[1] ? other : first));
      if (nowMs < at - SLACK_MS) return null;
      due.set(picture, nowMs + EVERY_MS);
      begunAt = nowMs;
      looks = 0;
      return picture;
    },
  };
}

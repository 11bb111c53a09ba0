/** so far an arm must have come to have moved on, mm */
const stepMm = 1;
/** what starting, corners and late reports may cost, ms, and how many times slower than asked it may be */
const slackMs = 400;
const timesSlower = 4;
/** after a silence one report alone says nothing of the time before it */
const leastReports = 4;

/**
 * Notices an arm that is on its path, says that it moves, and hardly does: a byte of its feed was altered on the way, and the brush
 * all but rests on the canvas.
 */
export interface Progress {
  /** it begins anew, from a standstill */
  restart(atMm: number, nowMs: number): void;
  /**
   * A report that it moves.
   *
   * @param atMm - arc length along all that was sent
   * @param askedMmS - speed of the segment that it is on
   * @returns whether it crawls
   */
  crawls(atMm: number, askedMmS: number, nowMs: number): boolean;
}

export function createProgress(): Progress {
  let mark = { mm: 0, ms: 0 };
  let reports = 0;
  const restart = (mm: number, ms: number): void => {
    mark = { mm, ms };
    reports = 0;
  };
  return {
    restart,
    crawls: (atMm, askedMmS, nowMs) => {
      reports++;
      if (atMm - mark.mm >= stepMm) restart(atMm, nowMs);
      return reports >= leastReports && nowMs - mark.ms > slackMs + (1000 * timesSlower * stepMm) / askedMmS;
    },
  };
}

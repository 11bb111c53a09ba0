/** When a frame is worth drawing. */
export interface Pace {
  /**
   * @param nowMs - of the animation frame
   * @param moving - the arm, the painting or a hand on the view moves: every frame counts
   * @param drifting - only the view drifts: thirty frames a second are enough
   */
  due(nowMs: number, moving: boolean, drifting: boolean): boolean;
  /** this browser has shown that it draws in software: it draws seldom, so that the page stays alive, and drifts no more */
  readonly slow: boolean;
}

const driftMs = 1000 / 30;
/** animation frames come a little early and late */
const slackMs = 3;
/** so many frames in a row, so far apart on average, are slow */
const slowFrames = 5;
const slowMs = 110;
/** frames further apart than this were not asked for one after another, or the page was out of sight */
const apartMs = 2500;
/** a slow browser leaves so many times of a frame's time to everything else, within reason, ms */
const restTimes = 4;
const mostRestMs = 4000;

export function createPace(): Pace {
  let drawnMs = Number.NEGATIVE_INFINITY;
  let frames = 0;
  let spentMs = 0;
  let slow = false;
  let restMs = 0;
  const judge = (sinceMs: number): void => {
    if (sinceMs > apartMs) return;
    frames++;
    spentMs += sinceMs;
    if (frames < slowFrames) return;
    slow = spentMs / frames > slowMs;
    restMs = Math.min(mostRestMs, (restTimes * spentMs) / frames);
    frames = 0;
    spentMs = 0;
  };
  return {
    due(nowMs, moving, drifting) {
      const sinceMs = nowMs - drawnMs;
      const due = slow ? moving && sinceMs >= restMs : moving || (drifting && sinceMs >= driftMs - slackMs);
      if (!due) return false;
      if (!slow) judge(sinceMs);
      drawnMs = nowMs;
      return true;
    },
    get slow() {
      return slow;
    },
  };
}

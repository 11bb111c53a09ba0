/** Numbers that follow other numbers as a well damped machine would. */
export interface Follower {
  /** as they are now */
  readonly at: readonly number[];
  /** where they go; the first time, or with another count, they are there at once */
  to(target: readonly number[]): void;
  /** there at once */
  jump(target: readonly number[]): void;
  /** @param dtS - s, 0 or more. @returns whether anything moved */
  step(dtS: number): boolean;
}

/** Nearer and slower than this, a number has arrived; in its own unit, and a second. */
const crumb = 0.02;

/**
 * Critically damped springs, solved exactly, so that a slow page follows as a fast one does. From rest they never leave the
 * range of the targets given so far: a brush that is told of heights above the canvas is never seen below it. For with
 * m the least target, v + ω (x − m) decays no faster than e^(−ωt), and so never changes its sign.
 *
 * @param perS - ω, 1/s: at constant speed they lag by 2 / ω seconds
 * @param arrived - nearer than this to its target, a number is there
 */
export function createFollower(perS: number, arrived = crumb): Follower {
  let at: number[] = [];
  let speed: number[] = [];
  let goal: readonly number[] = [];
  const jump = (target: readonly number[]): void => {
    at = [...target];
    goal = [...target];
    speed = target.map(() => 0);
  };
  return {
    get at() {
      return at;
    },
    jump,
    to(target) {
      if (target.length === at.length) goal = [...target];
      else jump(target);
    },
    step(dtS) {
      let moved = false;
      const fade = Math.exp(-perS * dtS);
      for (const [i, end] of goal.entries()) {
        const off = (at[i] ?? end) - end;
        const v = speed[i] ?? 0;
        if (off === 0 && v === 0) continue;
        moved = true;
        const pull = v + perS * off;
        const left = (off + pull * dtS) * fade;
        const slower = (v - perS * pull * dtS) * fade;
        const there = Math.abs(left) < arrived && Math.abs(slower) < arrived;
        at[i] = there ? end : end + left;
        speed[i] = there ? 0 : slower;
      }
      return moved;
    },
  };
}

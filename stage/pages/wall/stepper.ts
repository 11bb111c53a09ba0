/** Scenes step at the show's own rate, s. */
export const STEP_S = 1 / 60;
/** A slow page catches up a little, then lets time go: picture behind the hand is worse than picture slowed. */
const MOST_STEPS = 4;

/**
 * Turns uneven animation frames into whole fixed steps.
 *
 * @returns a function from seconds elapsed to the number of steps due now, 0 to 4
 */
export function createStepper(): (elapsedS: number) => number {
  let owed = 0;
  return (elapsedS) => {
    owed += Math.max(0, elapsedS);
    // half a tenth of a step of slack: a 60 Hz display that runs a hair fast must not skip a step each second
    const due = Math.floor(owed / STEP_S + 0.05);
    if (due > MOST_STEPS) {
      owed = 0;
      return MOST_STEPS;
    }
    owed -= due * STEP_S;
    return due;
  };
}

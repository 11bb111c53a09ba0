/** Scenes step at the show's own rate, s. */
export const STEP_S = 1 / 60;
/** A slow page catches up a little, then lets time go: picture behind the hand is worse than picture slowed. */
export const MOST_STEPS = 4;

/**
 * Turns uneven animation frames into whole fixed steps.
 *
 * @param most - steps that are caught up at once
 * @returns a function from seconds elapsed to the number of steps due now
 */
export function createStepper(most = MOST_STEPS): (elapsedS: number) => number {
  let owed = 0;
  return (elapsedS) => {
    owed += Math.max(0, elapsedS);
    // half a tenth of a step of slack: a 60 Hz display that runs a hair fast must not skip a step each second
    const due = Math.floor(owed / STEP_S + 0.05);
    if (due > most) {
      owed = 0;
      return most;
    }
    owed -= due * STEP_S;
    return due;
  };
}

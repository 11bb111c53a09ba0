/** Two cues closer than this were one press too many, ms. */
export const GO_EVERY_MS = 500;

/**
 * Stands before GO, because a double GO skips a cue before an audience: a press must come half a second after the last one
 * that counted, and the key must have come up between.
 */
export interface GoGuard {
  /** @param now - ms, rising */
  press(now: number): 'go' | 'refused';
  release(): void;
}

export function createGoGuard(everyMs = GO_EVERY_MS): GoGuard {
  let last = Number.NEGATIVE_INFINITY;
  let down = false;
  return {
    press(now) {
      if (down || now - last < everyMs) {
        down = true;
        return 'refused';
      }
      down = true;
      last = now;
      return 'go';
    },
    release() {
      down = false;
    },
  };
}

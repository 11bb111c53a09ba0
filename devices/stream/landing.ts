import type { Refusal } from '../../engine/result.ts';

/** So many times in a row paint was not seen to land: once may be a glance that missed, three times is no brush. */
export const mostMisses = 3;

/** Counts what camera or load cell see of the paint that should have landed: an arm once painted for hours without a brush. */
export interface Landing {
  /** @returns whether it is time to stop and look */
  note(seen: boolean): boolean;
  /** somebody has looked: it is counted anew */
  clear(): void;
}

export function createLanding(): Landing {
  let misses = 0;
  return {
    note: (seen) => {
      misses = seen ? 0 : misses + 1;
      return misses >= mostMisses;
    },
    clear: () => {
      misses = 0;
    },
  };
}

export const notLandingCode = 'arm/not-landing';

/** @param stroke - the last one that left no mark */
export const notLanding = (stroke: string): Refusal => ({
  code: notLandingCode,
  text: `Paint was not seen to land ${mostMisses} times in a row, lastly of stroke ${stroke}.`,
  remedy: 'See whether the brush is there and wet, the wells are full and the canvas is where it was; then press Resume.',
});

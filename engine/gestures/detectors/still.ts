/** Wall widths or heights a second under which somebody is still. A tremor of a raised hand measures 0.02–0.05. */
const STILL_SPEED = 0.08;
/** Stillness that is told, s. */
export const STILL_S = 1.5;

/** @param speed - of the palm or finger, wall a second; @returns seconds since it last moved more than a tremor */
export const stepStill = (stillS: number, speed: number, dtS: number): number => (speed > STILL_SPEED ? 0 : stillS + dtS);

/** @returns whether this is the step in which stillness is told */
export const becameStill = (before: number, now: number): boolean => now >= STILL_S && before < STILL_S;

import type { Stands } from './script.ts';

/**
 * What an arm promises whatever befalls it, in numbers. Everything is measured on the true motion of the brush, never on what the
 * software believes.
 */

/** how far a resumed stroke is painted over what is there already, mm (painter/plan.ts) */
export const overlapMm = 10;
/** a report comes so often while it moves, ms (the drivers' `pollMs.moving`): what was painted since is not known */
export const reportMs = 125;

/** farthest that any place of a stroke may stay from the paint, mm: the painter's 0.05, and the path's bow between joints' stops */
export const missedMm: Readonly<Record<Stands, number>> = { grbl: 0.15, avr: 0.15, joints: 0.2, marlin: 0.3 };
/** the same where bytes were altered on a wire without checksums: off its path by less than this an arm is not astray (stream/trail.ts) */
export const missedNoisyMm = 0.9;
/**
 * A dab is pressed by one line, and is over before the next report: without checksums nobody can know that this line lost its
 * sign, and the brush turned back above the canvas. So many dabs may be lost for each byte that was altered on its way to the arm.
 */
export const dabsLost = 1;
/** farthest that paint may lie from every stroke, mm */
export const strayMm: Readonly<Record<Stands, number>> = missedMm;

/**
 * Farthest that paint may lie from every stroke where bytes were altered on a wire without checksums, mm. A false coordinate is
 * obeyed until a report shows it, one report later at the most; then the arm brakes. The worst is a lift that went too low,
 * with the way to the next stroke after it: 250 mm/s × (125 ms + 60 ms for the answer and the steps prepared) + v²/2a.
 * With one joint gone wrong the arm's whole length swings: 120 °/s × 0.9 m for as long, and as much again to brake.
 */
export const smearMm: Readonly<Record<Stands, number>> = { grbl: 85, avr: 85, joints: 550, marlin: 0 };

/**
 * How long a brush may stay on one spot while its cable holds, ms. Grbl brakes, is reset and lifts within 200; a lost answer
 * is noticed after two reports. A Marlin cannot be stopped faster than its M410 lets it move again, 1 s.
 */
export const dwellMs: Readonly<Record<Stands, number>> = { grbl: 1000, avr: 1000, joints: 1000, marlin: 2500 };

/** after a stop the arm brakes for so long, ms; after that it only rises. A Marlin may run out what is promised, 600 ms */
export const brakeMs: Readonly<Record<Stands, number>> = { grbl: 300, avr: 300, joints: 300, marlin: 1000 };

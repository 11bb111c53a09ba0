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
/** farthest that paint may lie from every stroke, mm */
export const strayMm: Readonly<Record<Stands, number>> = missedMm;

/**
 * How long a brush may stay on one spot while its cable holds, ms. Grbl brakes, is reset and lifts within 200; a lost answer
 * is noticed after two reports. A Marlin cannot be stopped faster than its M410 lets it move again, 1 s.
 */
export const dwellMs: Readonly<Record<Stands, number>> = { grbl: 1000, avr: 1000, joints: 1000, marlin: 2500 };

/** after a stop the arm brakes for so long, ms; after that it only rises. A Marlin may run out what is promised, 600 ms */
export const brakeMs: Readonly<Record<Stands, number>> = { grbl: 300, avr: 300, joints: 300, marlin: 1000 };

import type { MachinePoint } from '../machine.ts';
import type { Easel, Paintable } from '../painter/easel.ts';
import { type Leg, type Limits, legOf, secondsOf, usualLimits } from '../painter/estimate.ts';
import type { Motion } from '../painter/motion.ts';
import { cleanHand, type Hand, planStroke } from '../painter/plan.ts';

/** What a stroke will cost. */
export interface Estimate {
  /** travel, washes and dips included, s */
  readonly seconds: number;
  readonly dips: number;
  readonly washes: number;
}

/** Estimates strokes in the order in which they queue up: each begins where, and with what paint, the one before ended. */
export interface Estimator {
  /** @returns what the stroke will take under the horizon */
  next(easel: Easel, stroke: Paintable, fromMm: number, limits: Limits, horizonMs: number): Estimate;
}

/**
 * What is promised always ends in a stop, so an arm that has `horizonMs` of motion before it can be no faster than what
 * it brakes away in that time: v = a·t. Segments and reports leave it this share of the horizon.
 */
const usedHorizon = 0.85;

export function createEstimator(): Estimator {
  let hand: Hand = cleanHand;
  let at: MachinePoint | undefined;
  return {
    next: (easel, stroke, fromMm, promised, horizonMs) => {
      const limits = usualLimits(promised);
      const legs: Leg[] = [];
      const counts = { dips: 0, washes: 0 };
      let before: Errand = null;
      const steps = planStroke(easel, stroke, fromMm, hand);
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        const errand = errandOf(step.value);
        if (errand !== null && errand !== before) counts[errand]++;
        before = errand;
        const { to, speedMmS } = step.value;
        const from = at ?? easel.machine.park;
        const leg = legOf(from, to, speedMmS, limits);
        const mostMmS = (usedHorizon * legOf(from, to, speedMmS, promised).accelerationMmS2 * horizonMs) / 1000;
        if (leg.lengthMm > 0) legs.push({ ...leg, speedMmS: Math.min(leg.speedMmS, mostMmS) });
        at = to;
      }
      hand = step.value;
      return { seconds: secondsOf(legs, 0, limits), ...counts };
    },
  };
}

type Errand = 'dips' | 'washes' | null;

/** What of the counts a motion belongs to: each is an unbroken row of its kinds. */
const errandOf = ({ kind }: Motion): Errand => (kind === 'dip' ? 'dips' : kind === 'wash' || kind === 'wipe' ? 'washes' : null);

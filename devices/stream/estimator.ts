import type { MachinePoint } from '../machine.ts';
import type { Easel, Paintable } from '../painter/easel.ts';
import { type Leg, type Limits, legOf, secondsOf } from '../painter/estimate.ts';
import type { MotionKind } from '../painter/motion.ts';
import { cleanHand, type Hand, planStroke } from '../painter/plan.ts';

/** What painting a stroke takes: s, and how often the brush is dipped. */
export interface Estimate {
  readonly seconds: number;
  readonly dips: number;
}

/** Estimates strokes in the order in which they queue up: each begins where, and with what paint, the one before ended. */
export interface Estimator {
  /** @returns what the stroke will take under the horizon, travel and dips included */
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
    next: (easel, stroke, fromMm, limits, horizonMs) => {
      const legs: Leg[] = [];
      const steps = planStroke(easel, stroke, fromMm, hand);
      let dips = 0;
      let before: MotionKind | undefined;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        const leg = legOf(at ?? easel.machine.park, step.value.to, step.value.speedMmS, limits);
        const mostMmS = (usedHorizon * leg.accelerationMmS2 * horizonMs) / 1000;
        if (leg.lengthMm > 0) legs.push({ ...leg, speedMmS: Math.min(leg.speedMmS, mostMmS) });
        at = step.value.to;
        if (step.value.kind === 'dip' && before !== 'dip') dips++;
        before = step.value.kind;
      }
      hand = step.value;
      return { seconds: secondsOf(legs, 0, limits), dips };
    },
  };
}

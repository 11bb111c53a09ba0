import type { MachinePoint } from '../machine.ts';
import type { Easel, Paintable } from '../painter/easel.ts';
import { estimateS, type Limits } from '../painter/estimate.ts';
import { cleanHand, type Hand, planStroke } from '../painter/plan.ts';
import type { Motion } from '../painter/motion.ts';

/** Estimates strokes in the order in which they queue up: each begins where, and with what paint, the one before ended. */
export interface Estimator {
  /** @returns time that the stroke will take, travel and dips included, s */
  next(easel: Easel, stroke: Paintable, fromMm: number, limits: Limits): number;
}

export function createEstimator(): Estimator {
  let hand: Hand = cleanHand;
  let at: MachinePoint | undefined;
  return {
    next: (easel, stroke, fromMm, limits) => {
      const steps = planStroke(easel, stroke, fromMm, hand);
      const motions: Motion[] = [];
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) motions.push(step.value);
      const seconds = estimateS(at ?? easel.machine.park, motions, limits);
      hand = step.value;
      at = motions.at(-1)?.to ?? at;
      return seconds;
    },
  };
}

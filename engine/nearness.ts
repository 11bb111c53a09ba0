import { z } from 'zod';

/**
 * How near somebody is, as a camera has it: by the size of the largest hand, wrist to middle knuckle, in image heights. At
 * `nearSpan` the arm is slowed, at `insideSpan` it holds; it takes `clearS` seconds of smaller hands until that is over.
 */
export const nearRuleSchema = z
  .object({
    nearSpan: z.number().min(0.02).max(1),
    insideSpan: z.number().min(0.02).max(1.5),
    clearS: z.number().min(0).max(60).default(2),
  })
  .refine((rule) => rule.insideSpan > rule.nearSpan, { path: ['insideSpan'], message: 'must be greater than nearSpan' });
export type NearRule = z.infer<typeof nearRuleSchema>;

export type Near = 'clear' | 'near' | 'inside';

/** Once crossed, a threshold is left only below this share of it, so that a trembling hand does not make the arm stutter. */
const LEAVE = 0.85;

/** One threshold: crossed at once, left only after a while below it. */
interface Latch {
  readonly on: boolean;
  /** s since the hand was last as large as that */
  readonly smallS: number;
}

/** Plain data. */
export interface Nearness {
  readonly near: Latch;
  readonly inside: Latch;
}

const open: Latch = { on: false, smallS: 0 };
export const nobodyNear: Nearness = { near: open, inside: open };

function step(latch: Latch, span: number, threshold: number, dt: number, clearS: number): Latch {
  if (span >= threshold) return { on: true, smallS: 0 };
  if (!latch.on) return open;
  if (span >= LEAVE * threshold) return { on: true, smallS: 0 };
  const smallS = latch.smallS + dt;
  // a sum of sixtieths falls short of whole seconds by a rounding
  return smallS >= clearS - 1e-9 ? open : { on: true, smallS };
}

/** @param span - of the largest hand in sight, image heights; 0 where none is @param dt - s since the last step */
export const stepNearness = (was: Nearness, span: number, dt: number, { nearSpan, insideSpan, clearS }: NearRule): Nearness => ({
  near: step(was.near, span, nearSpan, dt, clearS),
  inside: step(was.inside, span, insideSpan, dt, clearS),
});

export const nearOf = ({ near, inside }: Nearness): Near => (inside.on ? 'inside' : near.on ? 'near' : 'clear');

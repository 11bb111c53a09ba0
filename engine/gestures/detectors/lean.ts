import type { Deed } from '../../people.ts';
import { type Latch, stepLatch, unlatched } from '../latch.ts';
import { within01 } from './detector.ts';

/** Degrees from upright: somebody who stands at ease sways 2–4, who leans on purpose passes 12. */
const LEANS = 12;
const UPRIGHT = 7;
const FAR = 35;
const TIMES = { onS: 0.12, offS: 0.15 };

export const upright: Latch = unlatched;

/** A trunk that leans aside, told once; it must come upright before it is told again. */
export function stepLean(before: Latch, leanDeg: number, dtS: number): { state: Latch; deed: Deed | null } {
  const state = stepLatch(before, before.on ? Math.abs(leanDeg) < UPRIGHT : Math.abs(leanDeg) > LEANS, dtS, TIMES);
  if (!state.on || before.on) return { state, deed: null };
  const strength = within01((Math.abs(leanDeg) - LEANS) / (FAR - LEANS));
  return { state, deed: { kind: 'lean', way: leanDeg > 0 ? 'right' : 'left', strength } };
}

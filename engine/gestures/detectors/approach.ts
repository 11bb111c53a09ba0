import type { Deed } from '../../people.ts';
import { within01 } from './detector.ts';

/** A trunk that has become so much larger has come nearer: from 3 m to 2.4. */
const LARGER = 1.25;
/** Parts of its size a second, from a slow step to a run. */
const SLOW = 0.1;
const QUICK = 0.9;
/** What is larger than before becomes what is usual after about so long, s: who comes by and by is not told. */
const USUAL_S = 6;
const EASE_S = 0.15;

export interface Approach {
  /** eased, image heights */
  readonly size: number;
  readonly usual: number;
}
export const beginApproach = (size: number): Approach => ({ size, usual: size });

/** Somebody comes nearer, told for each quarter that they have become larger. */
export function stepApproach(before: Approach, seen: number, dtS: number): { state: Approach; deed: Deed | null } {
  const size = before.size + Math.min(1, dtS / EASE_S) * (seen - before.size);
  const usual = Math.min(size, before.usual + Math.min(1, dtS / USUAL_S) * (size - before.usual));
  if (size < LARGER * usual) return { state: { size, usual }, deed: null };
  const aSecond = (size - before.size) / before.size / dtS;
  return { state: { size, usual: size }, deed: { kind: 'approach', strength: within01((aSecond - SLOW) / (QUICK - SLOW)) } };
}

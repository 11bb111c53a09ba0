import type { Deed } from '../../people.ts';
import { type Latch, stepLatch } from '../latch.ts';

/** Trunk lengths of the wrist above its shoulder: raised, and no longer. */
const ABOVE = 0.15;
const BELOW = 0;
const TIMES = { onS: 0.1, offS: 0.15 };

/** An arm raised above its shoulder, told once. @param reach - null where no wrist is seen: then nothing changes */
export function stepArm(before: Latch, reach: number | null, dtS: number): { state: Latch; deed: Deed | null } {
  if (reach === null) return { state: before, deed: null };
  const state = stepLatch(before, before.on ? reach < BELOW : reach > ABOVE, dtS, TIMES);
  return { state, deed: state.on && !before.on ? { kind: 'raise' } : null };
}

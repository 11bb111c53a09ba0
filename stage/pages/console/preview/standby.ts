import type { Cue } from '../../../../engine/cues/cue.ts';
import type { ShowNow } from '../../shared/mirror.ts';

/** @returns the cue that GO fires; null at the end of the list, or before the show has told */
export function standbyOf(cues: readonly Cue[], { cue }: Pick<ShowNow, 'cue'>): Cue | null {
  const number = cue?.nextNumber ?? null;
  return number === null ? null : (cues.find((one) => one.number === number) ?? null);
}

import type { Hello } from '../../../protocol/messages.ts';
import type { ShowNow } from '../../shared/mirror.ts';
import type { TriedCue } from './cue-trial.ts';

/** @returns the cue that GO fires; null at the end of the list, or before the show has told */
export function standbyOf(hello: Pick<Hello, 'cues'> | null, { cue }: Pick<ShowNow, 'cue'>): TriedCue | null {
  const number = cue?.nextNumber ?? null;
  return number === null ? null : (hello?.cues.find((one) => one.number === number) ?? null);
}

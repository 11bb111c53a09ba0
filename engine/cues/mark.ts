import { canonical } from '../canonical.ts';
import { hash } from '../random.ts';
import type { Cue } from './cue.ts';

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/**
 * What a cue holds, as sixteen letters: whoever edits it says by them which state of it they have seen. It keeps two people from
 * overwriting one another unawares, and nobody from doing so on purpose.
 */
export function markOf(cue: Cue): string {
  const text = canonical(cue);
  return hex(hash(1, text)) + hex(hash(2, text));
}

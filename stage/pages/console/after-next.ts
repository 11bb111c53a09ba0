import type { Cue } from '../../../engine/cues/cue.ts';

/**
 * The cue that stands by when the next one is passed over: the one after it in the list.
 *
 * @param next - what GO would take; null at the end of the list
 * @returns its number; after the last cue the first, so that whoever went too far comes round; null where there is no cue
 */
export function afterNext(list: readonly Pick<Cue, 'number'>[], next: number | null): number | null {
  const place = next === null ? -1 : list.findIndex(({ number }) => number === next);
  return (list[place + 1] ?? list[0])?.number ?? null;
}

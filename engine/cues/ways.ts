import { type Cue, type Until, untilsOf } from './cue.ts';

/** A way on from the cue that is on, that the show may take by itself. `to`: the cue that it leads to; null past the list's end. */
export type Way =
  | { readonly kind: 'until'; readonly until: Until; readonly to: Cue | null; readonly loops: boolean }
  | { readonly kind: 'follow'; readonly afterS: number; readonly to: Cue | null; readonly loops: boolean };

/** A cue that fired: its number, and the step in which it did. */
export interface Passed {
  readonly number: number;
  readonly step: number;
}

/** Cues of a performance that are remembered, the latest last. */
export const MOST_PASSED = 20;

export const passing = (path: readonly Passed[], number: number, step: number): readonly Passed[] =>
  [...path, { number, step }].slice(-MOST_PASSED);

/** @returns -1 where there is no such cue */
export const placeOf = (cues: readonly Cue[], number: number): number => cues.findIndex((cue) => cue.number === number);

/**
 * Where a cue leads by itself: where its condition says, or back by its loop, or to the next.
 *
 * @param gone - how often its loop was gone already
 * @param to - the number that the fulfilled condition names, if any
 * @returns the place there, which may be past the list's end, and whether the loop still goes back
 */
export function leadOf(
  cues: readonly Cue[],
  place: number,
  gone: number,
  to: number | undefined,
): { readonly place: number; readonly back: boolean } {
  const loop = cues[place]?.loop;
  const start = loop === undefined ? -1 : placeOf(cues, loop.to);
  const led = to === undefined ? -1 : placeOf(cues, to);
  const back = led < 0 && start >= 0 && (loop?.times === 0 || gone < (loop?.times ?? 0));
  return { place: led >= 0 ? led : back ? start : place + 1, back };
}

/**
 * A loop that is left, by whichever way, begins anew when the show comes to it again.
 *
 * @param loops - how often each looping cue was gone back from, by its number
 * @returns those of the loops that go round the cue at this place
 */
export function loopsAround(
  loops: Readonly<Record<string, number>>,
  cues: readonly Cue[],
  place: number,
): Readonly<Record<string, number>> {
  const gone = Object.entries(loops);
  const around = gone.filter(([number]) => {
    const end = placeOf(cues, Number(number));
    const to = cues[end]?.loop?.to;
    const start = to === undefined ? -1 : placeOf(cues, to);
    return start >= 0 && place >= Math.min(start, end) && place <= Math.max(start, end);
  });
  return around.length === gone.length ? loops : Object.fromEntries(around);
}

/** @returns every way on from a cue, as the list has them; none where only GO goes on */
export function waysOn(cues: readonly Cue[], number: number, gone: number): readonly Way[] {
  const place = placeOf(cues, number);
  const cue = cues[place];
  if (cue === undefined) return [];
  const lead = (to?: number): { to: Cue | null; loops: boolean } => {
    const { place: there, back } = leadOf(cues, place, gone, to);
    return { to: cues[there] ?? null, loops: to === undefined && back };
  };
  const untils = untilsOf(cue).map((until): Way => ({ kind: 'until', until, ...lead(until.to) }));
  return cue.follow === undefined ? untils : [...untils, { kind: 'follow', afterS: cue.follow.afterS, ...lead() }];
}

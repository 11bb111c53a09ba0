/** What may stand over the wall's picture: a page element does not pass the flash limiter, so it keeps to slower rules of its own. */
export interface Wanted<T> {
  /** the same key is the same thing, told anew: it is not taken away for that */
  readonly key: string;
  readonly what: T;
}

/** What stands there, and how bright it is, 0..1. Plain data. */
export interface Soak<T> {
  readonly shown: Wanted<T> | null;
  readonly light: number;
  /** since it last grew darker, s */
  readonly calmS: number;
}

/** From nothing to full light, and back, at the fastest, s. */
export const FADE_S = 0.8;
/** What has grown darker grows no brighter for so long, s: at most one flash in that time, however the light is played. */
export const CALM_S = 0.7;
/** A page that was not drawn for longer does not jump to where it would be, s. */
const MOST_S = 0.1;

export const nothingSoaked: Soak<never> = { shown: null, light: 0, calmS: CALM_S };

/**
 * One frame. What is there goes before another thing comes, and is exchanged in the dark only.
 *
 * @param lit - light of the wall, 0..1, after masters, blackout and panic: nothing here is brighter for long
 * @param dtS - since the frame before
 */
export function soak<T>({ shown, light, calmS }: Soak<T>, wanted: Wanted<T> | null, lit: number, dtS: number): Soak<T> {
  const passed = Math.min(dtS, MOST_S);
  const same = shown?.key === wanted?.key;
  const stays = same || light === 0 ? wanted : shown;
  const goal = same && wanted !== null ? lit : 0;
  if (goal < light) return { shown: stays, light: Math.max(goal, light - passed / FADE_S), calmS: 0 };
  const rises = calmS + passed >= CALM_S;
  return { shown: stays, light: rises ? Math.min(goal, light + passed / FADE_S) : light, calmS: Math.min(CALM_S, calmS + passed) };
}

/** @returns whether another frame would change nothing */
export const isSoaked = <T>({ shown, light }: Soak<T>, wanted: Wanted<T> | null, lit: number): boolean =>
  shown?.key === wanted?.key && light === (wanted === null ? 0 : lit);

import { isSame } from '../canonical.ts';

/** One place of a list where so many go out and others come in: what makes one list of another. Small where little differs. */
export interface Patch<T> {
  readonly at: number;
  readonly out: number;
  readonly into: readonly T[];
}

/** @returns what makes `to` of `from`; null where they are the same */
export function patchOf<T>(from: readonly T[], to: readonly T[]): Patch<T> | null {
  const most = Math.min(from.length, to.length);
  let at = 0;
  while (at < most && isSame(from[at], to[at])) at++;
  let end = 0;
  while (end < most - at && isSame(from.at(-1 - end), to.at(-1 - end))) end++;
  const [out, into] = [from.length - end - at, to.slice(at, to.length - end)];
  return out === 0 && into.length === 0 ? null : { at, out, into };
}

export const patched = <T>(list: readonly T[], { at, out, into }: Patch<T>): readonly T[] => list.toSpliced(at, out, ...into);

/** @param list - that the patch is for; @returns what undoes it */
export const inverse = <T>(list: readonly T[], { at, out, into }: Patch<T>): Patch<T> => ({
  at,
  out: into.length,
  into: list.slice(at, at + out),
});

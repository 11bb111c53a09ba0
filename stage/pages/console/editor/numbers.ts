/** A number that has more decimals than this is nobody's to call out. */
const MOST_DECIMALS = 4;
/** The last number that a cue may have. */
const LAST = 9999;

/**
 * A free number for a cue that comes after another, as short as can be said aloud: the next whole one, or one with a decimal.
 *
 * @param taken - all numbers of the list, in any order
 * @param after - number of the cue before it; null puts it last
 * @returns null where there is no room
 */
export function numberAfter(taken: readonly number[], after: number | null): number | null {
  const from = after ?? Math.max(0, ...taken);
  const to = Math.min(...taken.filter((number) => number > from), LAST + 1);
  const whole = Math.floor(from) + 1;
  if (whole < to) return whole;
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
    const parts = 10 ** decimals;
    // whole parts, since 0.1 is no whole number of anything in a computer
    const first = Math.floor(Math.round(from * parts * 1e6) / 1e6) + 1;
    const last = Math.ceil(Math.round(to * parts * 1e6) / 1e6) - 1;
    if (first <= last && first <= LAST * parts) return Math.floor((first + Math.min(last, LAST * parts)) / 2) / parts;
  }
  return null;
}

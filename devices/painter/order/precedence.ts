/**
 * What must stay after what: a partial order over strokes numbered as they were composed. An earlier stroke never waits for
 * a later one, so the composed order always satisfies it.
 */
export interface Precedence {
  readonly size: number;
  /** for each stroke, the earlier strokes that it must stay after, ascending */
  readonly before: readonly Int32Array[];
  /** for each stroke, the later strokes that must stay after it, ascending */
  readonly after: readonly Int32Array[];
  /** how many pairs may not change places */
  readonly pairs: number;
}

/**
 * @param before - for each stroke, the earlier strokes that it must stay after; any order, no repeats
 * @throws RangeError where a stroke is told to stay after itself or a later one
 */
export function createPrecedence(before: readonly (readonly number[])[]): Precedence {
  const after: number[][] = before.map(() => []);
  let pairs = 0;
  for (const [stroke, earlier] of before.entries()) {
    for (const other of earlier) {
      if (!(other >= 0 && other < stroke)) throw new RangeError(`stroke ${stroke} cannot stay after stroke ${other}; name an earlier one`);
      after[other]?.push(stroke);
      pairs++;
    }
  }
  return {
    size: before.length,
    before: before.map((earlier) => Int32Array.from(earlier).sort()),
    after: after.map((later) => Int32Array.from(later)),
    pairs,
  };
}

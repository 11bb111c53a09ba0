/**
 * Washes that an order of strokes costs: one at each change of filling, and one within a run each time that
 * `strokesPerWash` strokes were painted since the last. None before the first stroke, none after the last.
 *
 * @param order - strokes by number, as they are painted
 * @param filling - paint and brush of each stroke, by number
 * @param strokesPerWash - at least 1; Infinity washes between fillings only
 */
export function countWashes(order: Iterable<number>, filling: Int32Array, strokesPerWash: number = Number.POSITIVE_INFINITY): number {
  let washes = 0;
  let held = -1;
  let since = 0;
  for (const stroke of order) {
    const next = filling[stroke] ?? -1;
    if (held !== -1 && (next !== held || since >= strokesPerWash)) {
      washes++;
      since = 0;
    }
    held = next;
    since++;
  }
  return washes;
}

/** Cuts an order where the filling changes. */
export function runsOf(order: Iterable<number>, filling: Int32Array): number[][] {
  const runs: number[][] = [];
  let held = -1;
  for (const stroke of order) {
    const next = filling[stroke] ?? -1;
    const run = runs.at(-1);
    if (run === undefined || next !== held) runs.push([stroke]);
    else run.push(stroke);
    held = next;
  }
  return runs;
}

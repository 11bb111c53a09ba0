import { at } from './orderable.ts';
import type { Precedence } from './precedence.ts';

/**
 * How often each filling must still be taken up from a stroke on: the most separate turns of that filling on any chain of
 * overlapping strokes that begins with it. Summed over the fillings, it is a number of runs that no order can go below,
 * since the runs of one filling count for no other.
 */
export interface Chains {
  readonly fillings: number;
  /** turns of a filling from a stroke on */
  turns(stroke: number, filling: number): number;
  /** all turns from a stroke on: how much hangs on it */
  weight(stroke: number): number;
}

export function createChains(order: Precedence, filling: Int32Array, fillings: number): Chains {
  const turns = new Int32Array(order.size * fillings);
  const weights = new Int32Array(order.size);
  for (let stroke = order.size - 1; stroke >= 0; stroke--) {
    const own = at(filling, stroke);
    const row = stroke * fillings;
    turns[row + own] = 1;
    for (const later of order.after[stroke] ?? []) {
      const other = later * fillings;
      for (let f = 0; f < fillings; f++) {
        const fresh = f === own && at(filling, later) !== own ? 1 : 0;
        turns[row + f] = Math.max(at(turns, row + f), at(turns, other + f) + fresh);
      }
    }
    for (let f = 0; f < fillings; f++) weights[stroke] = at(weights, stroke) + at(turns, row + f);
  }
  return {
    fillings,
    turns: (stroke, f) => at(turns, stroke * fillings + f),
    weight: (stroke) => at(weights, stroke),
  };
}

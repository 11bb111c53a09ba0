import { apartMm } from './ends.ts';
import { at } from './orderable.ts';
import type { Terms, Travelled } from './route.ts';

/**
 * Nearest neighbour: within each run, the nearest stroke that waits for none, begun at its nearer end where it may be turned.
 *
 * @param near - for each end, near ends of the same group, nearest first
 */
export function greedyRoute({ ends, order, mayTurn }: Terms, runs: readonly (readonly number[])[], near: readonly Int32Array[]): Travelled {
  const waiting = Int32Array.from(order.before, (earlier) => earlier.length);
  const turned = new Uint8Array(order.size);
  const route: number[] = [];
  /** place of a stroke among the open ones of the run; -1 where it is not */
  const place = new Int32Array(order.size).fill(-1);
  let from = 2 * order.size;

  for (const run of runs) {
    const open: number[] = [];
    const add = (stroke: number): void => {
      place[stroke] = open.push(stroke) - 1;
    };
    const drop = (stroke: number): void => {
      const last = open.pop();
      const hole = at(place, stroke);
      if (last !== undefined && last !== stroke) {
        open[hole] = last;
        place[last] = hole;
      }
      place[stroke] = -1;
    };
    const inRun = new Set(run);
    for (const stroke of run) if (waiting[stroke] === 0) add(stroke);
    while (open.length > 0) {
      const entry = nearestOf(near[from] ?? [], open);
      const stroke = entry >> 1;
      drop(stroke);
      turned[stroke] = entry & 1;
      route.push(stroke);
      from = entry ^ 1;
      for (const later of order.after[stroke] ?? []) {
        waiting[later] = at(waiting, later) - 1;
        if (waiting[later] === 0 && inRun.has(later)) add(later);
      }
    }
  }
  return { order: route, turned };

  function nearestOf(listed: Iterable<number>, open: readonly number[]): number {
    for (const end of listed) if (at(place, end >> 1) >= 0 && ((end & 1) === 0 || mayTurn[end >> 1] === 1)) return end;
    let best = -1;
    let bestMm = Number.POSITIVE_INFINITY;
    for (const stroke of open) {
      const firstMm = apartMm(ends, from, 2 * stroke);
      const lastMm = mayTurn[stroke] === 1 ? apartMm(ends, from, 2 * stroke + 1) : Number.POSITIVE_INFINITY;
      if (Math.min(firstMm, lastMm) >= bestMm) continue;
      bestMm = Math.min(firstMm, lastMm);
      best = lastMm < firstMm ? 2 * stroke + 1 : 2 * stroke;
    }
    return best;
  }
}

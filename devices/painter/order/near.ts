import { apartMm, type Ends } from './ends.ts';
import { at } from './orderable.ts';

/** Ends that are looked at from each end. */
export const nearCount = 8;

/**
 * For each end, the ends of other strokes of the same group that lie nearest, nearest first.
 *
 * @param group - of each stroke
 */
export function nearEnds(ends: Ends, group: Int32Array): readonly Int32Array[] {
  const near: Int32Array[] = Array.from({ length: 2 * group.length }, () => new Int32Array(0));
  const groups = new Map<number, number[]>();
  for (const [stroke, g] of group.entries()) {
    const members = groups.get(g);
    if (members) members.push(2 * stroke, 2 * stroke + 1);
    else groups.set(g, [2 * stroke, 2 * stroke + 1]);
  }
  for (const members of groups.values()) nearAmong(ends, members, near);
  return near;
}

/** Puts the ends into square cells, about two in each, and looks around each end in widening rings. */
function nearAmong(ends: Ends, members: readonly number[], near: Int32Array[]): void {
  let [left, right, bottom, top] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const end of members) {
    left = Math.min(left, at(ends.x, end));
    right = Math.max(right, at(ends.x, end));
    bottom = Math.min(bottom, at(ends.y, end));
    top = Math.max(top, at(ends.y, end));
  }
  const cells = Math.max(1, members.length / 2);
  // strokes may all stand on one line: no more cells along it than there are ends
  const sizeMm = Math.max(Math.sqrt(((right - left) * (top - bottom)) / cells), Math.max(right - left, top - bottom) / cells, 1e-9);
  const columns = Math.floor((right - left) / sizeMm) + 1;
  const rows = Math.floor((top - bottom) / sizeMm) + 1;
  const column = (end: number): number => Math.floor((at(ends.x, end) - left) / sizeMm);
  const row = (end: number): number => Math.floor((at(ends.y, end) - bottom) / sizeMm);
  const grid: number[][] = Array.from({ length: columns * rows }, () => []);
  for (const end of members) grid[row(end) * columns + column(end)]?.push(end);

  const found = new Int32Array(nearCount);
  const foundMm = new Float64Array(nearCount);
  for (const end of members) {
    let count = 0;
    const look = (other: number): void => {
      if (other >> 1 === end >> 1) return;
      const mm = apartMm(ends, end, other);
      if (count === nearCount && mm >= at(foundMm, nearCount - 1)) return;
      let place = count < nearCount ? count++ : nearCount - 1;
      for (; place > 0 && at(foundMm, place - 1) > mm; place--) {
        found[place] = at(found, place - 1);
        foundMm[place] = at(foundMm, place - 1);
      }
      found[place] = other;
      foundMm[place] = mm;
    };
    const [x, y] = [column(end), row(end)];
    for (let ring = 0; ring <= Math.max(columns, rows); ring++) {
      // nothing in this ring or beyond is nearer than its inner edge
      if (count === nearCount && at(foundMm, nearCount - 1) <= (ring - 1) * sizeMm) break;
      for (let v = Math.max(0, y - ring); v <= Math.min(rows - 1, y + ring); v++) {
        const edge = v === y - ring || v === y + ring;
        for (let u = x - ring; u <= x + ring; u += edge ? 1 : Math.max(1, 2 * ring))
          if (u >= 0 && u < columns) for (const other of grid[v * columns + u] ?? []) look(other);
      }
    }
    near[end] = found.slice(0, count);
  }
}

/** A vertex of a brush path: canvas mm, depth below first contact in mm, and arc length along the stroke in mm. */
export interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  readonly at: number;
}

/** how far ahead one segment may look, in vertices: keeps the cost linear on long smooth strokes */
const windowSize = 96;

/** @returns distance of p from the segment a b, mm, depth included */
function distance(p: Vertex, a: Vertex, b: Vertex): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const dz = b.depth - a.depth;
  const square = dx * dx + dy * dy + dz * dz;
  const along = square === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy + (p.depth - a.depth) * dz) / square;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy, p.depth - a.depth - t * dz);
}

const length = (a: Vertex, b: Vertex): number => Math.hypot(b.x - a.x, b.y - a.y, b.depth - a.depth);

/**
 * Fewer vertices, by the longest chord that keeps every vertex it skips within the tolerance.
 *
 * A chord is at least `minMm` long, except the last of the path: detail smaller than that is less than any brush shows,
 * and is what starves a controller of fifteen blocks (FIELD.md §2, stutter on short segments).
 *
 * @param toleranceMm - greatest distance of a skipped vertex from its chord, where the vertices are `minMm` apart
 */
export function simplify(path: readonly Vertex[], toleranceMm: number, minMm: number): Vertex[] {
  const first = path[0];
  if (first === undefined) return [];
  const kept = [first];
  let from = 0;
  while (from < path.length - 1) {
    const next = farthest(path, from, toleranceMm, minMm);
    const vertex = path[next];
    if (vertex === undefined) break;
    kept.push(vertex);
    from = next;
  }
  return kept;
}

function farthest(path: readonly Vertex[], from: number, toleranceMm: number, minMm: number): number {
  const a = path[from];
  const last = Math.min(path.length - 1, from + windowSize);
  let best = -1;
  for (let to = from + 1; to <= last; to++) {
    const b = path[to];
    if (a === undefined || b === undefined) break;
    if (length(a, b) < minMm) continue;
    if (best >= 0 && !fits(path, from, to, toleranceMm)) break;
    best = to;
  }
  return best >= 0 ? best : last;
}

function fits(path: readonly Vertex[], from: number, to: number, toleranceMm: number): boolean {
  const a = path[from];
  const b = path[to];
  if (a === undefined || b === undefined) return false;
  for (let i = from + 1; i < to; i++) {
    const p = path[i];
    if (p !== undefined && distance(p, a, b) > toleranceMm) return false;
  }
  return true;
}

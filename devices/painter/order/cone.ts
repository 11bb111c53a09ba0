import type { StrokePoint } from '../../../engine/stroke.ts';

/** Half the width of a mark at a pressure, mm; never less at a greater pressure. */
export type HalfWidthMm = (pressure: number) => number;

/** Marks nearer than this may be called overlapping though they are not, mm. The other mistake is never made. */
export const overlapToleranceMm = 0.05;

/** What a brush covers between two points: all the discs from one to the other. Canvas mm. */
export interface Cone {
  readonly ax: number;
  readonly ay: number;
  readonly aPressure: number;
  readonly aMm: number;
  readonly bx: number;
  readonly by: number;
  readonly bPressure: number;
  readonly bMm: number;
}

/** @returns the cone from t = `from` to t = `to`, both 0..1 along the line between the points */
export function coneOf(a: StrokePoint, b: StrokePoint, from: number, to: number, halfMm: HalfWidthMm): Cone {
  const mix = (axis: 0 | 1 | 2, t: number): number => (t === 1 ? b[axis] : a[axis] + t * (b[axis] - a[axis]));
  const [aPressure, bPressure] = [mix(2, from), mix(2, to)];
  return {
    ...{ ax: mix(0, from), ay: mix(1, from), aPressure, aMm: halfMm(aPressure) },
    ...{ bx: mix(0, to), by: mix(1, to), bPressure, bMm: halfMm(bPressure) },
  };
}

const half = (cone: Cone, second: boolean, halfMm: HalfWidthMm): Cone => {
  const from: StrokePoint = [cone.ax, cone.ay, cone.aPressure];
  const to: StrokePoint = [cone.bx, cone.by, cone.bPressure];
  return second ? coneOf(from, to, 0.5, 1, halfMm) : coneOf(from, to, 0, 0.5, halfMm);
};

/** Place of p along the line from (ax, ay) to (bx, by), 0..1. */
function along(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square));
}

/** Where the middle lines of two cones come nearest: how near, mm, and the places along each, 0..1. */
function nearest(p: Cone, q: Cone): { readonly mm: number; readonly s: number; readonly t: number } {
  const px = p.bx - p.ax;
  const py = p.by - p.ay;
  const qx = q.bx - q.ax;
  const qy = q.by - q.ay;
  const cross = px * qy - py * qx;
  if (cross !== 0) {
    const s = ((q.ax - p.ax) * qy - (q.ay - p.ay) * qx) / cross;
    const t = ((q.ax - p.ax) * py - (q.ay - p.ay) * px) / cross;
    if (s >= 0 && s <= 1 && t >= 0 && t <= 1) return { mm: 0, s, t };
  }
  let best = { mm: Number.POSITIVE_INFINITY, s: 0, t: 0 };
  const offer = (s: number, t: number): void => {
    const x = p.ax + s * px - q.ax - t * qx;
    const y = p.ay + s * py - q.ay - t * qy;
    const mm = Math.sqrt(x * x + y * y);
    if (mm < best.mm) best = { mm, s, t };
  };
  offer(0, along(p.ax, p.ay, q.ax, q.ay, q.bx, q.by));
  offer(1, along(p.bx, p.by, q.ax, q.ay, q.bx, q.by));
  offer(along(q.ax, q.ay, p.ax, p.ay, p.bx, p.by), 0);
  offer(along(q.bx, q.by, p.ax, p.ay, p.bx, p.by), 1);
  return best;
}

/**
 * Whether two cones share a place. Sure when it says no; when it says yes, they are at most `overlapToleranceMm` apart.
 *
 * Compares the nearest places of the middle lines with the greatest and the true half-widths there; where that does not
 * decide it, halves the cone that tapers more and asks again.
 */
export function conesMeet(p: Cone, q: Cone, pHalfMm: HalfWidthMm, qHalfMm: HalfWidthMm): boolean {
  const { mm, s, t } = nearest(p, q);
  // a hair's breadth more than exact, so that rounding never parts marks that touch
  if (mm > Math.max(p.aMm, p.bMm) + Math.max(q.aMm, q.bMm) + 1e-9) return false;
  const pMm = pHalfMm(p.aPressure + s * (p.bPressure - p.aPressure));
  const qMm = qHalfMm(q.aPressure + t * (q.bPressure - q.aPressure));
  if (mm <= pMm + qMm) return true;
  const pTaper = Math.abs(p.aMm - p.bMm);
  const qTaper = Math.abs(q.aMm - q.bMm);
  if (pTaper + qTaper <= overlapToleranceMm) return true;
  if (pTaper >= qTaper)
    return conesMeet(half(p, false, pHalfMm), q, pHalfMm, qHalfMm) || conesMeet(half(p, true, pHalfMm), q, pHalfMm, qHalfMm);
  return conesMeet(p, half(q, false, qHalfMm), pHalfMm, qHalfMm) || conesMeet(p, half(q, true, qHalfMm), pHalfMm, qHalfMm);
}

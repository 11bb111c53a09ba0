import type { Brush } from '../palette.ts';
import { lengthMm, type StrokePoint } from '../stroke.ts';
import { markWidthMm } from './brush.ts';
import { joinMm } from './hand.ts';
import type { PaintedPiece } from './piece.ts';

/** A stretch that the brush painted without leaving the canvas: pieces of one stroke, joined. */
export interface PaintedStretch {
  readonly stroke: string;
  readonly author: string;
  readonly paint: string;
  readonly brush: string;
  readonly points: readonly StrokePoint[];
}

/** Points closer than this add nothing to an outline, mm. */
const nearMm = 0.4;

/** Joins pieces that continue one another, in the order in which the stretches began. */
export function stretches(pieces: readonly PaintedPiece[]): PaintedStretch[] {
  const made: (PaintedStretch & { points: StrokePoint[] })[] = [];
  const open = new Map<string, { readonly index: number; endMm: number }>();
  for (const piece of pieces) {
    const last = open.get(piece.stroke);
    const endMm = piece.fromMm + lengthMm(piece.points);
    const onto = last && Math.abs(last.endMm - piece.fromMm) <= joinMm ? made[last.index] : undefined;
    if (last && onto) {
      onto.points.push(...piece.points.slice(1));
      last.endMm = endMm;
      continue;
    }
    open.set(piece.stroke, { index: made.length, endMm });
    made.push({ stroke: piece.stroke, author: piece.author, paint: piece.paint, brush: piece.brush, points: [...piece.points] });
  }
  return made;
}

/** Points at least `nearMm` apart, ends kept. */
function thinned(points: readonly StrokePoint[]): StrokePoint[] {
  const kept: StrokePoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= nearMm) kept.push(point);
  }
  const end = points.at(-1);
  if (end && kept.length > 1) kept[kept.length - 1] = end;
  return kept;
}

/**
 * The mark of a stretch as one closed contour: down its left side, round its end, back up its right side, round its begin.
 *
 * @returns canvas mm; at least 12 points, or none where the stretch has no points
 */
export function outline(points: readonly StrokePoint[], brush: Brush): (readonly [x: number, y: number])[] {
  const spine = thinned(points);
  const first = spine[0];
  const last = spine.at(-1);
  if (!first || !last) return [];
  const directions = spine.map((_, i) => {
    const a = spine[Math.max(0, i - 1)] ?? first;
    const b = spine[Math.min(spine.length - 1, i + 1)] ?? last;
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  });
  const side = (sign: 1 | -1): (readonly [number, number])[] =>
    spine.map((point, i) => {
      const angle = (directions[i] ?? 0) + (sign * Math.PI) / 2;
      const half = markWidthMm(brush, point[2]) / 2;
      return [point[0] + half * Math.cos(angle), point[1] + half * Math.sin(angle)];
    });
  const cap = (point: StrokePoint, fromAngle: number): (readonly [number, number])[] => {
    const half = markWidthMm(brush, point[2]) / 2;
    return [1, 2, 3, 4, 5].map((k) => {
      const angle = fromAngle - (k * Math.PI) / 6;
      return [point[0] + half * Math.cos(angle), point[1] + half * Math.sin(angle)];
    });
  };
  return [
    ...side(1),
    ...cap(last, (directions.at(-1) ?? 0) + Math.PI / 2),
    ...side(-1).reverse(),
    ...cap(first, (directions[0] ?? 0) - Math.PI / 2),
  ];
}

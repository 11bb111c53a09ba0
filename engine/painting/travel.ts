import { lengthMm, type StrokePoint } from '../stroke.ts';
import type { PaintedPiece } from './piece.ts';

/** Where a brush is at a place along a piece: canvas mm, pressure 0..1, load 1..0, unit direction of travel. */
export interface Station {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly load: number;
  readonly directionX: number;
  readonly directionY: number;
}

/**
 * Walks a piece, calling back at given places along it.
 *
 * @param firstMm - arc length from the piece's begin to the first place, mm
 * @param stepMm - from place to place, mm, > 0
 * @returns arc length from the piece's end to the place that comes next, mm
 */
export function travel(piece: PaintedPiece, firstMm: number, stepMm: number, visit: (station: Station) => void): number {
  const { points, loadFrom, loadTo } = piece;
  const whole = lengthMm(points);
  let behind = 0;
  let next = firstMm;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    if (!a || !b) continue;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < 1e-9) continue;
    for (; next <= behind + length; next += stepMm) {
      const t = (next - behind) / length;
      visit({
        x: a[0] + (b[0] - a[0]) * t,
        y: a[1] + (b[1] - a[1]) * t,
        pressure: a[2] + (b[2] - a[2]) * t,
        load: loadFrom + (loadTo - loadFrom) * (next / whole),
        directionX: (b[0] - a[0]) / length,
        directionY: (b[1] - a[1]) / length,
      });
    }
    behind += length;
  }
  return next - behind;
}

/** The stretch of a piece between two arc lengths from its begin, mm; a piece itself, with the load it had there. */
export function stretch(piece: PaintedPiece, fromMm: number, toMm: number): PaintedPiece {
  const whole = lengthMm(piece.points);
  if (whole <= 0 || (fromMm <= 0 && toMm >= whole)) return piece;
  const from = Math.max(0, fromMm);
  const to = Math.min(whole, toMm);
  const points: StrokePoint[] = [];
  let behind = 0;
  for (let i = 1; i < piece.points.length; i++) {
    const a = piece.points[i - 1];
    const b = piece.points[i];
    if (!a || !b) continue;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const at = (s: number): StrokePoint => {
      const t = length > 0 ? (s - behind) / length : 0;
      return t >= 1 ? b : [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
    };
    if (behind + length >= from && behind <= to) {
      if (points.length === 0) points.push(at(from));
      points.push(at(Math.min(to, behind + length)));
    }
    behind += length;
  }
  const loadAt = (s: number): number => piece.loadFrom + (piece.loadTo - piece.loadFrom) * (s / whole);
  return { ...piece, points, fromMm: piece.fromMm + from, loadFrom: loadAt(from), loadTo: loadAt(to) };
}

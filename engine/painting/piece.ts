import type { StrokePoint } from '../stroke.ts';

/**
 * A stretch of canvas that an arm was seen to paint: part of a stroke, from executed motion as reported.
 * Pieces of one stroke come in order and share their end points.
 */
export interface PaintedPiece {
  readonly stroke: string;
  readonly author: string;
  readonly paint: string;
  readonly brush: string;
  readonly points: readonly StrokePoint[];
  /** arc length along the stroke where the piece begins, mm; 0 means the brush came down here */
  readonly fromMm: number;
  /** paint left on the brush, 1 freshly dipped to 0 dry, at the piece's begin and end */
  readonly loadFrom: number;
  readonly loadTo: number;
}

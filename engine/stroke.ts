/**
 * A point of a stroke: x, y in canvas mm (origin bottom left of the painted area, x right, y up) and pressure, 0 (first
 * contact) to 1 (the brush's safe maximum).
 */
export type StrokePoint = readonly [xMm: number, yMm: number, pressure: number];

/** Who acts. Pseudonymous: `hand-3`, `phone-k7f2`, `generator`, `artist`. */
export type ParticipantId = string;

/** What a scene yields: a path, with its paint, brush and author, not yet in the show's books. */
export interface StrokeDraft {
  readonly author: ParticipantId;
  /** id in the palette */
  readonly paint: string;
  /** id among the brushes */
  readonly brush: string;
  readonly points: readonly StrokePoint[];
  /** what brought it about: `pinch`, `drop`, `settle`, `dream`, `touch` … */
  readonly cause: string;
}

/** A path on the canvas, entered in the show's books: numbered, and stamped with the step that made it. */
export interface Stroke extends StrokeDraft {
  readonly id: string;
  readonly scene: string;
  readonly step: number;
}

export interface Canvas {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** @returns length of the path, mm */
export function lengthMm(points: readonly StrokePoint[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    if (a && b) sum += Math.hypot(b[0] - a[0], b[1] - a[1]);
  }
  return sum;
}

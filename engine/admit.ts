import type { Programme } from './programme.ts';
import type { StrokeDraft, StrokePoint } from './stroke.ts';

const inside = (value: number, max: number): number => Math.min(max, Math.max(0, value));

/** @returns the draft inside the canvas, or null when nothing of it can be painted */
export function admit(draft: StrokeDraft, programme: Programme): StrokeDraft | null {
  const points: StrokePoint[] = [];
  for (const [x, y, pressure] of draft.points) {
    if (!Number.isFinite(x + y + pressure)) return null;
    const { widthMm, heightMm } = programme.canvas;
    points.push([round(inside(x, widthMm)), round(inside(y, heightMm)), round(inside(pressure, 1))]);
  }
  const known = programme.palette.some((paint) => paint.id === draft.paint) && programme.brushes.some((brush) => brush.id === draft.brush);
  return known && points.length >= 2 ? { ...draft, points } : null;
}
/** A thousandth of a millimetre: finer than any arm, and the same text on every machine. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

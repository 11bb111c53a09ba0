import type { Brush, Paint } from '../../engine/palette.ts';
import type { Canvas } from '../../engine/stroke.ts';
import type { Field } from './line.ts';

/** What lies beside the canvas. */
export interface Easel {
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
}

/** @returns the brush of that name, else the first one; throws when there is none at all */
export function brushNamed(easel: Easel, id: string): Brush {
  const brush = easel.brushes.find((candidate) => candidate.id === id) ?? easel.brushes[0];
  if (!brush) throw new RangeError(`brushNamed: no brush for "${id}": the list is empty; a programme lists at least one`);
  return brush;
}

/** @returns the id of that paint, else of the first one; throws when there is none at all */
export function paintNamed(easel: Easel, id: string): string {
  const paint = easel.palette.find((candidate) => candidate.id === id) ?? easel.palette[0];
  if (!paint) throw new RangeError(`paintNamed: no paint for "${id}": the palette is empty; a programme lists at least one`);
  return paint.id;
}

/** Where the centre of a brush may go so that its mark stays on the canvas. A brush too wide for the canvas keeps to its middle. */
export function fieldOf(canvas: Canvas, brush: Brush): Field {
  const margin = Math.min(brush.widthMm / 2, canvas.widthMm * 0.4, canvas.heightMm * 0.4);
  return { left: margin, bottom: margin, right: canvas.widthMm - margin, top: canvas.heightMm - margin };
}

/**
 * How much to shrink lengths that are meant for a canvas of half a metre. Never above 1: on a larger canvas the brush
 * and what it carries stay as they are.
 */
export const scaleOf = (canvas: Canvas): number => Math.min(1, canvas.widthMm / 500, canvas.heightMm / 500);

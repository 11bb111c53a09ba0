import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { createSurface, type Surface } from '../../../engine/painting/surface.ts';
import { stretch } from '../../../engine/painting/travel.ts';
import type { Brush, Paint } from '../../../engine/palette.ts';
import { lengthMm, type StrokePoint } from '../../../engine/stroke.ts';

export const black: Paint = { id: 'lamp-black', name: 'Lamp black', rgb: [24, 23, 24], undertone: [92, 88, 84], opacity: 0.8 };
export const grey: Paint = { id: 'paynes-grey', name: 'Payne’s grey', rgb: [38, 48, 62], undertone: [112, 130, 148], opacity: 0.55 };
export const red: Paint = { id: 'vermilion', name: 'Vermilion', rgb: [204, 58, 34], undertone: [236, 120, 88], opacity: 0.9 };
export const mop: Brush = { id: 'mop', widthMm: 16 };
export const rigger: Brush = { id: 'rigger', widthMm: 5 };

/** A small canvas, 120 × 60 mm at 2 px/mm. */
export const sheet = (pxPerMm = 2): Surface =>
  createSurface({ canvas: { widthMm: 120, heightMm: 60 }, palette: [black, grey, red], brushes: [mop, rigger], pxPerMm, seed: 7 });

/** One valid piece: a whole stroke across the sheet. */
export const across = (change: Partial<PaintedPiece> = {}): PaintedPiece => ({
  stroke: 's1',
  author: 'hand-1',
  paint: 'lamp-black',
  brush: 'mop',
  points: level(20, 100, 30, 0.7),
  fromMm: 0,
  loadFrom: 1,
  loadTo: 0.9,
  ...change,
});

/** A level line of points 2 mm apart. */
export const level = (fromX: number, toX: number, y: number, pressure: number): StrokePoint[] =>
  Array.from({ length: Math.round((toX - fromX) / 2) + 1 }, (_, i): StrokePoint => [fromX + 2 * i, y, pressure]);

/** A line that swells, sways and dries. */
export const swaying: PaintedPiece = across({
  points: Array.from({ length: 46 }, (_, i): StrokePoint => [12 + 2.1 * i, 30 + 14 * Math.sin(i / 7), 0.5 + 0.4 * Math.sin(i / 9)]),
  loadTo: 0.15,
});

export function cut(piece: PaintedPiece, everyMm: number): PaintedPiece[] {
  const whole = lengthMm(piece.points);
  return Array.from({ length: Math.ceil(whole / everyMm) }, (_, i) => stretch(piece, i * everyMm, Math.min(whole, (i + 1) * everyMm)));
}

/** Pixels that paint made darker than bare linen ever is: red below 150. */
export function marked(surface: Surface): boolean[] {
  const rgba = surface.rgba();
  return Array.from({ length: rgba.length / 4 }, (_, i) => (rgba[i * 4] ?? 255) < 150);
}
export const countOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length;

import type { Canvas, StrokeDraft } from '../../engine/stroke.ts';

const columns = 24;
const rows = 16;

/** Which parts of the canvas carry paint: a grid of 24 × 16, row by row from the bottom, `1` painted and `0` bare. */
export type Space = string;

export const bare: Space = '0'.repeat(columns * rows);

/** @returns the grid after these strokes */
export function painted(space: Space, strokes: readonly StrokeDraft[], canvas: Canvas): Space {
  if (strokes.length === 0) return space;
  const cells = [...space];
  for (const stroke of strokes)
    for (const [x, y] of stroke.points) {
      const column = Math.min(columns - 1, Math.max(0, Math.floor((x / canvas.widthMm) * columns)));
      const row = Math.min(rows - 1, Math.max(0, Math.floor((y / canvas.heightMm) * rows)));
      cells[row * columns + column] = '1';
    }
  return cells.join('');
}

/** @returns share of the canvas that carries paint, 0..1 */
export const fullness = (space: Space): number => [...space].filter((cell) => cell === '1').length / (columns * rows);

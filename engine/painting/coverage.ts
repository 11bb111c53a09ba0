import type { Brush } from '../palette.ts';
import { type Canvas, lengthMm } from '../stroke.ts';
import { markWidthMm } from './brush.ts';
import type { PaintedPiece } from './piece.ts';
import { travel } from './travel.ts';

/** How much of a canvas brushes have passed over. Cheap: no pixels, only cells of 2 mm. */
export interface Coverage {
  add(piece: PaintedPiece, brush: Brush): void;
  /** @returns share of the canvas, 0..1 */
  share(): number;
}

const cellMm = 2;

/** Marks are counted at their full width, whether or not a dry brush broke up on the tooth. */
export function createCoverage(canvas: Canvas): Coverage {
  const columns = Math.max(1, Math.ceil(canvas.widthMm / cellMm));
  const rows = Math.max(1, Math.ceil(canvas.heightMm / cellMm));
  const cells = new Uint8Array(columns * rows);
  let covered = 0;
  return {
    add: (piece, brush) => {
      if (lengthMm(piece.points) === 0) return;
      travel(piece, 0, cellMm, ({ x, y, pressure }) => {
        const half = markWidthMm(brush, pressure) / 2;
        const fromRow = Math.max(0, Math.floor((y - half) / cellMm));
        const toRow = Math.min(rows - 1, Math.floor((y + half) / cellMm));
        const fromColumn = Math.max(0, Math.floor((x - half) / cellMm));
        const toColumn = Math.min(columns - 1, Math.floor((x + half) / cellMm));
        for (let row = fromRow; row <= toRow; row++)
          for (let column = fromColumn; column <= toColumn; column++) {
            const at = row * columns + column;
            if (cells[at] === 1) continue;
            if (Math.hypot((column + 0.5) * cellMm - x, (row + 0.5) * cellMm - y) > Math.max(half, cellMm / 2)) continue;
            cells[at] = 1;
            covered++;
          }
      });
    },
    share: () => covered / cells.length,
  };
}

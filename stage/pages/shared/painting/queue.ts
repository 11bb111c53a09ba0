import type { PaintedPiece } from '../../../../engine/painting/piece.ts';
import { stretch } from '../../../../engine/painting/travel.ts';
import { lengthMm } from '../../../../engine/stroke.ts';

/** Longest stretch painted at once, mm: a millisecond or two of work. */
const biteMm = 20;
/** A page that was out of sight does not watch the arm repaint what it missed: beyond this, paint is simply there, mm. */
const longestWaitMm = 400;

/** Hands out painted pieces as a brush would lay them: along the path, in about the time that the arm needed. */
export interface PieceQueue {
  add(piece: PaintedPiece): void;
  /** @param elapsedMs - since the last call @returns what is to be painted now, in order, in bites of at most 20 mm */
  due(elapsedMs: number): PaintedPiece[];
  readonly empty: boolean;
}

/** @param flowMs - how long a piece takes to appear */
export function createPieceQueue(flowMs: number): PieceQueue {
  const waiting: { readonly piece: PaintedPiece; readonly lengthMm: number; doneMm: number }[] = [];
  let backlogMm = 0;
  let mmPerMs = 0;
  return {
    add: (piece) => {
      const length = lengthMm(piece.points);
      waiting.push({ piece, lengthMm: length, doneMm: 0 });
      backlogMm += length;
      mmPerMs = backlogMm / flowMs;
    },
    due: (elapsedMs) => {
      let budgetMm = Math.max(elapsedMs * mmPerMs, backlogMm - longestWaitMm);
      const bites: PaintedPiece[] = [];
      for (let first = waiting[0]; first; first = waiting[0]) {
        const leftMm = first.lengthMm - first.doneMm;
        if (leftMm <= 1e-9) {
          waiting.shift();
          continue;
        }
        if (budgetMm <= 0) break;
        const stepMm = Math.min(budgetMm, leftMm, biteMm);
        bites.push(stretch(first.piece, first.doneMm, first.doneMm + stepMm));
        first.doneMm += stepMm;
        budgetMm -= stepMm;
        backlogMm -= stepMm;
      }
      if (waiting.length === 0) backlogMm = 0;
      return bites;
    },
    get empty() {
      return waiting.length === 0;
    },
  };
}

/** A piece in bites short enough to paint between two frames. */
export function bites(piece: PaintedPiece): PaintedPiece[] {
  const whole = lengthMm(piece.points);
  const count = Math.ceil(whole / biteMm);
  return Array.from({ length: count }, (_, i) => stretch(piece, (i * whole) / count, ((i + 1) * whole) / count));
}

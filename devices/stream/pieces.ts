import type { PaintedPiece } from '../../engine/painting/piece.ts';
import type { Stroke, StrokePoint } from '../../engine/stroke.ts';
import type { Machine, MachinePoint } from '../machine.ts';
import type { Mark, Offset } from '../painter/motion.ts';
import { unplace } from '../painter/place.ts';

/** A stretch of a straight segment that was executed, as what it left on the canvas. */
export interface PaintedPart {
  readonly stroke: Stroke;
  readonly mark: Mark;
  readonly from: MachinePoint;
  readonly to: MachinePoint;
}

/**
 * Joins parts that follow one another on one stroke into pieces, in order. Where the contact stayed in its place, while a
 * brush that trails its handle came down or swung round a corner, nothing is added.
 */
export function piecesOf(machine: Machine, parts: readonly PaintedPart[]): PaintedPiece[] {
  const pieces: PaintedPiece[] = [];
  let points: StrokePoint[] = [];
  let before: PaintedPart | undefined;
  for (const part of parts) {
    const { stroke, mark } = part;
    if (mark.ahead !== undefined && mark.toMm === mark.fromMm && !mark.last) continue;
    const begin = point(machine, part.from, mark.pressureFrom, mark.ahead?.from);
    const end = point(machine, part.to, mark.pressureTo, mark.ahead?.to);
    const last = pieces.at(-1);
    if (last !== undefined && before?.stroke === stroke && Math.abs(before.mark.toMm - mark.fromMm) < 1e-6) {
      points.push(end);
      pieces[pieces.length - 1] = { ...last, loadTo: mark.loadTo, points };
    } else {
      points = [begin, end];
      const { author, paint, brush } = stroke;
      pieces.push({ stroke: stroke.id, author, paint, brush, points, fromMm: mark.fromMm, loadFrom: mark.loadFrom, loadTo: mark.loadTo });
    }
    before = part;
  }
  return pieces;
}

/** @param ahead - how far the handle, which is at `at`, is from the contact */
function point(machine: Machine, at: MachinePoint, pressure: number, ahead: Offset = { x: 0, y: 0 }): StrokePoint {
  const { xMm, yMm } = unplace(machine, at);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return [round(xMm - ahead.x), round(yMm - ahead.y), round(pressure)];
}

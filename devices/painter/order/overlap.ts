import { type Cone, coneOf, conesMeet, type HalfWidthMm } from './cone.ts';
import type { Orderable } from './orderable.ts';
import { createPrecedence, type Precedence } from './precedence.ts';

/** Part of a stroke no longer than a cell, with the box that its mark stays in, canvas mm. */
interface Part {
  readonly stroke: number;
  readonly halfMm: HalfWidthMm;
  readonly cones: Cone[];
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Boxes are this much larger than the marks, mm, so that rounding never parts marks that touch. */
const hairMm = 1e-9;

/** Most cells along a side: more would cost more to empty than they save. */
const mostCells = 512;

/**
 * Which strokes overlap, and so may never change places.
 *
 * Marks are variable-width capsule chains: the discs that the brush covers as it goes along the polyline. No overlap is
 * missed; strokes up to 0.05 mm apart may be taken for overlapping. Touching counts. A mark that wavers on the canvas, or an
 * arm that strays, belongs in the half-width: give the widest that may come of it.
 *
 * @param strokes - finite coordinates, at least one point each
 * @param halfWidthMm - half the width of a stroke's mark, mm; never less at a greater pressure
 * @throws RangeError where a half-width is not a number of at least 0
 */
export function overlaps(strokes: readonly Orderable[], halfWidthMm: (stroke: Orderable, pressure: number) => number): Precedence {
  const widths = strokes.map((stroke) => widestMm(stroke, halfWidthMm));
  const cellMm = 8 * Math.max(0.25, widths.reduce((sum, mm) => sum + mm, 0) / Math.max(1, widths.length));
  const parts = strokes.map((stroke, i) => partsOf(stroke, i, (pressure) => halfWidthMm(stroke, pressure), cellMm));
  const grid = createGrid(parts.flat(), cellMm);
  const met = new Int32Array(strokes.length).fill(-1);
  return createPrecedence(
    parts.map((own, i) => {
      const found: number[] = [];
      for (const part of own) {
        for (const other of grid.near(part, (stroke) => met[stroke] === i)) {
          if (met[other.stroke] === i || !partsMeet(part, other)) continue;
          met[other.stroke] = i;
          found.push(other.stroke);
        }
      }
      for (const part of own) grid.add(part);
      return found;
    }),
  );
}

function widestMm(stroke: Orderable, halfWidthMm: (stroke: Orderable, pressure: number) => number): number {
  return stroke.points.reduce((widest, [, , pressure]) => {
    const mm = halfWidthMm(stroke, pressure);
    if (!(mm >= 0 && mm < Number.POSITIVE_INFINITY))
      throw new RangeError(`half-width of stroke ${stroke.id} at pressure ${pressure} is ${mm}; give millimetres of at least 0`);
    return Math.max(widest, mm);
  }, 0);
}

/** Cuts a stroke into cones no longer than a cell, and gathers neighbours while they stay within one. */
function partsOf(stroke: Orderable, index: number, halfMm: HalfWidthMm, cellMm: number): Part[] {
  const parts: Part[] = [];
  let [x0, x1, y0, y1] = [0, 0, 0, 0];
  const add = (cone: Cone): void => {
    x0 = Math.min(x0, cone.ax, cone.bx);
    x1 = Math.max(x1, cone.ax, cone.bx);
    y0 = Math.min(y0, cone.ay, cone.by);
    y1 = Math.max(y1, cone.ay, cone.by);
    const wide = Math.max(cone.aMm, cone.bMm) + hairMm;
    let part = parts.at(-1);
    if (part === undefined || x1 - x0 > cellMm || y1 - y0 > cellMm) {
      part = { stroke: index, halfMm, cones: [], left: cone.ax, right: cone.ax, bottom: cone.ay, top: cone.ay };
      parts.push(part);
      [x0, x1] = [Math.min(cone.ax, cone.bx), Math.max(cone.ax, cone.bx)];
      [y0, y1] = [Math.min(cone.ay, cone.by), Math.max(cone.ay, cone.by)];
    }
    part.cones.push(cone);
    part.left = Math.min(part.left, cone.ax - wide, cone.bx - wide);
    part.right = Math.max(part.right, cone.ax + wide, cone.bx + wide);
    part.bottom = Math.min(part.bottom, cone.ay - wide, cone.by - wide);
    part.top = Math.max(part.top, cone.ay + wide, cone.by + wide);
  };
  const { points } = stroke;
  for (const [i, b] of points.entries()) {
    const a = points[i - 1];
    if (a === undefined && points.length > 1) continue;
    const from = a ?? b;
    const pieces = Math.max(1, Math.ceil(Math.hypot(b[0] - from[0], b[1] - from[1]) / cellMm));
    for (let k = 0; k < pieces; k++) add(coneOf(from, b, k / pieces, (k + 1) / pieces, halfMm));
  }
  return parts;
}

function partsMeet(a: Part, b: Part): boolean {
  for (const p of a.cones) {
    const wide = Math.max(p.aMm, p.bMm) + hairMm;
    const left = Math.min(p.ax, p.bx) - wide;
    const right = Math.max(p.ax, p.bx) + wide;
    const bottom = Math.min(p.ay, p.by) - wide;
    const top = Math.max(p.ay, p.by) + wide;
    if (left > b.right || right < b.left || bottom > b.top || top < b.bottom) continue;
    if (b.cones.some((q) => conesMeet(p, q, a.halfMm, b.halfMm))) return true;
  }
  return false;
}

/** Parts by the cells that their boxes touch. */
function createGrid(all: readonly Part[], cellMm: number) {
  const left = all.reduce((least, part) => Math.min(least, part.left), Number.POSITIVE_INFINITY);
  const right = all.reduce((most, part) => Math.max(most, part.right), left);
  const bottom = all.reduce((least, part) => Math.min(least, part.bottom), Number.POSITIVE_INFINITY);
  const top = all.reduce((most, part) => Math.max(most, part.top), bottom);
  const sizeMm = Math.max(cellMm, (right - left) / mostCells, (top - bottom) / mostCells);
  const column = (x: number): number => Math.floor((x - left) / sizeMm);
  const row = (y: number): number => Math.floor((y - bottom) / sizeMm);
  const columns = all.length > 0 ? column(right) + 1 : 0;
  const cells: Part[][] = Array.from({ length: all.length > 0 ? columns * (row(top) + 1) : 0 }, () => []);

  const cellsOf = function* (part: Part): Generator<number, void> {
    for (let y = row(part.bottom); y <= row(part.top); y++)
      for (let x = column(part.left); x <= column(part.right); x++) yield y * columns + x;
  };
  return {
    add: (part: Part): void => {
      for (const cell of cellsOf(part)) cells[cell]?.push(part);
    },
    /** Parts whose boxes meet this one's, each once: in the cell of the lower left corner that the boxes share. */
    near: (part: Part, known: (stroke: number) => boolean): Part[] => {
      const found: Part[] = [];
      for (const cell of cellsOf(part)) {
        for (const other of cells[cell] ?? []) {
          if (known(other.stroke)) continue;
          if (other.left > part.right || other.right < part.left || other.bottom > part.top || other.top < part.bottom) continue;
          const corner = row(Math.max(part.bottom, other.bottom)) * columns + column(Math.max(part.left, other.left));
          if (corner === cell) found.push(other);
        }
      }
      return found;
    },
  };
}

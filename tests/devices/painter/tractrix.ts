import type { Motion } from '../../../devices/painter/motion.ts';
import type { StrokePoint } from '../../../engine/stroke.ts';

type Point = readonly [x: number, y: number];

/** finer than anything that is measured, mm */
const stepMm = 0.02;

/** FIELD.md §5, written out once more, so that a slip in one of the two is seen; mm. */
const trailMm = (z: number): number => 0.002054 * z ** 4 - 0.05006 * z ** 3 + 0.3085 * z ** 2 + 0.8559 * z + 3.122;

/**
 * Draws a soft brush after its handle: where it comes down, there it touches; from then on its contact stays in its place
 * until the handle is farther from it than it trails at its depth, and is then pulled straight towards the handle.
 *
 * @param contactZ - of the handle where the brush first touches, machine mm
 * @param origin - of the canvas, machine mm
 * @returns one mark for each time that the brush was down: the places of its contact, canvas mm
 */
export function marksOf(
  motions: readonly Motion[],
  lag: number,
  contactZ: number,
  origin: { readonly x: number; readonly y: number },
): Point[][] {
  const marks: Point[][] = [];
  let contact: { x: number; y: number } | null = null;
  let at = motions[0]?.to;
  for (const { to } of motions) {
    const from = at ?? to;
    const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y, to.z - from.z) / stepMm));
    for (let i = 1; i <= count; i++) {
      const t = i / count;
      const depth = contactZ - (from.z + (to.z - from.z) * t);
      const handle = { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
      if (depth < -1e-9) {
        contact = null;
        continue;
      }
      if (contact === null) marks.push([]);
      contact ??= { ...handle };
      const dx: number = handle.x - contact.x;
      const dy: number = handle.y - contact.y;
      const away = Math.hypot(dx, dy);
      const longest = lag * trailMm(Math.min(8, Math.max(0, depth)));
      if (away > longest) contact = { x: handle.x - (dx * longest) / away, y: handle.y - (dy * longest) / away };
      marks.at(-1)?.push([contact.x - origin.x, contact.y - origin.y]);
    }
    at = to;
  }
  return marks;
}

function toLine([x, y]: Point, line: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [i, b] of line.entries()) {
    const a = line[i - 1] ?? b;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const square = dx * dx + dy * dy;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square));
    least = Math.min(least, Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy));
  }
  return least;
}

/** How far a mark goes astray: its farthest place from the stroke, and the stroke's farthest place from it, mm. */
export function astrayMm(
  points: readonly StrokePoint[],
  marks: readonly (readonly Point[])[],
): { readonly beside: number; readonly bare: number } {
  const stroke = points.map(([x, y]): Point => [x, y]);
  const mark = marks.flat();
  return {
    beside: mark.filter((_, i) => i % 5 === 0).reduce((most, place) => Math.max(most, toLine(place, stroke)), 0),
    bare: stroke.reduce((most, place) => Math.max(most, Math.min(...marks.map((one) => toLine(place, one)))), 0),
  };
}

import type { MachinePoint } from '../../../devices/machine.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import type { Stroke } from '../../../engine/stroke.ts';
import { machine } from './rig.ts';

type Point = readonly [x: number, y: number];

function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Where the arm truly touched the canvas, canvas mm; `origin` is the canvas's corner in the frame of the travels. It is switched on in a corner beside it, at the same height. */
function contacts(travelled: readonly Travelled[], { x, y, z }: MachinePoint): (readonly [Point, Point])[] {
  return travelled
    .filter(({ from, to }) => Math.min(from[2], to[2]) <= z + 0.02 && (from[0] !== 0 || from[1] !== 0))
    .map(({ from, to }) => [
      [from[0] - x, from[1] - y],
      [to[0] - x, to[1] - y],
    ]);
}

/** @returns the longest distance from any place of the stroke to where the arm truly touched the canvas, mm */
export function farthestUnpainted(stroke: Stroke, travelled: readonly Travelled[], origin: MachinePoint = machine.canvasOrigin): number {
  const touched = contacts(travelled, origin);
  let worst = 0;
  for (const [i, b] of stroke.points.entries()) {
    const a = stroke.points[i - 1] ?? b;
    for (const t of [0.5, 1]) {
      const place: Point = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
      worst = Math.max(
        worst,
        touched.reduce((least, [from, to]) => Math.min(least, toSegment(place, from, to)), Number.POSITIVE_INFINITY),
      );
    }
  }
  return worst;
}

/** @returns the longest distance of any true touch from all strokes, mm: a mark where none was wanted */
export function farthestStray(
  strokes: readonly Stroke[],
  travelled: readonly Travelled[],
  origin: MachinePoint = machine.canvasOrigin,
): number {
  let worst = 0;
  for (const [, to] of contacts(travelled, origin)) {
    let least = Number.POSITIVE_INFINITY;
    for (const { points } of strokes)
      for (const [i, b] of points.entries()) {
        const a = points[i - 1] ?? b;
        least = Math.min(least, toSegment(to, [a[0], a[1]], [b[0], b[1]]));
      }
    worst = Math.max(worst, least);
  }
  return worst;
}

/** @returns true length painted, mm: how far the brush went on the canvas */
export function paintedMm(travelled: readonly Travelled[], origin: MachinePoint = machine.canvasOrigin): number {
  return contacts(travelled, origin).reduce((sum, [a, b]) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0);
}

/** @returns the longest time that the brush stood still on the canvas, ms, in a row */
export function longestRestMs(travelled: readonly Travelled[], untilMs: number, { z }: MachinePoint = machine.canvasOrigin): number {
  let worst = 0;
  let endMs = 0;
  let down = false;
  for (const { to, startMs, durationMs } of travelled) {
    if (down) worst = Math.max(worst, startMs - endMs);
    endMs = startMs + durationMs;
    down = to[2] < z - 0.02;
  }
  return down ? Math.max(worst, untilMs - endMs) : worst;
}

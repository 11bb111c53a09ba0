import type { StrokePoint } from '../../engine/stroke.ts';
import type { BrushProfile } from './brush.ts';
import { simplify, type Vertex } from './simplify.ts';

/** farthest that the painted path may stray from the stroke's polyline, mm */
export const toleranceMm = 0.05;
/** shortest segment but for the last of a path, mm */
export const minSegmentMm = 0.3;
/** a brush that trails by this much needs segments of a length of one: shorter ones would swing its handle to and fro */
const lagPerSegment = 8;
/** how far apart ramps are sampled before they are simplified, mm */
const rampStepMm = 0.5;
/** slopes of the brush onto and off the canvas (FIELD.md §5) */
export const entrySlope = Math.tan((30 * Math.PI) / 180);
export const exitSlope = Math.tan((80 * Math.PI) / 180);

/** @returns the stroke's vertices at their full depth, without repeated places; `at` is arc length from its first point */
function measured(points: readonly StrokePoint[], profile: BrushProfile): Vertex[] {
  const path: Vertex[] = [];
  let at = 0;
  for (const [x, y, pressure] of points) {
    const before = path.at(-1);
    const step = before === undefined ? 0 : Math.hypot(x - before.x, y - before.y);
    if (before !== undefined && step === 0) continue;
    at += step;
    path.push({ x, y, depth: profile.depthMm(pressure), at });
  }
  return path;
}

function between(a: Vertex, b: Vertex, at: number): Vertex {
  const t = b.at === a.at ? 0 : (at - a.at) / (b.at - a.at);
  return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y), depth: a.depth + t * (b.depth - a.depth), at };
}

/** The stretch from `fromMm` to `toMm`, with extra vertices at the given arc lengths, which must ascend. */
function cut(path: readonly Vertex[], fromMm: number, toMm: number, extra: readonly number[]): Vertex[] {
  const out: Vertex[] = [];
  const wanted = [fromMm, ...extra.filter((at) => at > fromMm && at < toMm), toMm];
  let next = 0;
  for (const [i, b] of path.entries()) {
    const a = path[i - 1] ?? b;
    for (let at = wanted[next]; at !== undefined && at <= b.at + 1e-9; at = wanted[++next]) {
      if (at - (out.at(-1)?.at ?? Number.NEGATIVE_INFINITY) > 1e-6) out.push(between(a, b, at));
    }
    if (b.at > fromMm && b.at < toMm && b.at - (out.at(-1)?.at ?? Number.NEGATIVE_INFINITY) > 1e-6) out.push(b);
  }
  const last = out.at(-1);
  // the end counts exactly, even where it fell together with a vertex: by it a stroke is known to be painted
  if (last !== undefined) out[out.length - 1] = { ...last, at: toMm };
  return out;
}

/**
 * The path of the brush on the canvas from one arc length of a stroke to another, simplified.
 *
 * The brush meets the canvas exactly where the stretch begins and leaves it exactly where it ends: between, it is pressed
 * as deep as asked, but no deeper than the ramps allow (30° in, over at most a third of the stretch; 80° out). One that
 * trails its handle begins as deep as the ramp has come while the handle draws ahead.
 *
 * @param points - canvas mm and pressure; at least one
 */
export function brushPath(points: readonly StrokePoint[], profile: BrushProfile, fromMm: number, toMm: number): Vertex[] {
  const path = measured(points, profile);
  const deepest = path.reduce((most, vertex) => Math.max(most, vertex.depth), 0);
  const landing = Math.min(path[0]?.depth ?? 0, profile.lagMm(0) * entrySlope);
  const inMm = Math.min(deepest / entrySlope, (toMm - fromMm) / 3);
  const outMm = Math.min(deepest / exitSlope, (toMm - fromMm) / 3);
  const extra: number[] = [];
  for (let at = rampStepMm; at < inMm; at += rampStepMm) extra.push(fromMm + at);
  extra.push(fromMm + inMm, toMm - outMm);
  const ramped = cut(path, fromMm, toMm, extra).map((vertex) => {
    const rise = inMm > 0 ? landing + ((vertex.at - fromMm) / inMm) * deepest : vertex.depth;
    const fall = outMm > 0 ? ((toMm - vertex.at) / outMm) * deepest : vertex.depth;
    return { ...vertex, depth: Math.max(0, Math.min(vertex.depth, rise, fall)) };
  });
  return simplify(ramped, toleranceMm, Math.max(minSegmentMm, profile.lagMm(deepest) / lagPerSegment));
}

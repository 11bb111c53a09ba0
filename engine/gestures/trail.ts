import type { HandFeatures } from './features.ts';

/** Where a hand was in one frame. Lengths in image heights on the mirrored wall, x right, y up. */
export interface TrailPoint {
  /** seconds since the hand was first seen */
  readonly t: number;
  readonly x: number;
  readonly y: number;
  /** length of the palm */
  readonly size: number;
  /** 0 a fist, 1 stretched */
  readonly openness: number;
  /** width of the palm over its length */
  readonly slim: number;
}
/** The last moments of a hand, oldest first. It never has none. */
export type Trail = readonly [...TrailPoint[], TrailPoint];

/** What the slowest movement (a raise) and the rest before it take. */
const LONG_S = 2.2;
/** At 30 frames a second that is 66 points; a faster camera is remembered for less long. */
const MOST = 72;

const pointOf = (f: HandFeatures, aspect: number, t: number): TrailPoint => ({
  t,
  x: f.palm.x * aspect,
  y: f.palm.y,
  size: f.size,
  openness: f.openness,
  slim: f.slim,
});

export const beginTrail = (f: HandFeatures, aspect: number): Trail => [pointOf(f, aspect, 0)];

/** @param dtS - seconds since the last point, greater than 0 */
export function extendTrail(trail: Trail, f: HandFeatures, aspect: number, dtS: number): Trail {
  const now = pointOf(f, aspect, lastOf(trail).t + dtS);
  const old = Math.max(
    trail.findIndex((point) => now.t - point.t <= LONG_S),
    trail.length + 1 - MOST,
  );
  return old < 0 ? [now] : [...trail.slice(old), now];
}

export const lastOf = (trail: Trail): TrailPoint => trail[trail.length - 1] ?? trail[0];

/** @returns how far apart the least and the largest are */
export const rangeOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Where along a line a point lies, image heights. */
export type Axis = (point: TrailPoint) => number;

/** @returns index of the first point that is at most so old, s */
export function since(trail: Trail, ageS: number): number {
  const now = lastOf(trail).t;
  return Math.max(
    0,
    trail.findIndex((point) => now - point.t <= ageS),
  );
}

/** A hand loses its pace with this time constant, s; its pace is that of its last moments. */
const KEEPS_S = 0.12;
const PACE_S = 0.14;

/** @returns where it should be so many seconds after its last point */
export function expected(trail: Trail, laterS: number): { readonly x: number; readonly y: number } {
  const now = lastOf(trail);
  const before = trail.find((point) => now.t - point.t <= PACE_S) ?? now;
  const dt = now.t - before.t;
  if (dt <= 0) return now;
  const part = (KEEPS_S * (1 - Math.exp(-laterS / KEEPS_S))) / dt;
  return { x: now.x + part * (now.x - before.x), y: now.y + part * (now.y - before.y) };
}

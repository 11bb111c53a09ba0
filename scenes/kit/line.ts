import type { StrokePoint } from '../../engine/stroke.ts';
import { mix, smoothstep } from './numbers.ts';

/** The part of the canvas that a brush's centre may visit, mm. */
export interface Field {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

const between = (a: StrokePoint, b: StrokePoint, t: number): StrokePoint => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/**
 * Points at even distances along a path; both ends stay where they were.
 *
 * @param stepMm - wanted distance, mm; the real one is the nearest that divides the length
 */
export function resample(points: readonly StrokePoint[], stepMm: number): StrokePoint[] {
  const along = distances(points);
  const total = along.at(-1) ?? 0;
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || total === 0) return first ? [first] : [];
  const count = Math.max(1, Math.round(total / stepMm));
  const even: StrokePoint[] = [first];
  let i = 1;
  for (let n = 1; n < count; n++) {
    const wanted = (total * n) / count;
    while ((along[i] ?? total) < wanted) i++;
    const a = points[i - 1];
    const b = points[i];
    if (a && b) even.push(between(a, b, (wanted - (along[i - 1] ?? 0)) / ((along[i] ?? 0) - (along[i - 1] ?? 0) || 1)));
  }
  even.push(last);
  return even;
}

/** Calms a path: `rounds` of 1-2-1 averaging. Both ends stay where they were. */
export function smooth(points: readonly StrokePoint[], rounds: number): StrokePoint[] {
  let calm = [...points];
  for (let round = 0; round < rounds; round++)
    calm = calm.map((p, i) => {
      const a = calm[i - 1];
      const b = calm[i + 1];
      return a && b ? between(p, between(a, b, 0.5), 0.5) : p;
    });
  return calm;
}

/**
 * Thins the pressure towards the ends, by arc length.
 *
 * @param headMm - length over which it sets down; 0 leaves the beginning as it is
 * @param tailMm - length over which it is lifted; 0 leaves the end as it is
 * @param floor - share of the pressure left at the very tip, 0..1
 */
export function taper(points: readonly StrokePoint[], headMm: number, tailMm: number, floor: number): StrokePoint[] {
  const along = distances(points);
  const total = along.at(-1) ?? 0;
  return points.map(([x, y, pressure], i) => {
    const at = along[i] ?? 0;
    const head = headMm > 0 ? smoothstep(0, headMm, at) : 1;
    const tail = tailMm > 0 ? smoothstep(0, tailMm, total - at) : 1;
    return [x, y, pressure * mix(floor, 1, head * tail)];
  });
}

/** @returns the stretches of a path that lie in the field, cut exactly at its borders (Liang and Barsky 1984), in order */
export function clip(points: readonly StrokePoint[], field: Field): StrokePoint[][] {
  const parts: StrokePoint[][] = [];
  let open: StrokePoint[] | undefined;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const kept = a && b && clipSegment(a, b, field);
    if (!a || !b || !kept) {
      open = undefined;
      continue;
    }
    const [from, to] = kept;
    if (!open || from > 0) {
      open = [held(between(a, b, from), field)];
      parts.push(open);
    }
    open.push(held(between(a, b, to), field));
    if (to < 1) open = undefined;
  }
  return parts;
}

/** @returns the share of the segment, from..to, that is inside; undefined when nothing is */
function clipSegment(a: StrokePoint, b: StrokePoint, field: Field): readonly [number, number] | undefined {
  let from = 0;
  let to = 1;
  const borders = [
    [a[0] - b[0], a[0] - field.left],
    [b[0] - a[0], field.right - a[0]],
    [a[1] - b[1], a[1] - field.bottom],
    [b[1] - a[1], field.top - a[1]],
  ] as const;
  for (const [outwards, room] of borders) {
    if (outwards === 0 && room < 0) return undefined;
    if (outwards < 0) from = Math.max(from, room / outwards);
    if (outwards > 0) to = Math.min(to, room / outwards);
  }
  return from < to ? [from, to] : undefined;
}

/** Takes away the last rounding error of a cut. */
const held = ([x, y, pressure]: StrokePoint, field: Field): StrokePoint => [
  Math.min(field.right, Math.max(field.left, x)),
  Math.min(field.top, Math.max(field.bottom, y)),
  pressure,
];

/** @returns arc length from the beginning to each point, mm */
function distances(points: readonly StrokePoint[]): number[] {
  let sum = 0;
  return points.map((p, i) => {
    const before = points[i - 1];
    if (before) sum += Math.hypot(p[0] - before[0], p[1] - before[1]);
    return sum;
  });
}

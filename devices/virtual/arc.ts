import type { Modes } from './modes.ts';
import { between, type Vec3 } from './vector.ts';

/** A circle's piece in one plane, and how far it climbs along the third axis: indices into a Vec3. */
export interface Plane {
  readonly across: 0 | 1 | 2;
  readonly up: 0 | 1 | 2;
  readonly climb: 0 | 1 | 2;
}

export function planeOf(plane: Modes['plane']): Plane {
  if (plane === 17) return { across: 0, up: 1, climb: 2 };
  return plane === 18 ? { across: 2, up: 0, climb: 1 } : { across: 1, up: 2, climb: 0 };
}

export interface Arc {
  readonly from: Vec3;
  readonly to: Vec3;
  /** from `from` to the centre, in the plane */
  readonly offset: readonly [number, number];
  readonly clockwise: boolean;
  readonly plane: Plane;
  /** how far a chord may lie inside the circle, mm ($12) */
  readonly toleranceMm: number;
}

/** The centre of an arc given by its radius; a negative radius means the long way round. @returns undefined if too small */
export function offsetFromRadius(dx: number, dy: number, radius: number, clockwise: boolean): readonly [number, number] | undefined {
  const left = 4 * radius * radius - dx * dx - dy * dy;
  if (left < 0) return undefined;
  const side = (clockwise === radius > 0 ? -1 : 1) * (Math.sqrt(left) / Math.hypot(dx, dy));
  return [(dx - dy * side) / 2, (dy + dx * side) / 2];
}

/** An arc as the ends of chords, at most 2000, the last at `to` itself. */
export function chords({ from, to, offset, clockwise, plane, toleranceMm }: Arc): readonly Vec3[] {
  const { across, up } = plane;
  const radius = Math.hypot(offset[0], offset[1]);
  const centre = [from[across] + offset[0], from[up] + offset[1]] as const;
  const start = Math.atan2(-offset[1], -offset[0]);
  const end = Math.atan2(to[up] - centre[1], to[across] - centre[0]);
  let angle = end - start;
  // as Grbl: an arc that ends where it began is a whole circle
  if (clockwise) while (angle >= -5e-7) angle -= 2 * Math.PI;
  else while (angle <= 5e-7) angle += 2 * Math.PI;
  if (clockwise) while (angle < -2 * Math.PI - 5e-7) angle += 2 * Math.PI;
  else while (angle > 2 * Math.PI + 5e-7) angle -= 2 * Math.PI;
  const sagitta = toleranceMm * (2 * radius - toleranceMm);
  const count = sagitta > 0 ? Math.min(2000, Math.floor(Math.abs(angle * radius) / 2 / Math.sqrt(sagitta))) : 0;
  const ends: Vec3[] = [];
  for (let i = 1; i < count; i++) {
    const turned = start + (angle * i) / count;
    const point: [number, number, number, ...number[]] = [...between(from, to, i / count)];
    point[across] = centre[0] + radius * Math.cos(turned);
    point[up] = centre[1] + radius * Math.sin(turned);
    ends.push(point);
  }
  return [...ends, to];
}

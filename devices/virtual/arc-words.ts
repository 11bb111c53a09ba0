import { chords, offsetFromRadius, planeOf } from './arc.ts';
import type { Modes } from './modes.ts';
import type { Vec3 } from './vector.ts';

/** A G2 or G3 line: its value words, which axes it names, and the way in machine mm. `unit` is mm per word. */
export interface ArcLine {
  readonly values: Map<string, number>;
  readonly given: readonly boolean[];
  readonly modes: Modes;
  readonly from: Vec3;
  readonly to: Vec3;
  readonly toleranceMm: number;
  readonly unit: number;
}

const names = ['I', 'J', 'K'] as const;

/**
 * Takes the words of an arc out of `values` and turns the arc into chords.
 *
 * @returns the chords' ends, or Grbl's error code: 26 no axes, 32 none in the plane, 33 impossible target, 34 radius too
 *   small, 35 no offsets in the plane
 */
export function readArc({ values, given, modes, from, to, toleranceMm, unit }: ArcLine): readonly Vec3[] | number {
  const plane = planeOf(modes.plane);
  const { across, up } = plane;
  if (!given.includes(true)) return 26;
  if (!given[across] && !given[up]) return 32;
  const clockwise = modes.motion === 2;
  const [dx, dy] = [to[across] - from[across], to[up] - from[up]];
  const radius = values.get('R');
  if (radius !== undefined) {
    values.delete('R');
    if (dx === 0 && dy === 0) return 33;
    const offset = offsetFromRadius(dx, dy, radius * unit, clockwise);
    return offset === undefined ? 34 : chords({ from, to, offset, clockwise, plane, toleranceMm });
  }
  if (!values.has(names[across]) && !values.has(names[up])) return 35;
  const offset = [(values.get(names[across]) ?? 0) * unit, (values.get(names[up]) ?? 0) * unit] as const;
  for (const name of names) values.delete(name);
  const reach = Math.hypot(offset[0], offset[1]);
  const wrong = Math.abs(Math.hypot(dx - offset[0], dy - offset[1]) - reach);
  if (wrong > 0.005 && (wrong > 0.5 || wrong > 0.001 * reach)) return 33;
  return chords({ from, to, offset, clockwise, plane, toleranceMm });
}

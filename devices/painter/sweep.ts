import { lengthMm } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import type { BrushProfile } from './brush.ts';
import type { Easel, Paintable } from './easel.ts';
import type { Motion } from './motion.ts';
import { brushPath, entrySlope, exitSlope, minSegmentMm } from './path.ts';
import { place, withinReach } from './place.ts';
import type { Vertex } from './simplify.ts';

/**
 * One stretch of a stroke: over its begin, down a 30° ramp, along the path, up an 80° ramp, lift.
 *
 * @param begin @param end - arc lengths along the stroke, mm
 * @param load - paint on the brush at an arc length, 1 freshly dipped to 0 dry
 */
export function* sweep(
  easel: Easel,
  stroke: Paintable,
  profile: BrushProfile,
  begin: number,
  end: number,
  load: (atMm: number) => number,
): Generator<Motion, void> {
  const { machine } = easel;
  const { hoverMm, travelMm } = machine.heights;
  const { paintMmS, travelMmS, plungeMmS } = machine.speeds;
  const path = brushPath(stroke.points, profile, begin, end);
  const [first, second] = path;
  const last = path.at(-1);
  const beforeLast = path.at(-2);
  if (first === undefined || second === undefined || last === undefined || beforeLast === undefined)
    throw new Error(`sweep: stroke ${stroke.id} has no path from ${begin} to ${end} mm; a stretch must be at least ${minSegmentMm} mm`);
  const over = beside(first, second, -hoverMm / entrySlope);
  const beyond = beside(last, beforeLast, -hoverMm / exitSlope);
  const at = (xy: { readonly x: number; readonly y: number }, heightMm: number): MachinePoint =>
    withinReach(machine, place(machine, xy.x, xy.y, heightMm));

  yield { kind: 'travel', to: at(over, travelMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(over, hoverMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(first, 0), speedMmS: Math.min(plungeMmS, paintMmS) };
  for (const [i, to] of path.entries()) {
    const from = path[i - 1];
    if (from === undefined) continue;
    const mark = {
      fromMm: from.at,
      toMm: to.at,
      pressureFrom: profile.pressureAt(from.depth),
      pressureTo: profile.pressureAt(to.depth),
      loadFrom: load(from.at),
      loadTo: load(to.at),
      last: last === to && end === lengthMm(stroke.points),
    };
    yield { kind: 'paint', to: at(to, -to.depth), speedMmS: paintMmS, mark };
  }
  yield { kind: 'exit', to: at(beyond, hoverMm), speedMmS: travelMmS };
  yield { kind: 'lift', to: at(beyond, travelMm), speedMmS: travelMmS };
}

/** @returns the place `alongMm` from a towards b (negative: away from b) */
function beside(a: Vertex, b: Vertex, alongMm: number): { readonly x: number; readonly y: number } {
  const span = Math.hypot(b.x - a.x, b.y - a.y);
  if (span === 0) return a;
  return { x: a.x + ((b.x - a.x) / span) * alongMm, y: a.y + ((b.y - a.y) / span) * alongMm };
}

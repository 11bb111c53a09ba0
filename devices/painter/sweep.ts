import { lengthMm } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import type { BrushProfile } from './brush.ts';
import type { Easel, Paintable } from './easel.ts';
import { type Held, heldPath } from './lag.ts';
import { leansAlong, shortLegs, upright } from './lean.ts';
import type { Mark, Motion, Offset } from './motion.ts';
import { brushPath, entrySlope, exitSlope, minSegmentMm } from './path.ts';
import { place, withinReach } from './place.ts';

/**
 * One stretch of a stroke: over its begin, down a 30° ramp, along the path, up an 80° ramp, lift. What it paints is where the
 * contact is; the brush is led so far ahead of it as it trails.
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
  const { tiltDeg = 0 } = machine;
  const held = [...(tiltDeg > 0 ? shortLegs(heldPath(path, profile)) : heldPath(path, profile))];
  const leans = tiltDeg > 0 ? leansAlong(held, profile, tiltDeg) : [];
  const [first, second] = path;
  const [last, beforeLast] = [path.at(-1), path.at(-2)];
  const leaving = held.at(-1);
  if (!first || !second || !last || !beforeLast || !leaving)
    throw new Error(`sweep: stroke ${stroke.id} has no path from ${begin} to ${end} mm; a stretch must be at least ${minSegmentMm} mm`);
  const over = shifted(first, first, second, -(hoverMm + profile.wornMm) / entrySlope);
  const beyond = shifted({ x: leaving.handleX, y: leaving.handleY }, beforeLast, last, hoverMm / exitSlope);
  const at = (xy: Offset, heightMm: number): MachinePoint => withinReach(machine, place(machine, xy.x, xy.y, heightMm));

  yield { kind: 'travel', to: at(over, travelMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(over, hoverMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(first, -profile.wornMm), speedMmS: Math.min(plungeMmS, paintMmS) };
  for (const [i, to] of held.entries()) {
    const from = held[i - 1];
    if (from === undefined) continue;
    const mark: Mark = {
      fromMm: from.at,
      toMm: to.at,
      pressureFrom: profile.pressureAt(from.depth),
      pressureTo: profile.pressureAt(to.depth),
      loadFrom: load(from.at),
      loadTo: load(to.at),
      last: leaving === to && end === lengthMm(stroke.points),
      ...(profile.lagMm(0) > 0 && { ahead: { from: aheadOf(from), to: aheadOf(to) } }),
    };
    const lean = tiltDeg > 0 && { lean: { from: leans[i - 1] ?? upright, to: leans[i] ?? upright } };
    yield { kind: 'paint', to: at({ x: to.handleX, y: to.handleY }, -profile.wornMm - to.depth), speedMmS: paintMmS, mark, ...lean };
  }
  yield { kind: 'exit', to: at(beyond, hoverMm), speedMmS: travelMmS };
  yield { kind: 'lift', to: at(beyond, travelMm), speedMmS: travelMmS };
}

const aheadOf = ({ x, y, handleX, handleY }: Held): Offset => ({ x: handleX - x, y: handleY - y });

/** @returns the place `alongMm` from another, in the direction from a to b */
function shifted(place: Offset, a: Offset, b: Offset, alongMm: number): Offset {
  const span = Math.hypot(b.x - a.x, b.y - a.y);
  if (span === 0) return place;
  return { x: place.x + ((b.x - a.x) / span) * alongMm, y: place.y + ((b.y - a.y) / span) * alongMm };
}

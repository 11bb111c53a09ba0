import type { MachinePoint } from '../machine.ts';
import type { BrushProfile } from './brush.ts';
import type { Easel, Paintable } from './easel.ts';
import type { Motion } from './motion.ts';
import { place, withinReach } from './place.ts';

/** How deep even the lightest dab goes, mm: a touch of no depth would be no motion at all. */
const leastDabMm = 0.1;

/**
 * A stroke too short for a path: the brush is set down once, straight, and taken up.
 *
 * @param begin @param end - arc lengths along the stroke, mm
 * @param load - paint on the brush at an arc length, 1 freshly dipped to 0 dry
 */
export function* dab(
  easel: Easel,
  stroke: Paintable,
  profile: BrushProfile,
  begin: number,
  end: number,
  load: (atMm: number) => number,
): Generator<Motion, void> {
  const { machine } = easel;
  const { hoverMm, travelMm } = machine.heights;
  const { travelMmS, plungeMmS } = machine.speeds;
  const [point] = stroke.points;
  if (point === undefined) throw new Error(`dab: stroke ${stroke.id} has no points; check it first`);
  const [x, y] = point;
  const pressure = Math.max(...stroke.points.map((p) => p[2]));
  const depthMm = Math.max(leastDabMm, profile.depthMm(pressure));
  const at = (heightMm: number): MachinePoint => withinReach(machine, place(machine, x, y, heightMm));
  yield { kind: 'travel', to: at(travelMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(hoverMm), speedMmS: travelMmS };
  yield { kind: 'approach', to: at(-profile.wornMm), speedMmS: plungeMmS };
  const mark = { pressureFrom: pressure, pressureTo: pressure, loadFrom: load(begin), loadTo: load(end), last: true };
  yield { kind: 'paint', to: at(-profile.wornMm - depthMm), speedMmS: plungeMmS, mark: { ...mark, fromMm: begin, toMm: end } };
  yield { kind: 'exit', to: at(hoverMm), speedMmS: travelMmS };
  yield { kind: 'lift', to: at(travelMm), speedMmS: travelMmS };
}

import { lengthMm } from '../../engine/stroke.ts';
import type { MachinePoint } from '../machine.ts';
import { type BrushProfile, brushProfile } from './brush.ts';
import { dip } from './dip.ts';
import { brushOf, type Easel, type Paintable, wellOf } from './easel.ts';
import type { Motion } from './motion.ts';
import { brushPath, entrySlope, exitSlope, minSegmentMm } from './path.ts';
import { place, withinReach } from './place.ts';
import type { Vertex } from './simplify.ts';

/** How deep even the lightest dab goes, mm: a touch of no depth would be no motion at all. */
const leastDabMm = 0.1;

/** What the arm holds: the paint on its brush, and how far that will last. `paint: null` is a brush of unknown contents. */
export interface Hand {
  readonly paint: string | null;
  readonly leftMm: number;
}
export const cleanHand: Hand = { paint: null, leftMm: 0 };

/** How far a resumed or re-dipped stroke paints over what is already there, mm. */
export const overlapMm = 10;

/** The stretches of a stroke that are painted without a dip between them, in order, as arc lengths in mm. */
export function stretches(fromMm: number, toMm: number, mmPerDip: number): readonly (readonly [number, number])[] {
  const whole = toMm - fromMm;
  if (whole <= mmPerDip) return [[fromMm, toMm]];
  const overlap = Math.min(overlapMm, mmPerDip / 2);
  const count = Math.ceil((whole - overlap) / (mmPerDip - overlap));
  const each = (whole + (count - 1) * overlap) / count;
  return Array.from({ length: count }, (_, i) => {
    const begin = fromMm + i * (each - overlap);
    return [begin, i === count - 1 ? toMm : begin + each];
  });
}

/**
 * Plans one stroke: dip where needed, travel, approach, path, exit, lift. Pure and lazy. Begins and ends with the brush at
 * travel height; the caller brings it there first.
 *
 * It dips before the stroke when the paint changes or would run out within it. A stroke longer than a dip lasts is split
 * into equal stretches that overlap by 10 mm; any other is never interrupted.
 *
 * @param stroke - one that `checkStroke` accepts; otherwise this throws
 * @param fromMm - how much of it is known painted: it goes on 10 mm before
 * @returns (as the generator's result) what the arm holds afterwards
 */
export function* planStroke(easel: Easel, stroke: Paintable, fromMm: number, hand: Hand): Generator<Motion, Hand> {
  const brush = brushOf(easel, stroke.brush);
  const well = wellOf(easel, stroke.paint);
  if (brush === undefined || well === undefined)
    throw new Error(`planStroke: stroke ${stroke.id} has unknown paint "${stroke.paint}" or brush "${stroke.brush}"; check it first`);
  const profile = brushProfile(brush);
  const endMm = lengthMm(stroke.points);
  if (fromMm > 0 && fromMm >= endMm) return hand;
  const travelZ = easel.machine.canvasOrigin.z + easel.machine.heights.travelMm;
  let held = hand;
  for (const [begin, end] of stretches(Math.max(0, fromMm - overlapMm), endMm, easel.mmPerDip)) {
    if (held.paint !== stroke.paint || held.leftMm < end - begin) {
      yield* dip(easel.machine, well, travelZ);
      held = { paint: stroke.paint, leftMm: easel.mmPerDip };
    }
    const load = (atMm: number): number => Math.max(0, (held.leftMm - (atMm - begin)) / easel.mmPerDip);
    if (end - begin < minSegmentMm) yield* dab(easel, stroke, profile, begin, end, load);
    else yield* sweep(easel, stroke, profile, begin, end, load);
    held = { paint: stroke.paint, leftMm: Math.max(0, held.leftMm - (end - begin)) };
  }
  return held;
}

/** One stretch: over its begin, down a 30° ramp, along the path, up an 80° ramp, lift. */
function* sweep(
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

/** A stroke too short for a path: the brush is set down once, straight, and taken up. */
function* dab(
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
  yield { kind: 'approach', to: at(0), speedMmS: plungeMmS };
  const mark = { pressureFrom: pressure, pressureTo: pressure, loadFrom: load(begin), loadTo: load(end), last: true };
  yield { kind: 'paint', to: at(-depthMm), speedMmS: plungeMmS, mark: { ...mark, fromMm: begin, toMm: end } };
  yield { kind: 'exit', to: at(hoverMm), speedMmS: travelMmS };
  yield { kind: 'lift', to: at(travelMm), speedMmS: travelMmS };
}

/** @returns the place `alongMm` from a towards b (negative: away from b) */
function beside(a: Vertex, b: Vertex, alongMm: number): { readonly x: number; readonly y: number } {
  const span = Math.hypot(b.x - a.x, b.y - a.y);
  if (span === 0) return a;
  return { x: a.x + ((b.x - a.x) / span) * alongMm, y: a.y + ((b.y - a.y) / span) * alongMm };
}

import { lengthMm } from '../../engine/stroke.ts';
import { brushProfile } from './brush.ts';
import { dab } from './dab.ts';
import { dip } from './dip.ts';
import { brushOf, type Easel, mmPerDipOf, type Paintable, usualStrokesPerWash, wellOf } from './easel.ts';
import type { Motion } from './motion.ts';
import { minSegmentMm } from './path.ts';
import { sweep } from './sweep.ts';
import { wash } from './wash.ts';

/** What the arm holds: the paint on its brush, and how far that will last. */
export interface Hand {
  /** null: none, or none that is known */
  readonly paint: string | null;
  readonly leftMm: number;
  /** strokes painted since the brush was clean; null where nobody knows what is in it */
  readonly sinceWash: number | null;
}
/** As a brush is put in, and as it comes out of a washing. */
export const cleanHand: Hand = { paint: null, leftMm: 0, sinceWash: 0 };
/** As a washing leaves it that was broken off, and an arm process that died. */
export const unknownHand: Hand = { paint: null, leftMm: 0, sinceWash: null };

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

/** Rounds of washing before a stroke: two where another paint was, or may have been, on the brush (FIELD.md §5). */
function washRounds({ machine, strokesPerWash = usualStrokesPerWash }: Easel, { paint, sinceWash }: Hand, next: string): number {
  if (machine.wash === undefined) return 0;
  if (sinceWash === null || (paint !== null && paint !== next)) return 2;
  return sinceWash >= strokesPerWash ? 1 : 0;
}

/**
 * Plans one stroke: wash and dip where needed, travel, approach, path, exit, lift. Pure and lazy. Begins and ends with the brush at
 * travel height; the caller brings it there first.
 *
 * It dips before the stroke when the paint changes or would run out within it, and washes before that when the paint changes
 * or the brush has painted its number of strokes; a machine without water dips straight. A stroke longer than a dip lasts is
 * split into equal stretches that overlap by 10 mm; any other is never interrupted, and none is by a washing.
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
  const mmPerDip = mmPerDipOf(easel, stroke.brush);
  const rounds = washRounds(easel, hand, stroke.paint);
  let held = hand;
  if (rounds > 0 && easel.machine.wash !== undefined) {
    yield* wash(easel.machine, easel.machine.wash, rounds, travelZ, profile.wornMm);
    held = cleanHand;
  }
  for (const [begin, end] of stretches(Math.max(0, fromMm - overlapMm), endMm, mmPerDip)) {
    if (held.paint !== stroke.paint || held.leftMm < end - begin) {
      yield* dip(easel.machine, well, travelZ, profile.wornMm);
      held = { ...held, paint: stroke.paint, leftMm: mmPerDip };
    }
    const load = (atMm: number): number => Math.max(0, (held.leftMm - (atMm - begin)) / mmPerDip);
    if (end - begin < minSegmentMm) yield* dab(easel, stroke, profile, begin, end, load);
    else yield* sweep(easel, stroke, profile, begin, end, load);
    held = { ...held, leftMm: Math.max(0, held.leftMm - (end - begin)) };
  }
  return { ...held, sinceWash: held.sinceWash === null ? null : held.sinceWash + 1 };
}

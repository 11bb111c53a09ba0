import { done, type Result, refused } from '../../../engine/result.ts';
import { batch } from './batch.ts';
import { type Drying, letDry, type Wait } from './drying.ts';
import { endsOf, randomTravelMm, travelMm } from './ends.ts';
import { fillings, type Orderable } from './orderable.ts';
import { overlaps } from './overlap.ts';
import type { Travelled } from './route.ts';
import { type Budget, cutTravel } from './travel.ts';
import { countWashes } from './washes.ts';

export interface OrderOptions {
  /** widest mark that a stroke may leave at a pressure, mm; never less at a greater pressure */
  readonly markWidthMm: (stroke: Orderable, pressure: number) => number;
  /** whether a stroke may be painted from its last point to its first: a brush has a direction */
  readonly mayFlip: (stroke: Orderable) => boolean;
  readonly budget: Budget;
  /** where the brush is before the first stroke, canvas mm */
  readonly startAt: readonly [number, number];
  /** what a wash is worth, as mm of pen-up travel */
  readonly washMm: number;
  /** how many strokes one filling lasts before the brush is washed all the same; without it, washes are for new fillings only */
  readonly strokesPerWash?: number;
  readonly drying?: Drying;
}

export interface OrderFigures {
  readonly strokes: number;
  /** pairs of strokes that overlap, and so kept their places */
  readonly overlapping: number;
  readonly flipped: number;
  readonly washesBefore: number;
  readonly washesAfter: number;
  /** pen-up travel from stroke to stroke, as if wells and water were nowhere, mm */
  readonly travelBeforeMm: number;
  readonly travelAfterMm: number;
  /** travel as a share of what a random order would need, percent */
  readonly travelPercentOfRandom: number;
  /** time that the arm stands still for paint to dry, s */
  readonly waitS: number;
}

export interface Ordering<S extends Orderable> {
  /** in the order of painting; flipped ones have their points reversed */
  readonly strokes: readonly S[];
  /** pauses that drying cannot do without: `stroke` is a place in `strokes`, and the pause comes before it */
  readonly waits: readonly Wait[];
  readonly figures: OrderFigures;
}

/**
 * Orders strokes for painting: fewest washes first, then least travel, and never two overlapping strokes the other way round,
 * so that the picture stays the same.
 *
 * Travel and washes together (a wash counted as `washMm`) never come out worse than in the order given, and washes alone
 * neither, unless `drying` asks for it.
 *
 * @param strokes - as composed, from the ground up
 * @returns refused where a stroke has no points or one that is not a number
 * @throws RangeError where an option is not a number in its range
 */
export function orderStrokes<S extends Orderable>(strokes: readonly S[], options: OrderOptions): Result<Ordering<S>> {
  checkOptions(options);
  for (const stroke of strokes) {
    if (stroke.points.length === 0)
      return refused('order/no-points', `Stroke ${stroke.id} has no points.`, 'Give it at least one point, or leave it out.');
    const bad = stroke.points.find((point) => !point.every(Number.isFinite));
    if (bad)
      return refused(
        'order/not-finite',
        `Stroke ${stroke.id} has a point (${bad.join(', ')}).`,
        'Give each point finite x, y and pressure.',
      );
  }
  const { startAt, washMm, strokesPerWash = Number.POSITIVE_INFINITY, drying } = options;
  const precedence = overlaps(strokes, (stroke, pressure) => options.markWidthMm(stroke, pressure) / 2);
  const filling = fillings(strokes);
  const ends = endsOf(strokes, startAt);
  const washes = (order: Iterable<number>): number => countWashes(order, filling, strokesPerWash);

  const composed: Travelled = { order: [...strokes.keys()], turned: new Uint8Array(strokes.length) };
  const runs = batch(precedence, filling, strokesPerWash);
  // where runs have a length to keep to, travel must not move strokes from one to another
  const group = Number.isFinite(strokesPerWash) ? runNumbers(runs, strokes.length) : filling;
  const mayTurn = Uint8Array.from(strokes, (stroke) => (options.mayFlip(stroke) ? 1 : 0));
  const terms = { ends, order: precedence, group, changeMm: washMm, mayTurn };
  const shorter = cutTravel(terms, runs, options.budget);
  const costMm = ({ order, turned }: Travelled): number => travelMm(ends, order, turned) + washMm * washes(order);
  const better = washes(shorter.order) <= washes(composed.order) && costMm(shorter) <= costMm(composed);
  const { order, turned } = better ? shorter : composed;

  const dried = drying ? letDry(strokes, order, precedence, filling, drying) : { order, waits: [] };
  const travelAfterMm = travelMm(ends, dried.order, turned);
  const randomMm = randomTravelMm(ends);
  const places = new Map(dried.order.map((stroke, place) => [stroke, place]));
  return done({
    strokes: dried.order.flatMap((i) => {
      const stroke = strokes[i];
      if (stroke === undefined) return [];
      return [turned[i] === 1 ? { ...stroke, points: stroke.points.toReversed() } : stroke];
    }),
    waits: dried.waits.map(({ stroke, seconds }) => ({ stroke: places.get(stroke) ?? 0, seconds })),
    figures: {
      strokes: strokes.length,
      overlapping: precedence.pairs,
      flipped: turned.reduce((sum, one) => sum + one, 0),
      washesBefore: washes(composed.order),
      washesAfter: washes(dried.order),
      travelBeforeMm: travelMm(ends, composed.order, composed.turned),
      travelAfterMm,
      travelPercentOfRandom: randomMm > 0 ? (100 * travelAfterMm) / randomMm : 0,
      waitS: dried.waits.reduce((sum, { seconds }) => sum + seconds, 0),
    },
  });
}

function runNumbers(runs: readonly (readonly number[])[], size: number): Int32Array {
  const numbers = new Int32Array(size);
  for (const [number, run] of runs.entries()) for (const stroke of run) numbers[stroke] = number;
  return numbers;
}

function checkOptions({ startAt, washMm, strokesPerWash, budget }: OrderOptions): void {
  if (!startAt.every(Number.isFinite)) throw new RangeError(`startAt is (${startAt.join(', ')}); give finite canvas mm`);
  if (!(washMm >= 0 && washMm < Number.POSITIVE_INFINITY)) throw new RangeError(`washMm is ${washMm}; give a finite length of at least 0`);
  if (strokesPerWash !== undefined && !(strokesPerWash >= 1))
    throw new RangeError(`strokesPerWash is ${strokesPerWash}; give at least 1 stroke`);
  const size = budget.kind === 'moves' ? budget.moves : budget.ms;
  if (!(size >= 0 && size < Number.POSITIVE_INFINITY)) throw new RangeError(`budget of ${size}; give a finite number of at least 0`);
}

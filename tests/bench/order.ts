import { batch } from '../../devices/painter/order/batch.ts';
import { type OrderOptions, orderStrokes } from '../../devices/painter/order/order.ts';
import { fillings } from '../../devices/painter/order/orderable.ts';
import { overlaps } from '../../devices/painter/order/overlap.ts';
import { countWashes } from '../../devices/painter/order/washes.ts';
import { planMarkMm, randomStrokes, syntheticPlan } from '../support/synthetic-plan.ts';

/** One line of a table: what was measured, and its figures by name, units in the names. */
export interface OrderRow {
  readonly what: string;
  readonly figures: Readonly<Record<string, number>>;
}

const now = (): number => performance.now();
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

const options: OrderOptions = {
  markWidthMm: planMarkMm,
  mayFlip: () => true,
  budget: { kind: 'time', ms: 400, now },
  startAt: [0, 0],
  washMm: 5000,
};

/** Ordering whole, from strokes to ordered strokes, on a budget of 400 ms for travel. */
function travelRow(count: number, marked: boolean): OrderRow {
  const strokes = randomStrokes(count, count);
  const begin = now();
  const ordered = orderStrokes(strokes, marked ? { ...options, markWidthMm: () => 3 } : { ...options, markWidthMm: () => 0, overlapless: true } as never);
  const ms = now() - begin;
  return { what: '', figures: { ms, ok: Number(ordered.ok) } };
}
export const benchOrder = (): OrderRow[] => [travelRow(100, true)];

import { endsOf, randomTravelMm, travelMm } from '../../devices/painter/order/ends.ts';
import { type OrderFigures, type OrderOptions, orderStrokes } from '../../devices/painter/order/order.ts';
import { overlaps } from '../../devices/painter/order/overlap.ts';
import { createPrecedence } from '../../devices/painter/order/precedence.ts';
import { cutTravel } from '../../devices/painter/order/travel.ts';
import { type PlannedStroke, planMarkMm, randomStrokes, syntheticPlan } from '../support/synthetic-plan.ts';
import { type Row, round } from './table.ts';

const now = (): number => performance.now();
const budget = { kind: 'time', ms: 400, now } as const;
const counts = [100, 500, 2000, 10_000] as const;

/** @returns what the work gave, and how long it took, ms */
function timed<T>(work: () => T): readonly [T, number] {
  const begin = now();
  const result = work();
  return [result, now() - begin];
}

/** Travel alone: random strokes of 10 to 50 mm on 400 × 300 mm that may cross each other and be turned. */
function freeRows(count: number): Row[] {
  const strokes = randomStrokes(count, count);
  const ends = endsOf(strokes, [0, 0]);
  const terms = {
    ends,
    order: createPrecedence(strokes.map(() => [])),
    group: new Int32Array(count),
    changeMm: 0,
    mayTurn: new Uint8Array(count).fill(1),
  };
  const [{ order, turned }, ms] = timed(() => cutTravel(terms, [[...strokes.keys()]], budget));
  return [
    {
      what: `${count} free strokes, travel of random`,
      value: round((100 * travelMm(ends, order, turned)) / randomTravelMm(ends)),
      unit: '%',
    },
    { what: `${count} free strokes, time`, value: round(ms, 0), unit: 'ms' },
  ];
}

function ordered(strokes: readonly PlannedStroke[], options: Partial<OrderOptions>): OrderFigures {
  const result = orderStrokes(strokes, { markWidthMm: planMarkMm, mayFlip: () => true, budget, startAt: [0, 0], washMm: 5000, ...options });
  if (!result.ok) throw new Error(result.why.text);
  return result.value.figures;
}

/** The same strokes as marks 2 mm wide, which keep their order where they cross: overlaps, batching and travel. */
function markedRows(count: number): Row[] {
  const strokes = randomStrokes(count, count);
  const [pairs, overlapMs] = timed(() => overlaps(strokes, () => 1).pairs);
  const [figures, ms] = timed(() => ordered(strokes, { markWidthMm: () => 2 }));
  return [
    { what: `${count} marks of 2 mm, overlapping`, value: pairs, unit: 'pairs' },
    { what: `${count} marks of 2 mm, to find them`, value: round(overlapMs, 0), unit: 'ms' },
    { what: `${count} marks of 2 mm, travel of random`, value: round(figures.travelPercentOfRandom), unit: '%' },
    { what: `${count} marks of 2 mm, whole ordering`, value: round(ms, 0), unit: 'ms' },
  ];
}

/** 400 strokes of 12 colours as a greedy painter composes them; washed between colours only, then every 12 strokes too. */
function washRows(seed: number): Row[] {
  const strokes = syntheticPlan(seed, 400, 12);
  const [figures, ms] = timed(() => ordered(strokes, { budget: { kind: 'moves', moves: 0 } }));
  const counted = ordered(strokes, { budget: { kind: 'moves', moves: 0 }, strokesPerWash: 12 });
  return [
    { what: `plan ${seed}, washes as composed`, value: figures.washesBefore, unit: '' },
    { what: `plan ${seed}, washes ordered`, value: figures.washesAfter, unit: '' },
    { what: `plan ${seed}, washes ordered, every 12 strokes too`, value: counted.washesAfter, unit: '' },
    { what: `plan ${seed}, overlaps and batching`, value: round(ms, 0), unit: 'ms' },
  ];
}

/** Ordering: travel left, washes left, and what they cost. */
export function benchOrder(): Row[] {
  return [...counts.flatMap(freeRows), ...counts.flatMap(markedRows), ...[1, 2, 3, 4].flatMap(washRows)];
}

import { createRandom, type Random } from '../../engine/random.ts';
import type { StrokePoint } from '../../engine/stroke.ts';

/** A stroke of a plan for tests: one flat colour, one width all along. */
export interface PlannedStroke {
  readonly id: string;
  readonly paint: string;
  readonly brush: string;
  readonly points: readonly StrokePoint[];
}

export const planBrushMm = 46;
/** Mark of a planned stroke: as wide as its pressure says, in shares of `planBrushMm`. */
export const planMarkMm = (_stroke: unknown, pressure: number): number => planBrushMm * pressure;

/** The hidden picture is known in cells of this size, mm. */
const cellMm = 2;
const radiiMm = [23, 14, 8, 4.7, 3] as const;
const patchesPerColour = 4;
/** Strokes tried for each that is kept. */
const tries = 24;
/** Places looked at for each begin of a stroke; the worst is taken. */
const tournament = 12;

/** How much one colour in the place of another hurts. */
type Apart = (a: number, b: number) => number;

/**
 * A plan as a greedy painter composes it: strokes of a fixed palette that each mend the most of a hidden picture of colour
 * patches, begun on a ground of one colour, big ones first because they mend more, small ones on top. Colours come almost in no order,
 * and overlap heavily.
 */
export function syntheticPlan(seed: number, count: number, colours: number, widthMm = 400, heightMm = 300): PlannedStroke[] {
  const random = createRandom(seed);
  const columns = Math.ceil(widthMm / cellMm);
  const rows = Math.ceil(heightMm / cellMm);
  const wanted = patches(random, columns, rows, colours);
  const tones = Array.from({ length: colours }, () => [random.next(), random.next(), random.next()]);
  const apart: Apart = (a, b) => (tones[a] ?? []).reduce((sum, tone, i) => sum + (tone - (tones[b]?.[i] ?? 0)) ** 2, 0);
  const painted = new Int32Array(columns * rows).fill(colours - 1);
  return Array.from({ length: count }, (_, i) => {
    const offers = Array.from({ length: tries }, () => offer(random, wanted, painted, columns, rows, apart));
    const best = offers.reduce((a, b) => (b.gain > a.gain ? b : a));
    for (const cell of best.cells) painted[cell] = best.colour;
    return { id: `s${i}`, paint: `paint-${best.colour}`, brush: 'round', points: best.points };
  });
}

/** Patches of colour: each cell takes the colour of the nearest of several seeds for each colour. */
function patches(random: Random, columns: number, rows: number, colours: number): Int32Array {
  const seeds = Array.from({ length: patchesPerColour * colours }, (_, i) => ({
    x: random.next() * columns,
    y: random.next() * rows,
    stretch: random.between(0.5, 2),
    colour: i % colours,
  }));
  return Int32Array.from({ length: columns * rows }, (_, cell) => {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    const far = (s: (typeof seeds)[number]): number => (s.x - x) ** 2 * s.stretch + (s.y - y) ** 2 / s.stretch;
    return seeds.reduce((a, b) => (far(b) < far(a) ? b : a)).colour;
  });
}

/** A stroke through a place that is far from right, in the colour that hurts its cells least; its gain is how much less they hurt. */
function offer(random: Random, wanted: Int32Array, painted: Int32Array, columns: number, rows: number, apart: Apart) {
  const wrong = (cell: number): number => apart(wanted[cell] ?? 0, painted[cell] ?? 0);
  const places = Array.from({ length: tournament }, () => Math.floor(random.next() * wanted.length));
  const start = places.reduce((a, b) => (wrong(b) > wrong(a) ? b : a));
  const radius = random.pick(radiiMm);
  const points = curve(random, (start % columns) * cellMm, Math.floor(start / columns) * cellMm, radius);
  const cells = footprint(points, radius, columns, rows);
  const votes = new Map<number, number>();
  for (const cell of cells) votes.set(wanted[cell] ?? 0, (votes.get(wanted[cell] ?? 0) ?? 0) + 1);
  const cost = (colour: number): number => [...votes].reduce((sum, [want, count]) => sum + count * apart(want, colour), 0);
  const colour = [...votes.keys()].reduce((a, b) => (cost(b) < cost(a) ? b : a));
  let gain = 0;
  for (const cell of cells) gain += wrong(cell) - apart(wanted[cell] ?? 0, colour);
  return { points, cells, colour, gain };
}

function curve(random: Random, x0: number, y0: number, radius: number): StrokePoint[] {
  const stepMm = Math.max(2, 0.8 * radius);
  const steps = 1 + Math.floor((random.between(2, 10) * radius) / stepMm);
  const bend = random.between(-0.15, 0.15);
  let [x, y, angle] = [x0, y0, random.between(0, 2 * Math.PI)];
  return Array.from({ length: steps + 1 }, (): StrokePoint => {
    const point: StrokePoint = [x, y, (2 * radius) / planBrushMm];
    x += stepMm * Math.cos(angle);
    y += stepMm * Math.sin(angle);
    angle += bend;
    return point;
  });
}

function footprint(points: readonly StrokePoint[], radius: number, columns: number, rows: number): Set<number> {
  const cells = new Set<number>();
  const reach = Math.ceil(radius / cellMm);
  for (const [x, y] of points) {
    const [cx, cy] = [Math.round(x / cellMm), Math.round(y / cellMm)];
    for (let v = Math.max(0, cy - reach); v <= Math.min(rows - 1, cy + reach); v++)
      for (let u = Math.max(0, cx - reach); u <= Math.min(columns - 1, cx + reach); u++)
        if (Math.hypot(u * cellMm - x, v * cellMm - y) <= radius) cells.add(v * columns + u);
  }
  return cells;
}

/** Straight strokes of 10 to 50 mm anywhere on 400 × 300 mm, all of one paint: the figure that FIELD.md §4 measures. */
export function randomStrokes(seed: number, count: number): PlannedStroke[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [random.between(0, 400), random.between(0, 300)];
    const [length, angle] = [random.between(10, 50), random.between(0, 2 * Math.PI)];
    const points: StrokePoint[] = [
      [x, y, 1],
      [x + length * Math.cos(angle), y + length * Math.sin(angle), 1],
    ];
    return { id: `s${i}`, paint: 'black', brush: 'round', points };
  });
}

import type { Place } from '../../engine/people.ts';
import { createRandom, type Random } from '../../engine/random.ts';
import { lengthMm, type StrokeDraft, type StrokePoint } from '../../engine/stroke.ts';
import { brushNamed, fieldOf, paintNamed, scaleOf } from '../kit/easel.ts';
import { taper } from '../kit/line.ts';
import { mix } from '../kit/numbers.ts';
import { arcPoints, longestArc, pressed } from './marks.ts';
import type { HushContext } from './seen.ts';

/** Share of the canvas's width and height that the resting place reaches to each side: it stays bare. */
const restReach = { x: 0.26, y: 0.3 };

/** How many placings of an arc are weighed against one another. */
const tries = 6;

/** Arcs that belong together: they share a direction and a bend, and fan out from one place. */
export interface Phrase {
  readonly seed: number;
  readonly length: number;
}

/** @param seed - of the whole painting @param index - which phrase, from 0 */
export function phraseOf(seed: number, index: number): Phrase {
  const random = createRandom(seed).split(`phrase ${index}`);
  return { seed: Math.floor(random.next() * 0x7fffffff), length: 3 + Math.floor(random.next() * 3) };
}

/** @returns the middle of the part that a painting leaves bare: one of four, a third in from two borders */
export function restOf(seed: number): Place {
  const random = createRandom(seed).split('rest');
  return { x: random.pick([0.24, 0.76]), y: random.pick([0.27, 0.73]) };
}

/** The one sweep that all phrases of a painting answer to: its direction, radians, and the side it bends to. */
function gestureOf(seed: number): { readonly axis: number; readonly side: 1 | -1 } {
  const random = createRandom(seed).split('gesture');
  const rising = random.between(0.2, 0.75);
  return { axis: random.next() < 0.7 ? rising : Math.PI - rising, side: random.next() < 0.5 ? 1 : -1 };
}

/** Where a phrase gathers: it wanders by the golden ratio, and never into the rest. */
function focusOf(seed: number, index: number): Place {
  const rest = restOf(seed);
  const turn = createRandom(seed).split('focus').next() + index * 0.618034;
  const wander = 0.5 + 0.5 * Math.sin(index * 2.4 + turn);
  const angle = Math.atan2(0.5 - rest.y, 0.5 - rest.x) + (turn - Math.floor(turn) - 0.5) * 2.6;
  return { x: 0.5 + 0.26 * mix(0.35, 1, wander) * Math.cos(angle), y: 0.5 + 0.27 * mix(0.35, 1, wander) * Math.sin(angle) };
}

/**
 * One arc of a phrase. The first ones are long, wet and light; the last is short, thin and dark.
 *
 * @param seed - of the whole painting
 * @param index - which phrase, from 0
 * @param bar - which arc of the phrase, from 0
 * @returns nothing where no placing leaves the rest bare
 */
export function dreamStroke(seed: number, index: number, bar: number, context: HushContext): StrokeDraft | undefined {
  const phrase = phraseOf(seed, index);
  const dark = bar === phrase.length - 1;
  const brush = brushNamed(context, dark ? 'rigger' : 'mop');
  const field = fieldOf(context.canvas, brush);
  const rest = restOf(seed);
  let best: StrokePoint[] = [];
  let bestScore = 0;
  for (let i = 0; i < tries; i++) {
    const random = createRandom(phrase.seed).split(`bar ${bar} try ${i}`);
    const arc = longestArc(placed(seed, index, phrase, bar, dark, random, context), field);
    const intruding = arc.filter((p) => isInRest(p, rest, context)).length / Math.max(1, arc.length);
    const score = lengthMm(arc) * (intruding > 0.04 ? 0 : 1);
    if (score > bestScore) [best, bestScore] = [arc, score];
  }
  const scale = scaleOf(context.canvas);
  if (bestScore < (dark ? 40 : 90) * scale) return undefined;
  const breath = createRandom(phrase.seed).split(`breath ${bar}`);
  const [low, high] = dark
    ? [0.22, 0.7]
    : ([
        [0.6, 0.95],
        [0.3, 0.6],
        [0.14, 0.34],
        [0.3, 0.7],
      ][bar] ?? [0.2, 0.4]);
  const points = taper(pressed(best, breath, low ?? 0.3, high ?? 0.6, context), bestScore * 0.16, bestScore * 0.38, 0.04);
  const paint = paintNamed(context, (dark ? context.palette[0] : (context.palette[1] ?? context.palette[0]))?.id ?? '');
  return { author: 'generator', paint, brush: brush.id, points, cause: 'dream' };
}

/** The free arc: a clothoid through the phrase's fan, mm. */
function placed(seed: number, index: number, phrase: Phrase, bar: number, dark: boolean, random: Random, context: HushContext) {
  const { widthMm, heightMm } = context.canvas;
  const scale = scaleOf(context.canvas);
  const focus = focusOf(seed, index);
  const { axis, side } = gestureOf(seed);
  const shared = createRandom(phrase.seed).split('bend');
  const direction = axis + shared.between(-0.3, 0.3) + (index % 3 === 2 ? 1.3 : 0);
  const bend = (side * (index % 3 === 2 ? -1 : 1)) / shared.between(170, 420);
  const gap = shared.between(16, 40);
  const heading = direction + random.normal(0, 0.07) + bar * 0.11 + (dark ? side * random.between(0.5, 1.3) : 0);
  const length = (dark ? random.between(90, 210) : random.between(330, 420) * 0.84 ** bar) * scale;
  const curve = ((dark ? -0.6 : 1) * (bend * (1 + 0.25 * bar))) / scale;
  const quicken = (curve * random.between(0.4, 1.6)) / length;
  const aside = (bar - (phrase.length - 2) / 2) * gap * scale;
  const middle = [
    focus.x * widthMm - Math.sin(direction) * aside + random.normal(0, 6) * scale,
    focus.y * heightMm + Math.cos(direction) * aside + random.normal(0, 6) * scale,
  ] as const;
  return clothoid(middle, heading, curve, quicken, length, scale);
}

/** A curve whose bend grows evenly along it, laid so that its middle goes through the given point at the given heading. */
function clothoid(middle: readonly [number, number], heading: number, bend: number, quicken: number, length: number, scale: number) {
  const half = (sign: 1 | -1): [number, number][] => {
    let [x, y] = middle;
    const count = Math.max(8, Math.round(length / scale / 8));
    const step = length / 2 / count;
    return Array.from({ length: count }, (_, i) => {
      const s = sign * (i + 0.5) * step;
      const angle = heading + bend * s + (quicken * s * s) / 2;
      x += sign * step * Math.cos(angle);
      y += sign * step * Math.sin(angle);
      return [x, y];
    });
  };
  const all = [...half(-1).reverse(), [middle[0], middle[1]] as [number, number], ...half(1)];
  return arcPoints(length / scale, (t) => {
    const at = t * (all.length - 1);
    const a = all[Math.floor(at)] ?? middle;
    const b = all[Math.min(all.length - 1, Math.floor(at) + 1)] ?? a;
    return [mix(a[0], b[0], at - Math.floor(at)), mix(a[1], b[1], at - Math.floor(at))];
  });
}

const isInRest = ([x, y]: StrokePoint, rest: Place, { canvas }: HushContext): boolean =>
  Math.hypot((x / canvas.widthMm - rest.x) / restReach.x, (y / canvas.heightMm - rest.y) / restReach.y) < 1;

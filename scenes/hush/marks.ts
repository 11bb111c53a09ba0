import type { Person, Place } from '../../engine/people.ts';
import type { Random } from '../../engine/random.ts';
import { lengthMm, type StrokeDraft, type StrokePoint } from '../../engine/stroke.ts';
import { brushNamed, fieldOf, paintNamed, scaleOf } from '../kit/easel.ts';
import { clip, type Field, resample, smooth, taper } from '../kit/line.ts';
import { mix, smoothstep, within } from '../kit/numbers.ts';
import type { HushContext } from './seen.ts';

/** A line shorter than this is a trembling of the hand, mm on a half-metre canvas. */
const leastMm = 12;
/** Between the points of a stroke, mm on a half-metre canvas. */
const spacingMm = 4;

/** Slower than this a line is drawn with the mop, mm/s. */
const slowMmPerS = 240;

type Hand = Pick<StrokeDraft, 'author' | 'paint'>;

/** The trace of a falling drop: it sets down with intent, swells, runs thin and leans the way the hand went. */
export function fallLine(hand: Hand, at: Place, velocity: Place, random: Random, context: HushContext): StrokeDraft {
  const brush = brushNamed(context, 'rigger');
  const field = fieldOf(context.canvas, brush);
  const wanted = random.between(24, 56) * scaleOf(context.canvas);
  const length = Math.min(wanted, (field.top - field.bottom) * 0.9);
  const lean = within(velocity.x * 0.35 + random.normal(0, 0.05), -0.45, 0.45, 0) * length;
  const [x0, y0] = [at.x * context.canvas.widthMm, at.y * context.canvas.heightMm];
  const top = within(y0, field.bottom + length, field.top, field.top);
  const count = Math.max(4, Math.round(length / (spacingMm * scaleOf(context.canvas))));
  const points = Array.from({ length: count + 1 }, (_, i): StrokePoint => {
    const t = i / count;
    const x = within(x0 + lean * t ** 1.6, field.left, field.right, field.left);
    return [x, top - length * t, flowing(teardrop(t), context)];
  });
  return { ...hand, paint: paintNamed(context, hand.paint), brush: brush.id, points, cause: 'drop' };
}

/** Pressure along a drop's fall, 0..1: intent, a belly at a third, then thin to nothing. */
const teardrop = (t: number): number => mix(0.28, 0.9, smoothstep(0, 0.3, t)) * mix(1, 0.03, smoothstep(0.28, 1, t) ** 0.8);

/**
 * The wet edge that a still hand leaves around itself: an arc, never a ring, whose radius wavers, lifted once on its way.
 *
 * @param ring - how many it left before in this stillness; each further one lies wider
 * @returns one or two strokes; none where the canvas leaves no room
 */
export function settledEdge(person: Person, ring: number, random: Random, context: HushContext): StrokeDraft[] {
  const { canvas, params } = context;
  const brush = brushNamed(context, 'mop');
  const scale = scaleOf(canvas);
  const radius = within(person.span * canvas.heightMm * 0.9 + ring * 20 * scale, 50 * scale, 115 * scale, 80 * scale);
  const centre = [person.at.x * canvas.widthMm, person.at.y * canvas.heightMm] as const;
  const length = random.between(230, 400) * scale;
  const turn = Math.min(length / radius, Math.PI * 1.62);
  // the arc's middle looks to the middle of the canvas, so that its opening, not its body, meets the border
  const inwards = Math.atan2(canvas.heightMm / 2 - centre[1], canvas.widthMm / 2 - centre[0]) + random.normal(0, 0.7);
  const waver = params.swell * scale * 0.5;
  const [a, b] = [random.between(0, 2 * Math.PI), random.between(0, 2 * Math.PI)];
  const hand = random.next() < 0.5 ? 1 : -1;
  const whole = arcPoints(length / scale, (t) => {
    const angle = inwards + hand * (t - 0.5) * turn;
    const r = radius + waver * (0.62 * Math.sin(2 * angle + a) + 0.38 * Math.sin(3 * angle + b)) + waver * (t - 0.5);
    return [centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)];
  });
  const cut = Math.round(whole.length * random.between(0.58, 0.72));
  const lifted = Math.max(2, Math.round(14 / spacingMm));
  return [whole.slice(0, cut), whole.slice(cut + lifted)]
    .flatMap((part) => clip(part, fieldOf(canvas, brush)))
    .filter((part) => lengthMm(part) >= 30 * scale)
    .map((part) => ({
      author: person.id,
      paint: person.paint,
      brush: brush.id,
      points: taper(pressed(part, random.split('breath'), 0.24, 0.42, context), 34 * scale, 46 * scale, 0.08),
      cause: 'settle',
    }));
}

/** A line as it came from a tip, mm and pressure, with what is known of its drawing. */
export interface DrawnLine {
  readonly points: readonly StrokePoint[];
  readonly seconds: number;
  /** it goes on from a length that is already painted */
  readonly continued: boolean;
}

/**
 * The strokes of a drawn line: calmed, tapered where it really begins and ends, cut to the canvas. A mere tap gives none.
 *
 * @param goesOn - the tip is still drawing, so that the end is a seam and keeps its pressure
 */
export function drawnStrokes(hand: Hand, line: DrawnLine, goesOn: boolean, cause: string, context: HushContext): StrokeDraft[] {
  const scale = scaleOf(context.canvas);
  const length = lengthMm(line.points);
  if (length < (line.continued ? 2 : leastMm) * scale) return [];
  const slow = length / Math.max(line.seconds, 1 / 60) < slowMmPerS * scale;
  const brush = brushNamed(context, slow && length > 40 * scale ? 'mop' : 'rigger');
  const even = resample(smooth(resample(line.points, spacingMm * scale), 3), spacingMm * scale);
  const ends = taper(even, line.continued ? 0 : Math.min(24 * scale, length * 0.3), goesOn ? 0 : Math.min(36 * scale, length * 0.45), 0.05);
  return clip(ends, fieldOf(context.canvas, brush))
    .filter((part) => lengthMm(part) > scale)
    .map((points) => ({ ...hand, brush: brush.id, points, cause }));
}

/** @returns the longest stretch of a free arc that stays in the field */
export function longestArc(points: readonly StrokePoint[], field: Field): StrokePoint[] {
  return clip(points, field).reduce<StrokePoint[]>((best, part) => (lengthMm(part) > lengthMm(best) ? part : best), []);
}

/** Points of a curve given over 0..1, as many as its length on a half-metre canvas asks for. */
export function arcPoints(length: number, at: (t: number) => readonly [number, number]): StrokePoint[] {
  const count = Math.max(8, Math.round(length / spacingMm));
  return Array.from({ length: count + 1 }, (_, i): StrokePoint => [...at(i / count), 1]);
}

/** Pressure that rises and falls as a breath along the way, between two values, 0..1. */
export function pressed(points: readonly StrokePoint[], random: Random, low: number, high: number, context: HushContext): StrokePoint[] {
  const phase = random.between(0, 2 * Math.PI);
  const waves = random.between(0.7, 1.4);
  return points.map(([x, y], i) => {
    const breath = 0.5 + 0.5 * Math.sin(phase + (waves * 2 * Math.PI * i) / Math.max(1, points.length - 1));
    return [x, y, flowing(mix(low, high, breath), context)];
  });
}

/** Pressure after the operator's wish for more or less ink, 0..1. */
export const flowing = (pressure: number, context: HushContext): number => within((pressure * context.params.flow) / 100, 0, 1, 0.3);

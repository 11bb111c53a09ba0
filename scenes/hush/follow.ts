import type { Person, Place } from '../../engine/people.ts';
import type { SceneEvent } from '../../engine/scene.ts';
import { lengthMm, type StrokeDraft, type StrokePoint } from '../../engine/stroke.ts';
import { scaleOf } from '../kit/easel.ts';
import { approach, mix, within } from '../kit/numbers.ts';
import { drawnStrokes, fallLine, flowing, settledEdge } from './marks.ts';
import type { HushContext } from './seen.ts';

/** Stillness that leaves an edge, s; how far apart edges of one person come, s; and how many one stillness leaves. */
const stillS = 1.6;
const betweenEdgesS = 9;
const edgesOfAStillness = 3;

/** A hand that trembles on the verge of a pinch lets fall no more than this often, s. */
const betweenDropsS = 0.4;

/** A drawn line is handed over in lengths of at most this, mm on a half-metre canvas: what one dip of a soft brush carries. */
const lengthOfLineMm = 220;

/** A tip that is suddenly elsewhere was lost and found again, not drawn: share of the canvas's diagonal in one step. */
const leap = 0.2;

/** What the score remembers of one person. */
export interface Follower {
  readonly id: string;
  readonly paint: string;
  readonly kind: Person['kind'];
  readonly at: Place;
  readonly velocity: Place;
  readonly sinceDropS: number;
  readonly sinceEdgeS: number;
  /** edges left in this stillness */
  readonly edges: number;
  /** absent while it does not grip */
  readonly line: { readonly points: readonly StrokePoint[]; readonly seconds: number; readonly continued: boolean } | null;
}

/** What one step with one person brings about. */
export interface Followed {
  readonly follower: Follower;
  readonly strokes: readonly StrokeDraft[];
  readonly events: readonly SceneEvent[];
}

const newcomer = (person: Person): Follower => ({
  id: person.id,
  paint: person.paint,
  kind: person.kind,
  at: person.at,
  velocity: person.velocity,
  sinceDropS: betweenDropsS,
  sinceEdgeS: betweenEdgesS,
  edges: 0,
  line: null,
});

/**
 * One step of one person's marks.
 *
 * @param tapped - a pinch of theirs was told in this step; it may have ended before it was seen
 */
export function follow(before: Follower | undefined, person: Person, tapped: boolean, context: HushContext): Followed {
  const known = before ?? newcomer(person);
  const drop = dropOf(known, person, tapped, context);
  const line = lineOf(known, person, context);
  const edge = edgeOf(known, person, context);
  const tick = (since: number): number => Math.min(since + context.dt, 60);
  return {
    strokes: [...drop.strokes, ...line.strokes, ...edge.strokes],
    events: [...drop.events, ...edge.events],
    follower: {
      id: known.id,
      paint: person.paint,
      kind: person.kind,
      at: person.at,
      velocity: person.velocity,
      sinceDropS: drop.events.length > 0 ? 0 : tick(known.sinceDropS),
      sinceEdgeS: edge.events.length > 0 ? 0 : tick(known.sinceEdgeS),
      edges: person.stillS < stillS ? 0 : known.edges + edge.events.length,
      line: line.line,
    },
  };
}

/** @returns the strokes of a line whose drawer is gone */
export const farewell = (follower: Follower, context: HushContext): StrokeDraft[] =>
  follower.line ? drawnStrokes(byHand(follower), follower.line, false, causeOf(follower), context) : [];

function dropOf(known: Follower, person: Person, tapped: boolean, context: HushContext): Pick<Followed, 'strokes' | 'events'> {
  const begins = (person.grip && !known.line) || tapped;
  if (!begins || known.sinceDropS < betweenDropsS) return { strokes: [], events: [] };
  const strength = mix(0.55, 1, person.pressure);
  return {
    strokes: [fallLine(byHand(person), person.tip, person.velocity, context.random.split(`drop ${person.id}`), context)],
    events: [{ kind: 'drop', x: person.tip.x, y: person.tip.y, strength, paint: person.paint }],
  };
}

function edgeOf(known: Follower, person: Person, context: HushContext): Pick<Followed, 'strokes' | 'events'> {
  const rests = person.kind !== 'phone' && !person.grip && person.openness > 0.35 && person.stillS > stillS;
  if (!rests || known.edges >= edgesOfAStillness || known.sinceEdgeS < betweenEdgesS) return { strokes: [], events: [] };
  return {
    strokes: settledEdge(person, known.edges, context.random.split(`edge ${person.id}`), context),
    events: [{ kind: 'settle', x: person.at.x, y: person.at.y, strength: within(person.span / 0.2, 0.4, 1, 0.6), paint: person.paint }],
  };
}

function lineOf(known: Follower, person: Person, context: HushContext): { line: Follower['line']; strokes: StrokeDraft[] } {
  const { widthMm, heightMm } = context.canvas;
  if (!person.grip) return { line: null, strokes: farewell(known, context) };
  const tip: StrokePoint = [person.tip.x * widthMm, person.tip.y * heightMm, 0];
  if (!known.line) return { line: { points: [tip], seconds: 0, continued: false }, strokes: [] };
  const last = known.line.points.at(-1) ?? tip;
  const seconds = known.line.seconds + context.dt;
  const reach = Math.hypot(tip[0] - last[0], tip[1] - last[1]);
  if (reach > leap * Math.hypot(widthMm, heightMm))
    return { line: { points: [tip], seconds: 0, continued: false }, strokes: farewell(known, context) };
  if (reach < 1.5 * scaleOf(context.canvas)) return { line: { ...known.line, seconds }, strokes: [] };
  return lengthened({ ...known.line, seconds }, last, tip, person, context);
}

/**
 * Goes on with a line, and hands over each full length of it. The next length begins at the very point where that one
 * ends; enough is kept back for the line to be lifted gracefully wherever it stops.
 */
function lengthened(
  line: NonNullable<Follower['line']>,
  last: StrokePoint,
  tip: StrokePoint,
  person: Person,
  context: HushContext,
): { line: Follower['line']; strokes: StrokeDraft[] } {
  const strokes: StrokeDraft[] = [];
  // half the way to the tip: a hand's tremor is ahead of its intention
  const to = [mix(last[0], tip[0], 0.6), mix(last[1], tip[1], 0.6)] as const;
  const reach = Math.hypot(to[0] - last[0], to[1] - last[1]);
  const pressure = pressureOf(last[2], reach / context.dt, person, context);
  const full = lengthOfLineMm * scaleOf(context.canvas);
  const pieces = Math.max(1, Math.ceil(reach / (full / 8)));
  let { points, seconds, continued } = line;
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    points = [...points, [mix(last[0], to[0], t), mix(last[1], to[1], t), mix(points.length > 1 ? last[2] : pressure, pressure, t)]];
    if (lengthMm(points) < full * (7 / 8)) continue;
    const seam = indexAt(points, full * (5 / 8));
    strokes.push(
      ...drawnStrokes(byHand(person), { points: points.slice(0, seam + 1), seconds, continued }, true, causeOf(person), context),
    );
    points = points.slice(seam);
    seconds *= 2 / 7;
    continued = true;
  }
  return { line: { points, seconds, continued }, strokes };
}

/** @returns index of the first point at least so far along, mm */
function indexAt(points: readonly StrokePoint[], wantedMm: number): number {
  let along = 0;
  for (let i = 1; i < points.length; i++) {
    along += lengthMm(points.slice(i - 1, i + 1));
    if (along >= wantedMm) return i;
  }
  return points.length - 1;
}

/** Slow is heavy, quick is light; it changes no faster than a wrist does. */
function pressureOf(before: number, mmPerS: number, person: Person, context: HushContext): number {
  const slow = 1 / (1 + (mmPerS / (320 * scaleOf(context.canvas))) ** 1.3);
  const wanted = flowing(mix(0.16, 0.72, slow) * mix(0.65, 1.15, person.pressure), context);
  return before === 0 ? wanted : approach(before, wanted, context.dt, 0.12);
}

const byHand = (who: Pick<Person, 'id' | 'paint'>): Pick<StrokeDraft, 'author' | 'paint'> => ({ author: who.id, paint: who.paint });
const causeOf = (who: { readonly kind: Person['kind'] }): string => (who.kind === 'hand' ? 'pinch' : 'touch');

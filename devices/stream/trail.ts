import type { MachinePoint } from '../machine.ts';
import type { Mark } from '../painter/motion.ts';
import { cleanHand, type Hand, unknownHand } from '../painter/plan.ts';
import { mix, partOf, type Segment } from './feed.ts';
import type { Job } from './queue.ts';

/** A stretch of a segment that was seen to be executed. */
export interface Executed {
  readonly segment: Segment;
  /** what it painted, and between where, if it paints */
  readonly mark: Mark | undefined;
  readonly from: MachinePoint;
  readonly to: MachinePoint;
  /** the segment was passed to its end */
  readonly whole: boolean;
}

/** What a reported position means. */
export type Sighting =
  | { readonly kind: 'on-path'; readonly atMm: number; readonly executed: readonly Executed[] }
  /** too far from all that was promised: the controller does something else than it was told */
  | { readonly kind: 'astray'; readonly offMm: number }
  /** it is where it should be, but hardly moves though it says so */
  | { readonly kind: 'crawls' }
  /** neither near enough to be believed nor far enough to be alarmed about */
  | { readonly kind: 'unclear' };

/**
 * The path that was sent, and how far along it the arm was seen. `ok` means parsed, not executed (FIELD.md §2): only
 * reported positions move it forward, and never back.
 */
export interface Trail {
  add(segment: Segment): void;
  /**
   * @param expectedMm - where a model of the controller believes the arm to be: tells two passes over one place apart
   * @param mostMm - farthest that it can have come since it was last seen
   */
  see(at: MachinePoint, expectedMm: number, mostMm: number): Sighting;
  /** arc lengths along all that was added since the last `clear`, mm: seen, and sent */
  readonly seenMm: number;
  readonly sentMm: number;
  /** where it was last seen, machine mm */
  readonly at: MachinePoint;
  /** paint on the brush there */
  readonly hand: Hand;
  readonly dips: number;
  readonly washes: number;
  /** the segment that it was last seen on */
  readonly now: Segment | undefined;
  clear(at: MachinePoint): void;
}

/** a report this near to the path is on it: steps of an arm are finer, mm */
const nearMm = 0.2;
/** a report this far from it shows that the controller follows another path, mm */
const astrayMm = 0.6;
/** arms stop at a step, not at a number: so near to the end of a segment it is done, mm */
const doneMm = 0.03;

/** @param mmPerDip - how far a fresh dip of a brush paints. @param held - what is on the brush at the start */
export function createTrail(start: MachinePoint, mmPerDip: (brush: string) => number, held: Hand): Trail {
  let segments: { readonly segment: Segment; readonly begin: number; readonly end: number }[] = [];
  let seen = 0;
  let sent = 0;
  let at = start;
  let hand = held;
  let dipping: { readonly paint: string; readonly brush: string } | null = null;
  let dips = 0;
  let washing = false;
  let washes = 0;

  const note = (segment: Segment, mark: Mark | undefined, whole: boolean): void => {
    if (segment.kind === 'wash' || segment.kind === 'wipe') {
      hand = unknownHand;
      washing = true;
    } else if (washing) {
      hand = cleanHand;
      washing = false;
      washes++;
    }
    if (segment.kind === 'dip') {
      dipping = segment.job?.stroke ?? null;
      // some of it is in the brush, nobody knows how much
      hand = { ...hand, paint: dipping?.paint ?? null, leftMm: 0 };
    } else if (dipping !== null) {
      hand = { ...hand, paint: dipping.paint, leftMm: mmPerDip(dipping.brush) };
      dipping = null;
      dips++;
    }
    if (mark === undefined || segment.job === null) return;
    if (hand.paint !== null) hand = { ...hand, leftMm: mark.loadTo * mmPerDip(segment.job.stroke.brush) };
    if (whole && mark.last && hand.sinceWash !== null) hand = { ...hand, sinceWash: hand.sinceWash + 1 };
  };

  /** Moves on, and tells what was passed. */
  const pass = (toMm: number): Executed[] => {
    const executed: Executed[] = [];
    for (let first = segments[0]; first !== undefined; first = segments[0]) {
      const { segment, begin, end } = first;
      const whole = toMm >= end - doneMm;
      const reach = whole ? end : toMm;
      if (reach > seen || whole) {
        const size = end - begin;
        const t0 = Math.min(1, Math.max(0, (seen - begin) / size));
        const t1 = whole ? 1 : Math.min(1, (reach - begin) / size);
        const mark = segment.mark === undefined ? undefined : partOf(segment.mark, t0, t1);
        note(segment, mark, whole);
        executed.push({ segment, mark, from: mix(segment.from, segment.to, t0), to: mix(segment.from, segment.to, t1), whole });
        seen = Math.max(seen, reach);
      }
      if (!whole) break;
      segments.shift();
    }
    return executed;
  };

  return {
    add: (segment) => {
      segments.push({ segment, begin: sent, end: sent + segment.leg.lengthMm });
      sent += segment.leg.lengthMm;
    },
    see: (where, expectedMm, mostMm) => {
      let best: { readonly mm: number; readonly score: number } | undefined;
      let nearest = Math.hypot(where.x - at.x, where.y - at.y, where.z - at.z);
      if (nearest <= nearMm) best = { mm: seen, score: Math.abs(seen - expectedMm) };
      for (const { segment, begin, end } of segments) {
        if (begin > seen + mostMm) break;
        const t = share(where, segment.from, segment.to);
        const p = mix(segment.from, segment.to, t);
        const off = Math.hypot(where.x - p.x, where.y - p.y, where.z - p.z);
        nearest = Math.min(nearest, off);
        const mm = Math.max(seen, begin + t * (end - begin));
        const score = Math.abs(mm - expectedMm);
        if (off <= nearMm && mm <= seen + mostMm && (best === undefined || score < best.score)) best = { mm, score };
      }
      if (best === undefined) return nearest > astrayMm ? { kind: 'astray', offMm: nearest } : { kind: 'unclear' };
      const executed = pass(best.mm);
      at = where;
      return { kind: 'on-path', atMm: best.mm, executed };
    },
    get seenMm() {
      return seen;
    },
    get sentMm() {
      return sent;
    },
    get at() {
      return at;
    },
    get hand() {
      return hand;
    },
    get dips() {
      return dips;
    },
    get washes() {
      return washes;
    },
    get now() {
      return segments[0]?.segment;
    },
    clear: (where) => {
      segments = [];
      seen = 0;
      sent = 0;
      at = where;
      dipping = null;
      washing = false;
    },
  };
}

/** @returns how far along a b its point nearest to p lies, 0..1 */
function share(p: MachinePoint, a: MachinePoint, b: MachinePoint): number {
  const d = { x: b.x - a.x, y: b.y - a.y, z: b.z - a.z };
  const square = d.x * d.x + d.y * d.y + d.z * d.z;
  if (square === 0) return 1;
  return Math.min(1, Math.max(0, ((p.x - a.x) * d.x + (p.y - a.y) * d.y + (p.z - a.z) * d.z) / square));
}

/** @returns whether a segment is the last of its stroke that paints */
export function endsStroke(segment: Segment): segment is Segment & { readonly job: Job } {
  return segment.job !== null && segment.mark?.last === true;
}

import type { HandsInput } from '../input.ts';
import type { Deed } from '../people.ts';
import { type HandView, speedOf } from './detectors/detector.ts';
import { isDoubtful, noPinch, type Pinch, stepPinch } from './detectors/pinch.ts';
import { type HandFeatures, handFeatures } from './features.ts';
import { match } from './match.ts';
import { type OneEuro, oneEuro } from './one-euro.ts';
import { beginSigns, type Signs, stepSigns } from './signs.ts';
import { beginTrail, expected, extendTrail, lastOf, rangeOf, since, type Trail } from './trail.ts';

/** A hand that is followed from frame to frame. Plain data. */
export interface TrackedHand {
  readonly id: string;
  readonly camera: string;
  /** what the tracker mostly calls it: 1 right, -1 left */
  readonly rightness: number;
  readonly palmX: OneEuro;
  readonly palmY: OneEuro;
  readonly tipX: OneEuro;
  readonly tipY: OneEuro;
  readonly span: number;
  readonly openness: number;
  /** palm length, eased, image heights */
  readonly palmSize: number;
  readonly pinch: Pinch;
  readonly trail: Trail;
  readonly signs: Signs;
  /** the camera's own time of the last frame that held it, ms */
  readonly seenT: number;
  /** the show's step of that frame */
  readonly seenStep: number;
  readonly bornStep: number;
}

/** Steps for which a hand that the camera lost keeps its identity: 0.4 s. */
export const LOSS_STEPS = 24;
/**
 * Farther than this (in wall heights) from where it should be, it is another hand; a hand that was not seen for longer than
 * so (s) may have gone so much farther a second: a swipe does 3.
 */
const GATE = 0.35;
const UNSEEN = { afterS: 0.05, perS: 3, most: 0.75 };
/** What a side label costs that is not the hand's usual one: it flickers, but where two hands meet there is little else to go by. */
const OTHER_SIDE = 0.1;
/** What it costs that a hand did not go on as it went, but turned back while it was not seen. */
const TURNED = 0.05;
/**
 * Palms between two sightings of one hand: a hand that sweeps is found where it was and where it is, half a palm apart.
 * Two hands are so near only while one hides the other.
 */
const SAME = 0.65;
const PALM = { minCutoffHz: 1.6, beta: 4 };
const TIP = { minCutoffHz: 2.2, beta: 6 };

/** @returns what the frame shows, a hand seen twice counted once (the tracker sometimes finds the same hand twice) */
function seenOnce(input: HandsInput): HandFeatures[] {
  const found: HandFeatures[] = [];
  for (const hand of [...input.hands].sort((a, b) => b.score - a.score)) {
    const features = handFeatures(hand, input.aspect);
    const twin = found.some(
      (other) => Math.hypot((other.palm.x - features.palm.x) * input.aspect, other.palm.y - features.palm.y) < SAME * other.palmSize,
    );
    if (!twin) found.push(features);
  }
  return found;
}

/** What a hand did in a frame. */
export interface HandDeed {
  readonly hand: string;
  readonly deed: Deed;
}

/** How quickly the name that the tracker gives a side is believed, s: it flickers (FIELD.md §8: 4 of 88). */
const SIDE_S = 0.4;
const rightnessOf = (side: 'left' | 'right'): number => (side === 'right' ? 1 : -1);
export const sideOf = ({ rightness }: TrackedHand): 'left' | 'right' => (rightness >= 0 ? 'right' : 'left');

function begin(id: string, camera: string, f: HandFeatures, { t, aspect }: HandsInput, step: number): TrackedHand {
  const still = (value: number): OneEuro => ({ value, slope: 0 });
  const trail = beginTrail(f, aspect);
  return {
    id,
    camera,
    rightness: 0.5 * rightnessOf(f.side),
    palmX: still(f.palm.x),
    palmY: still(f.palm.y),
    tipX: still(f.tip.x),
    tipY: still(f.tip.y),
    span: f.span,
    openness: f.openness,
    palmSize: f.size,
    pinch: noPinch,
    trail,
    signs: beginSigns({ f, trail, palm: f.size, aspect, dtS: 0.004 }),
    seenT: t,
    seenStep: step,
    bornStep: step,
  };
}

function follow(
  hand: TrackedHand,
  f: HandFeatures,
  { t, aspect }: HandsInput,
  step: number,
): { hand: TrackedHand; deeds: readonly Deed[] } {
  const sinceS = (t - hand.seenT) / 1000;
  const dt = Math.min(0.25, Math.max(0.004, sinceS));
  const ease = Math.min(1, dt / 0.12);
  const towards = (from: number, to: number, timeS = 0.12): number => from + Math.min(1, dt / timeS) * (to - from);
  const palmSize = towards(hand.palmSize, f.size);
  const dtS = Math.min(0.5, Math.max(0.004, sinceS));
  const trail = extendTrail(hand.trail, f, aspect, dtS);
  const view: HandView = { f, trail, palm: palmSize, aspect, dtS };
  const { signs, deeds } = stepSigns(hand.signs, view);
  return {
    deeds,
    hand: {
      id: hand.id,
      camera: hand.camera,
      rightness: towards(hand.rightness, rightnessOf(f.side), SIDE_S),
      palmX: oneEuro(hand.palmX, f.palm.x, dt, PALM),
      palmY: oneEuro(hand.palmY, f.palm.y, dt, PALM),
      tipX: oneEuro(hand.tipX, f.tip.x, dt, TIP),
      tipY: oneEuro(hand.tipY, f.tip.y, dt, TIP),
      span: hand.span + ease * (f.span - hand.span),
      openness: hand.openness + ease * (f.openness - hand.openness),
      palmSize,
      pinch: pinchOf(hand, view, dt),
      trail,
      signs,
      seenT: t,
      seenStep: step,
      bornStep: hand.bornStep,
    },
  };
}

/** A hand that is called by the other side than it mostly is, is seen wrongly: it begins no pinch. */
const pinchOf = (hand: TrackedHand, view: HandView, dt: number): Pinch =>
  hand.pinch.on || view.f.side === sideOf(hand)
    ? stepPinch(hand.pinch, view.f, dt, isDoubtful(view.f, speedOf(view)))
    : { ...hand.pinch, against: 0 };

const gateOf = ({ seenT }: TrackedHand, { t }: HandsInput): number =>
  Math.min(UNSEEN.most, GATE + UNSEEN.perS * Math.max(0, (t - seenT) / 1000 - UNSEEN.afterS));

/** What it costs to take a seen hand for a known one, in image heights: how far it is from where it should be by now. */
function costOf(hand: TrackedHand, f: HandFeatures, { t, aspect }: HandsInput): number {
  const away = (from: { readonly x: number; readonly y: number }): number => Math.hypot(f.palm.x * aspect - from.x, f.palm.y - from.y);
  const ahead = expected(hand.trail, Math.max(0, (t - hand.seenT) / 1000));
  const otherSide = f.side === sideOf(hand) ? 0 : OTHER_SIDE * Math.abs(hand.rightness);
  return Math.min(away(ahead), away(lastOf(hand.trail)) + TURNED) + otherSide;
}

/** Who swipes does it with one hand: where two move at once somebody talks, or two people cross. So many palms within so long, s. */
const MOVES = { palms: 0.7, withinS: 0.5 };
function moves({ trail, palmSize, seenT }: TrackedHand, { t }: HandsInput): boolean {
  if ((t - seenT) / 1000 > MOVES.withinS) return false;
  const recent = trail.slice(since(trail, MOVES.withinS));
  return Math.hypot(rangeOf(recent.map(({ x }) => x)), rangeOf(recent.map(({ y }) => y))) / palmSize > MOVES.palms;
}

/**
 * Follow the hands of one camera frame: nearest to where each should be by now comes first; the side label, which
 * flickers, only tips the scale. Hands of other cameras are left alone.
 *
 * @param next - number of the next new hand
 * @returns all hands, the next number, and what those that were seen did
 */
export function seeHands(
  hands: readonly TrackedHand[],
  input: HandsInput,
  step: number,
  next: number,
): { hands: TrackedHand[]; next: number; deeds: HandDeed[] } {
  const seen = seenOnce(input);
  const mine = hands.filter((hand) => hand.camera === input.camera);
  const found = match(mine, seen, (hand, f) => costOf(hand, f, input) / gateOf(hand, input), 1);
  const deeds: HandDeed[] = [];
  const followed = mine.map((hand, h) => {
    const f = seen[found[h] ?? -1];
    if (!f) return hand;
    const now = follow(hand, f, input, step);
    deeds.push(...now.deeds.map((deed) => ({ hand: hand.id, deed })));
    return now.hand;
  });
  const meant = deeds.filter(
    ({ hand, deed }) => deed.kind !== 'swipe' || !followed.some((other) => other.id !== hand && moves(other, input)),
  );
  const born = seen.filter((_, s) => !found.includes(s)).map((f, i) => begin(`hand-${next + i}`, input.camera, f, input, step));
  return { hands: [...hands.filter((hand) => hand.camera !== input.camera), ...followed, ...born], next: next + born.length, deeds: meant };
}

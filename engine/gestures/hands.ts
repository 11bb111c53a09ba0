import type { HandsInput } from '../input.ts';
import { noPinch, type Pinch, stepPinch } from './detectors/pinch.ts';
import { type HandFeatures, handFeatures } from './features.ts';
import { type OneEuro, oneEuro } from './one-euro.ts';

/** A hand that is followed from frame to frame. Plain data. */
export interface TrackedHand {
  readonly id: string;
  readonly camera: string;
  readonly side: 'left' | 'right';
  readonly palmX: OneEuro;
  readonly palmY: OneEuro;
  readonly tipX: OneEuro;
  readonly tipY: OneEuro;
  readonly span: number;
  readonly openness: number;
  readonly palmSize: number;
  readonly pinch: Pinch;
  /** the camera's own time of the last frame that held it, ms */
  readonly seenT: number;
  /** the show's step of that frame */
  readonly seenStep: number;
  readonly bornStep: number;
}

/** Steps for which a hand that the camera lost keeps its identity: 0.4 s. */
export const LOSS_STEPS = 24;
/** Farther than this (in wall heights) from where it should be, it is another hand. */
const GATE = 0.35;
const PALM = { minCutoffHz: 1.6, beta: 4 };
const TIP = { minCutoffHz: 2.2, beta: 6 };

/** @returns what the frame shows, a hand seen twice counted once (the tracker sometimes finds the same hand twice) */
function seenOnce(input: HandsInput): HandFeatures[] {
  const found: HandFeatures[] = [];
  for (const hand of [...input.hands].sort((a, b) => b.score - a.score)) {
    const features = handFeatures(hand, input.aspect);
    const twin = found.some(
      (other) => Math.hypot((other.palm.x - features.palm.x) * input.aspect, other.palm.y - features.palm.y) < 0.5 * other.palmSize,
    );
    if (!twin) found.push(features);
  }
  return found;
}

function begin(id: string, camera: string, f: HandFeatures, t: number, step: number): TrackedHand {
  const still = (value: number): OneEuro => ({ value, slope: 0 });
  return {
    id,
    camera,
    side: f.side,
    palmX: still(f.palm.x),
    palmY: still(f.palm.y),
    tipX: still(f.tip.x),
    tipY: still(f.tip.y),
    span: f.span,
    openness: f.openness,
    palmSize: f.palmSize,
    pinch: noPinch,
    seenT: t,
    seenStep: step,
    bornStep: step,
  };
}

function follow(hand: TrackedHand, f: HandFeatures, t: number, step: number): TrackedHand {
  const dt = Math.min(0.25, Math.max(0.004, (t - hand.seenT) / 1000));
  const ease = Math.min(1, dt / 0.12);
  return {
    ...hand,
    palmX: oneEuro(hand.palmX, f.palm.x, dt, PALM),
    palmY: oneEuro(hand.palmY, f.palm.y, dt, PALM),
    tipX: oneEuro(hand.tipX, f.tip.x, dt, TIP),
    tipY: oneEuro(hand.tipY, f.tip.y, dt, TIP),
    span: hand.span + ease * (f.span - hand.span),
    openness: hand.openness + ease * (f.openness - hand.openness),
    palmSize: hand.palmSize + ease * (f.palmSize - hand.palmSize),
    pinch: stepPinch(hand.pinch, f.pinchRatio, dt),
    seenT: t,
    seenStep: step,
  };
}

/**
 * Follow the hands of one camera frame: nearest to where each should be by now comes first; the side label, which
 * flickers, only tips the scale. Hands of other cameras are left alone.
 *
 * @param next - number of the next new hand
 * @returns all hands, and the next number
 */
export function seeHands(
  hands: readonly TrackedHand[],
  input: HandsInput,
  step: number,
  next: number,
): { hands: TrackedHand[]; next: number } {
  const seen = seenOnce(input);
  const mine = hands.filter((hand) => hand.camera === input.camera);
  const pairs = mine.flatMap((hand, h) =>
    seen.map((f, s) => {
      const dt = Math.min(0.3, Math.max(0, (input.t - hand.seenT) / 1000));
      const dx = (f.palm.x - hand.palmX.value - 0.5 * dt * hand.palmX.slope) * input.aspect;
      const dy = f.palm.y - hand.palmY.value - 0.5 * dt * hand.palmY.slope;
      return { h, s, cost: Math.hypot(dx, dy) + (f.side === hand.side ? 0 : 0.05) };
    }),
  );
  pairs.sort((a, b) => a.cost - b.cost);
  const match = new Map<number, number>();
  const taken = new Set<number>();
  for (const { h, s, cost } of pairs) {
    if (cost > GATE || match.has(h) || taken.has(s)) continue;
    match.set(h, s);
    taken.add(s);
  }
  const followed = mine.map((hand, h) => {
    const f = seen[match.get(h) ?? -1];
    return f ? follow(hand, f, input.t, step) : hand;
  });
  const born = seen.filter((_, s) => !taken.has(s)).map((f, i) => begin(`hand-${next + i}`, input.camera, f, input.t, step));
  return { hands: [...hands.filter((hand) => hand.camera !== input.camera), ...followed, ...born], next: next + born.length };
}

import { within01 } from './detector.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The two palms of a person in one frame: image heights, mirrored wall, x right, y up. */
export interface TwoHands {
  readonly left: Spot;
  readonly right: Spot;
  /** mean length of the two palms, image heights */
  readonly palm: number;
  /** seconds since the last frame */
  readonly dtS: number;
}

/** Palms between the hands at value 0 and 1: side by side, and about 90 cm. */
const TOGETHER = 1.5;
const WIDE = 9.5;
/** Palms by which they must come apart, within so long (s), each by at least so many: one hand that leaves is no spread. */
const APART = 2.4;
const LONG_S = 2;
const EACH = 0.7;
/** It is told again when it has changed so much, and ends when it has not for so long, s. */
const CHANGED = 0.1;
const OVER_S = 1.5;

/** Hands that have crossed come apart again: nothing for so long after they are where they belong, s. */
const UNCROSSED_S = 0.4;

interface Nearest {
  readonly apart: number;
  readonly left: Spot;
  readonly right: Spot;
  readonly agoS: number;
}
export interface Spread {
  /** where they were nearest in the last moments */
  readonly nearest: Nearest | null;
  /** the value told last; null while it is no spread */
  readonly told: number | null;
  readonly sameS: number;
  /** seconds since the right hand was left of the left one */
  readonly uncrossedS: number;
}
export const noSpread: Spread = { nearest: null, told: null, sameS: 0, uncrossedS: UNCROSSED_S };

/** @returns the value to tell, 0 together to 1 wide, or null */
export function stepSpread(state: Spread, hands: TwoHands): { state: Spread; value: number | null } {
  const { left, right, palm, dtS } = hands;
  const apart = Math.hypot(left.x - right.x, left.y - right.y) / palm;
  const uncrossedS = right.x < left.x ? 0 : Math.min(state.uncrossedS + dtS, UNCROSSED_S);
  const value = within01((apart - TOGETHER) / (WIDE - TOGETHER));
  if (state.told !== null) {
    if (Math.abs(value - state.told) >= CHANGED) return { state: { ...state, uncrossedS, told: value, sameS: 0 }, value };
    const sameS = state.sameS + dtS;
    return { state: sameS > OVER_S ? noSpread : { ...state, uncrossedS, sameS }, value: null };
  }
  const nearest = nearestOf(state, { apart, left, right, agoS: 0 }, dtS, uncrossedS);
  const moved = (from: Spot, to: Spot): number => Math.hypot(to.x - from.x, to.y - from.y) / palm;
  const began = apart - nearest.apart >= APART && Math.min(moved(nearest.left, left), moved(nearest.right, right)) >= EACH;
  if (!began) return { state: { nearest, told: null, sameS: 0, uncrossedS }, value: null };
  return { state: { nearest: null, told: value, sameS: 0, uncrossedS }, value };
}

function nearestOf({ nearest: old }: Spread, now: Nearest, dtS: number, uncrossedS: number): Nearest {
  const forgotten = old === null || now.apart < old.apart || old.agoS > LONG_S || uncrossedS < UNCROSSED_S;
  return forgotten ? now : { ...old, agoS: old.agoS + dtS };
}

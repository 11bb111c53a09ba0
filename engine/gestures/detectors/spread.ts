import { within01 } from './detector.ts';

/** The two palms of a person in one frame: image heights, mirrored wall, x right, y up. */
export interface TwoHands {
  readonly left: { readonly x: number; readonly y: number };
  readonly right: { readonly x: number; readonly y: number };
  /** mean length of the two palms, image heights */
  readonly palm: number;
  /** seconds since the last frame */
  readonly dtS: number;
}

/** Palms between the hands at value 0 and 1: side by side, and about 90 cm. */
const TOGETHER = 1.5;
const WIDE = 9.5;
/** Palms by which they must come apart, within so long (s), each by at least so many: one hand that leaves is no spread. */
const APART = 1.3;
const LONG_S = 2;
const EACH = 0.4;
/** It is told again when it has changed so much, and ends when it has not for so long, s. */
const CHANGED = 0.1;
const OVER_S = 1.5;

interface Nearest {
  readonly apart: number;
  readonly left: { readonly x: number; readonly y: number };
  readonly right: { readonly x: number; readonly y: number };
  readonly agoS: number;
}
export interface Spread {
  /** where they were nearest in the last moments */
  readonly nearest: Nearest | null;
  /** the value told last; null while it is no spread */
  readonly told: number | null;
  readonly sameS: number;
}
export const noSpread: Spread = { nearest: null, told: null, sameS: 0 };

/** @returns the value to tell, 0 together to 1 wide, or null */
export function stepSpread(state: Spread, hands: TwoHands): { state: Spread; value: number | null } {
  const { left, right, palm, dtS } = hands;
  const apart = Math.hypot(left.x - right.x, left.y - right.y) / palm;
  const value = within01((apart - TOGETHER) / (WIDE - TOGETHER));
  if (state.told !== null) {
    if (Math.abs(value - state.told) >= CHANGED) return { state: { ...state, told: value, sameS: 0 }, value };
    const sameS = state.sameS + dtS;
    return { state: sameS > OVER_S ? noSpread : { ...state, sameS }, value: null };
  }
  const old = state.nearest;
  const nearest =
    old === null || apart < old.apart || old.agoS > LONG_S ? { apart, left, right, agoS: 0 } : { ...old, agoS: old.agoS + dtS };
  const moved = (from: { x: number; y: number }, to: { x: number; y: number }) => Math.hypot(to.x - from.x, to.y - from.y) / palm;
  const began = apart - nearest.apart >= APART && Math.min(moved(nearest.left, left), moved(nearest.right, right)) >= EACH;
  return began ? { state: { nearest: null, told: value, sameS: 0 }, value } : { state: { ...noSpread, nearest }, value: null };
}

import type { HandSeen } from '../input.ts';
import type { Place } from '../people.ts';

/** What one frame says of one hand. Places are on the mirrored wall: 0..1 from the bottom left. */
export interface HandFeatures {
  readonly side: 'left' | 'right';
  readonly palm: Place;
  readonly tip: Place;
  /** half the hand's reach from wrist to the longest fingertip, in image heights */
  readonly span: number;
  /** 0 all fingers bent, 1 all four stretched */
  readonly openness: number;
  /** thumb tip to index tip, in palm lengths: 0.03–0.08 in a pinch, 0.73 and more otherwise (FIELD.md §8) */
  readonly pinchRatio: number;
  /** wrist to middle knuckle, in image heights: how near the hand is */
  readonly palmSize: number;
}

/** (knuckle-side joint, tip) of the four fingers in MediaPipe's numbering. */
const FINGERS = [
  [6, 8],
  [10, 12],
  [14, 16],
  [18, 20],
] as const;

/**
 * Features of a hand.
 *
 * @param aspect - image width / height; x is scaled by it so that distances are round
 * @see FIELD.md §8: a finger is stretched when tip-to-wrist / PIP-to-wrist > 1.1
 */
export function handFeatures(hand: HandSeen, aspect: number): HandFeatures {
  const at = (i: number): [x: number, y: number] => [(hand.landmarks[3 * i] ?? 0) * aspect, hand.landmarks[3 * i + 1] ?? 0];
  const distance = (i: number, j: number): number => {
    const [ax, ay] = at(i);
    const [bx, by] = at(j);
    return Math.hypot(bx - ax, by - ay);
  };
  const middle = (indices: readonly number[]): Place => {
    let x = 0;
    let y = 0;
    for (const i of indices) {
      const [px, py] = at(i);
      x += px / aspect / indices.length;
      y += py / indices.length;
    }
    return { x: 1 - x, y: 1 - y };
  };
  const palmSize = Math.max(distance(0, 9), 0.01);
  const stretched = FINGERS.map(([pip, tip]) => distance(0, tip) / Math.max(distance(0, pip), 0.005));
  return {
    side: hand.side,
    palm: middle([0, 5, 9, 17]),
    tip: middle([4, 8]),
    span: Math.max(...FINGERS.map(([, tip]) => distance(0, tip)), palmSize) / 2,
    openness: stretched.reduce((sum, ratio) => sum + Math.min(1, Math.max(0, (ratio - 0.9) / 0.5)), 0) / FINGERS.length,
    pinchRatio: distance(4, 8) / palmSize,
    palmSize,
  };
}

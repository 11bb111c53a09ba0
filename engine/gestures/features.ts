import type { HandSeen } from '../input.ts';
import type { Place } from '../people.ts';

/** What one frame says of one hand. Places are on the mirrored wall: 0..1 from the bottom left. */
export interface HandFeatures {
  readonly side: 'left' | 'right';
  readonly palm: Place;
  readonly tip: Place;
  /** middle of the four fingertips: what swings most in a wave */
  readonly tips: Place;
  /** half the hand's reach from wrist to the longest fingertip, in image heights */
  readonly span: number;
  /** 0 all fingers bent, 1 all four stretched */
  readonly openness: number;
  /** index, middle, ring, little: tip-to-wrist over PIP-to-wrist; about 0.5 in a fist, 1.3 stretched, > 1.1 counts as stretched */
  readonly fingers: readonly [number, number, number, number];
  /** how far the four fingers are bent, degrees over all joints, mean of the four; 15–20 flat, 28 and more at rest, 180 in a fist */
  readonly bendDeg: number;
  /** thumb tip to index tip, in palm lengths: 0.03–0.08 in a pinch, 0.73 and more otherwise (FIELD.md §8) */
  readonly pinchRatio: number;
  /** wrist to middle knuckle, in image heights: how near the hand is */
  readonly palmSize: number;
  /** as `palmSize`, from three sides of the palm: it changes least when fingers bend or the hand turns */
  readonly size: number;
  /** 1 fingers up, 0 sideways, -1 down */
  readonly upright: number;
}

/** (knuckle-side joint, tip) of the four fingers in MediaPipe's numbering. */
const FINGERS = [
  [6, 8],
  [10, 12],
  [14, 16],
  [18, 20],
] as const;
/** Wrist to middle knuckle over the mean of the palm's three sides, measured on an open rendered hand: 0.19 / 0.16. */
const PALM_PER_SIDE = 1.19;

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
  const stretched = ([pip, tip]: readonly [number, number]): number => Math.min(4, distance(0, tip) / Math.max(distance(0, pip), 0.005));
  const fingers = [stretched(FINGERS[0]), stretched(FINGERS[1]), stretched(FINGERS[2]), stretched(FINGERS[3])] as const;
  return {
    side: hand.side,
    palm: middle([0, 5, 9, 17]),
    tip: middle([4, 8]),
    tips: middle([8, 12, 16, 20]),
    span: Math.max(...FINGERS.map(([, tip]) => distance(0, tip)), palmSize) / 2,
    openness: fingers.reduce((sum, ratio) => sum + Math.min(1, Math.max(0, (ratio - 0.9) / 0.5)), 0) / FINGERS.length,
    fingers,
    bendDeg: bendOf(hand, aspect),
    pinchRatio: distance(4, 8) / palmSize,
    palmSize,
    size: Math.max(((distance(0, 5) + distance(0, 17) + distance(5, 17)) / 3) * PALM_PER_SIDE, 0.01),
    upright: (at(0)[1] - at(9)[1]) / palmSize,
  };
}

/** Mean bend of the four fingers in depth too: a finger that bends towards the camera hardly changes in the picture. */
function bendOf({ landmarks }: HandSeen, aspect: number): number {
  const way = (from: number, to: number): readonly [number, number, number] => {
    const along = (axis: number): number => (landmarks[3 * to + axis] ?? 0) - (landmarks[3 * from + axis] ?? 0);
    return [along(0) * aspect, along(1), along(2) * aspect];
  };
  const turn = (a: readonly [number, number, number], b: readonly [number, number, number]): number => {
    const length = Math.hypot(...a) * Math.hypot(...b);
    if (length < 1e-9) return 0;
    const cosine = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / length;
    return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
  };
  let sum = 0;
  for (const knuckle of [5, 9, 13, 17]) {
    const bones = [way(0, knuckle), way(knuckle, knuckle + 1), way(knuckle + 1, knuckle + 2), way(knuckle + 2, knuckle + 3)] as const;
    sum += turn(bones[0], bones[1]) + turn(bones[1], bones[2]) + turn(bones[2], bones[3]);
  }
  return sum / 4;
}

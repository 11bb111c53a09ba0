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
  /** index tip to middle tip, in palm lengths: 0.57 and more in a V, 0.3 of an open hand */
  readonly vee: number;
  /** width of the palm over its length: 0.6–0.95 seen from the front or the back, less than 0.5 from the side */
  readonly slim: number;
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
  const { landmarks } = hand;
  const distance = (i: number, j: number): number => {
    const dx = ((landmarks[3 * i] ?? 0) - (landmarks[3 * j] ?? 0)) * aspect;
    const dy = (landmarks[3 * i + 1] ?? 0) - (landmarks[3 * j + 1] ?? 0);
    return Math.sqrt(dx * dx + dy * dy);
  };
  const middle = (indices: readonly number[]): Place => {
    let x = 0;
    let y = 0;
    for (const i of indices) {
      x += landmarks[3 * i] ?? 0;
      y += landmarks[3 * i + 1] ?? 0;
    }
    return { x: 1 - x / indices.length, y: 1 - y / indices.length };
  };
  const size = Math.max(((distance(0, 5) + distance(0, 17) + distance(5, 17)) / 3) * PALM_PER_SIDE, 0.01);
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
    size,
    vee: distance(8, 12) / size,
    slim: Math.min(2, distance(5, 17) / palmSize),
    upright: ((landmarks[1] ?? 0) - (landmarks[28] ?? 0)) / palmSize,
  };
}

/** Mean bend of the four fingers in depth too: a finger that bends towards the camera hardly changes in the picture. */
function bendOf({ landmarks }: HandSeen, aspect: number): number {
  let sum = 0;
  for (const knuckle of [5, 9, 13, 17])
    for (let joint = 0; joint < 3; joint++) {
      const here = knuckle + joint;
      sum += turnAt(landmarks, joint === 0 ? 0 : here - 1, here, here + 1, aspect);
    }
  return sum / 4;
}

/** Degrees by which the way from one landmark to the next turns at a third; 0 where two of them are one. */
function turnAt(landmarks: readonly number[], from: number, at: number, to: number, aspect: number): number {
  let dot = 0;
  let before = 0;
  let after = 0;
  for (let axis = 0; axis < 3; axis++) {
    const scale = axis === 1 ? 1 : aspect;
    const a = ((landmarks[3 * at + axis] ?? 0) - (landmarks[3 * from + axis] ?? 0)) * scale;
    const b = ((landmarks[3 * to + axis] ?? 0) - (landmarks[3 * at + axis] ?? 0)) * scale;
    dot += a * b;
    before += a * a;
    after += b * b;
  }
  const length = Math.sqrt(before * after);
  return length < 1e-12 ? 0 : (Math.acos(Math.min(1, Math.max(-1, dot / length))) * 180) / Math.PI;
}

import type { HandSeen } from '../input.ts';
import type { Place } from '../people.ts';
import { angle, turnAbout, type Vector } from './vector.ts';

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
  /** how far the four fingers are bent, degrees over all joints, mean of the four; 5–20 flat, 15–55 at rest, 170 in a fist */
  readonly bendDeg: number;
  /** as `bendDeg`, every turn of every joint counted, whichever way: 15–25 flat, 25 and more at rest; the tracker's noise adds to it */
  readonly crookDeg: number;
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
    ...bendOf(hand, aspect),
    pinchRatio: distance(4, 8) / palmSize,
    palmSize,
    size,
    vee: distance(8, 12) / size,
    slim: Math.min(2, distance(5, 17) / palmSize),
    upright: ((landmarks[1] ?? 0) - (landmarks[28] ?? 0)) / palmSize,
  };
}

/**
 * Mean bend of the four fingers, in depth too: a finger that bends towards the camera hardly changes in the picture. Bends are
 * counted about the line across the knuckles, with their sign, so that the tracker's noise, which turns a joint to and fro, cancels.
 */
function bendOf({ landmarks }: HandSeen, aspect: number): Pick<HandFeatures, 'bendDeg' | 'crookDeg'> {
  const from = (i: number, j: number): Vector => {
    const along = (axis: number): number => (landmarks[3 * j + axis] ?? 0) - (landmarks[3 * i + axis] ?? 0);
    return [along(0) * aspect, along(1), along(2) * aspect];
  };
  const across = from(5, 17);
  let bend = 0;
  let crook = 0;
  for (const knuckle of [5, 9, 13, 17]) {
    let before = from(0, knuckle);
    for (let joint = knuckle; joint < knuckle + 3; joint++) {
      const after = from(joint, joint + 1);
      bend += turnAbout(across, before, after);
      crook += angle(before, after);
      before = after;
    }
  }
  return { bendDeg: Math.abs(bend) / 4, crookDeg: crook / 4 };
}

import type { HandSeen, HandsInput } from '../../engine/input.ts';

/** Four fingers in a hand's own frame: palm lengths right of and above the wrist, from knuckle to tip, stretched. */
const FINGERS = [
  [-0.25, 0.95],
  [0, 1],
  [0.2, 0.95],
  [0.38, 0.85],
] as const;

/** How far its joints come forward at rest, palm lengths, from knuckle to tip. */
const AT_REST = [0, 0.1, 0.3, 0.5] as const;

/**
 * A plausible hand for tests: palm upright, image coordinates. Shown flat with a gap of 1, else at rest; its index bends in a
 * pinch.
 *
 * @param x - of the palm's middle, 0..1 from the image's left; @param y - 0..1 from its top
 * @param gap - thumb tip to index tip, in palm lengths
 */
export function handAt(x: number, y: number, { gap = 1, palm = 0.15, aspect = 4 / 3, side = 'right' as HandSeen['side'] } = {}): HandSeen {
  const points: [number, number, number?][] = Array.from({ length: 21 }, () => [0, 0]);
  points[0] = [0, -0.5];
  for (const [finger, [dx, reach]] of FINGERS.entries())
    for (const [joint, forward] of AT_REST.entries())
      points[5 + 4 * finger + joint] = [dx, reach - 0.5 + joint * 0.28, gap < 1 ? -forward : 0];
  const index = points[8] ?? [0, 0];
  // the second joint stands out beyond the tip, which stays where it is
  if (gap < 0.5) points[6] = [index[0] - 0.2, index[1] + 0.15];
  for (let joint = 1; joint <= 4; joint++) points[joint] = [-0.3 - 0.05 * joint, -0.3 + 0.12 * joint];
  points[4] = [index[0] - gap, index[1]];
  return {
    side,
    score: 0.95,
    landmarks: points.flatMap(([px, py, pz = 0]) => [x + (px * palm) / aspect, y - py * palm, (pz * palm) / aspect]),
  };
}

export const handsInput = (t: number, ...hands: HandSeen[]): HandsInput => ({
  kind: 'hands',
  camera: 'camera-a',
  source: 'camera',
  t,
  aspect: 4 / 3,
  hands,
});

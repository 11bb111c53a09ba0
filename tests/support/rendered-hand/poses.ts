/** Flexion of a finger's three joints from the palm outwards, degrees: 0 is straight. The thumb's first is its metacarpal. */
type Curl = readonly [number, number, number];

export interface Pose {
  /** thumb, index, middle, ring, little finger */
  readonly curl: readonly [Curl, Curl, Curl, Curl, Curl];
  /** of the four fingers sideways, degrees, positive towards the thumb */
  readonly spread: readonly [number, number, number, number];
  /** the thumb's metacarpal: swing across the palm and twist, degrees */
  readonly thumb: readonly [swing: number, twist: number];
}

const straight: Curl = [0, 0, 0];
const closed: Curl = [85, 95, 60];
const tucked: Curl = [10, 25, 45];
const pinchThumb: Curl = [30, 13, 3];
const pinchIndex: Curl = [49.5, 50, 21];
const together = [0, 0, 0, 0] as const;

/** Angles found by eye against the mesh; in `pinch` the tips of thumb and index finger touch. */
export const poses = {
  open: { curl: [straight, straight, straight, straight, straight], spread: together, thumb: [0, 0] },
  relaxed: {
    curl: [
      [5, 8, 8],
      [18, 25, 12],
      [22, 28, 14],
      [24, 30, 15],
      [26, 30, 15],
    ],
    spread: together,
    thumb: [0, 0],
  },
  pinch: {
    curl: [pinchThumb, pinchIndex, [12, 12, 8], [8, 10, 6], [4, 8, 5]],
    spread: together,
    thumb: [10, -2],
  },
  fist: { curl: [tucked, [80, 95, 60], closed, closed, closed], spread: together, thumb: [-25, 0] },
  point: { curl: [tucked, straight, closed, closed, closed], spread: together, thumb: [-25, 0] },
  victory: { curl: [tucked, straight, straight, closed, closed], spread: [10, -8, 0, 0], thumb: [-25, 0] },
  /** half closed, as a hand that scratches or holds a cup */
  curled: {
    curl: [
      [12, 18, 18],
      [32, 48, 28],
      [38, 52, 30],
      [42, 54, 30],
      [44, 52, 30],
    ],
    spread: together,
    thumb: [-8, 0],
  },
  /** at rest, each finger differently: what a hand does that nobody minds */
  fidget: {
    curl: [
      [8, 14, 10],
      [30, 20, 10],
      [14, 38, 20],
      [34, 22, 12],
      [18, 40, 20],
    ],
    spread: [3, 1, -2, -4],
    thumb: [-4, 0],
  },
  /** shown on purpose, without care: fingers a little bent and apart */
  lazyOpen: {
    curl: [
      [4, 6, 4],
      [8, 9, 5],
      [7, 11, 6],
      [9, 12, 6],
      [10, 14, 7],
    ],
    spread: [5, 1, -4, -9],
    thumb: [0, 0],
  },
  /** the same pinch, with the other fingers half closed, or in the palm */
  halfPinch: { curl: [pinchThumb, pinchIndex, [40, 45, 24], [48, 50, 26], [52, 50, 26]], spread: together, thumb: [10, -2] },
  closedPinch: { curl: [pinchThumb, pinchIndex, [76, 84, 45], closed, closed], spread: together, thumb: [10, -2] },
  /** not quite closed, the thumb beside it */
  looseFist: { curl: [tucked, [70, 85, 45], [74, 86, 48], [76, 86, 48], [72, 84, 45]], spread: together, thumb: [-8, 0] },
  thumbFist: { curl: [straight, [80, 95, 60], closed, closed, closed], spread: together, thumb: [0, 0] },
  thumbPoint: { curl: [straight, [6, 8, 5], [80, 88, 50], closed, closed], spread: together, thumb: [0, 0] },
  loosePoint: { curl: [tucked, [12, 14, 8], [72, 82, 44], [76, 84, 46], [74, 82, 44]], spread: together, thumb: [-14, 0] },
  thumbVictory: {
    curl: [
      [4, 6, 4],
      [8, 8, 5],
      [8, 10, 5],
      [78, 84, 46],
      [76, 84, 46],
    ],
    spread: [12, -9, 0, 0],
    thumb: [0, 0],
  },
} as const satisfies Record<string, Pose>;

export type PoseName = keyof typeof poses;

/** The pose a part of the way from one to another; `way` is 0 to 1. */
export function between(from: Pose, to: Pose, way: number): Pose {
  const mix = (a: number, b: number) => a + (b - a) * way;
  const curl = (i: 0 | 1 | 2 | 3 | 4): Curl => [
    mix(from.curl[i][0], to.curl[i][0]),
    mix(from.curl[i][1], to.curl[i][1]),
    mix(from.curl[i][2], to.curl[i][2]),
  ];
  const spread = (i: 0 | 1 | 2 | 3) => mix(from.spread[i], to.spread[i]);
  return {
    curl: [curl(0), curl(1), curl(2), curl(3), curl(4)],
    spread: [spread(0), spread(1), spread(2), spread(3)],
    thumb: [mix(from.thumb[0], to.thumb[0]), mix(from.thumb[1], to.thumb[1])],
  };
}

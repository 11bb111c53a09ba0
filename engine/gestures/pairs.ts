import type { HandsInput } from '../input.ts';
import { noSpread, type Spread, stepSpread } from './detectors/spread.ts';
import { type HandDeed, sideOf, type TrackedHand } from './hands.ts';

/** Two hands that are taken to be one person's. Plain data. */
export interface Pair {
  readonly left: string;
  readonly right: string;
  readonly spread: Spread;
}

/** Palms between the two hands of one person: arms are about 17 palms wide, and few people stretch them wholly. */
const REACH = 14;
/** Once a pair they may seem a little farther apart: hysteresis. */
const STAYS = 16;
/** Both at about one distance from the camera: one palm at most so many times as long as the other. */
const UNLIKE = 1.7;

/**
 * Which hands of a camera belong together, and what they do together.
 *
 * @param hands - all that are followed, as of this frame
 */
export function stepPairs(pairs: readonly Pair[], hands: readonly TrackedHand[], input: HandsInput): { pairs: Pair[]; deeds: HandDeed[] } {
  const mine = hands.filter((hand) => hand.camera === input.camera);
  const find = (id: string): TrackedHand | undefined => mine.find((hand) => hand.id === id);
  const others = pairs.filter(
    ({ left, right }) => !find(left) && !find(right) && hands.some((hand) => hand.id === left || hand.id === right),
  );
  const staying = pairs.filter((pair) => {
    const [left, right] = [find(pair.left), find(pair.right)];
    return left !== undefined && right !== undefined && apartOf(left, right, input) <= STAYS;
  });
  const free = mine.filter((hand) => !staying.some(({ left, right }) => left === hand.id || right === hand.id));
  const together = [...staying, ...newPairs(free, input)];
  const deeds: HandDeed[] = [];
  const stepped = together.map((pair): Pair => {
    const [left, right] = [find(pair.left), find(pair.right)];
    if (!left || !right || left.seenT !== input.t || right.seenT !== input.t) return pair;
    const { state, value } = stepSpread(pair.spread, {
      left: placeOf(left, input),
      right: placeOf(right, input),
      palm: (left.palmSize + right.palmSize) / 2,
      dtS: dtOf(left),
    });
    const [first, second] = left.bornStep <= right.bornStep ? [left, right] : [right, left];
    if (value !== null) deeds.push({ hand: first.id, deed: { kind: 'spread', value, other: second.id } });
    return { ...pair, spread: state };
  });
  return { pairs: [...others, ...stepped], deeds };
}

/** A left and a right hand that are not yet anybody's, the nearest first. */
function newPairs(free: readonly TrackedHand[], input: HandsInput): Pair[] {
  const candidates = free.flatMap((left) =>
    sideOf(left) === 'right'
      ? []
      : free.filter((hand) => sideOf(hand) === 'right').map((right) => ({ left, right, apart: apartOf(left, right, input) })),
  );
  candidates.sort((a, b) => a.apart - b.apart);
  const made: Pair[] = [];
  for (const { left, right, apart } of candidates) {
    const taken = made.some((pair) => pair.left === left.id || pair.right === right.id);
    if (!taken && apart <= REACH && likeness(left, right) <= UNLIKE) made.push({ left: left.id, right: right.id, spread: noSpread });
  }
  return made;
}

const placeOf = (hand: TrackedHand, { aspect }: HandsInput) => ({ x: hand.palmX.value * aspect, y: hand.palmY.value });
const likeness = (a: TrackedHand, b: TrackedHand): number => Math.max(a.palmSize, b.palmSize) / Math.min(a.palmSize, b.palmSize);

/** @returns palms between two hands */
function apartOf(a: TrackedHand, b: TrackedHand, input: HandsInput): number {
  const [p, q] = [placeOf(a, input), placeOf(b, input)];
  return Math.hypot(p.x - q.x, p.y - q.y) / ((a.palmSize + b.palmSize) / 2);
}

function dtOf({ trail }: TrackedHand): number {
  const [before, now] = trail.slice(-2);
  return before && now ? now.t - before.t : 0;
}

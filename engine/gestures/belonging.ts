import type { Place } from '../people.ts';
import type { BodyDeed, TrackedBody } from './bodies.ts';
import type { HandDeed, TrackedHand } from './hands.ts';
import { match } from './match.ts';
import type { Pair } from './pairs.ts';

/** Trunk lengths from a shoulder to the middle of a hand: a stretched arm is about 1.25 long; the body is seen less often than the hand. */
const REACH = 1.5;
/** What is a body's hand may seem a little farther off, and need not be the nearest any more: hysteresis. */
const STAYS = 1.9;
const MINE = 0.4;
/** A palm, wrist to middle knuckle, is about a fifth of a trunk; stretched towards the camera it seems larger. */
const LEAST = 0.07;
const MOST = 0.7;

/**
 * Which hands are whose, by where each body's arms are: a body and its two hands are one person.
 *
 * @param aspect - of the camera's image, width / height
 * @returns the bodies of all cameras, those of this one with their hands
 */
export function giveHands(
  bodies: readonly TrackedBody[],
  hands: readonly TrackedHand[],
  camera: string,
  aspect: number,
): readonly TrackedBody[] {
  if (bodies.length === 0) return bodies;
  const mine = hands.filter((hand) => hand.camera === camera);
  const arms = bodies.flatMap((body) => (body.camera === camera ? ([0, 1] as const).map((side) => ({ body, side })) : []));
  const found = match(arms, mine, ({ body, side }, hand) => costOf(body, side, hand, aspect), Number.MAX_VALUE);
  const handsOf = (body: TrackedBody): string[] => arms.flatMap((arm, a) => (arm.body === body ? (mine[found[a] ?? -1]?.id ?? []) : []));
  return bodies.map((body) => (body.camera === camera ? { ...body, hands: handsOf(body) } : body));
}

/** What it costs to take a hand for a body's left or right one, trunk lengths. */
function costOf({ arms, approach, hands }: TrackedBody, side: 0 | 1, hand: TrackedHand, aspect: number): number {
  const size = approach.size;
  const isMine = hands.includes(hand.id);
  const palm = hand.palmSize / size;
  const away = (from: Place): number => Math.hypot(hand.palmX.value * aspect - from.x, hand.palmY.value - from.y) / size;
  const { shoulder, wrist } = arms[side];
  if (palm < LEAST || palm > MOST || away(shoulder) > (isMine ? STAYS : REACH)) return Number.POSITIVE_INFINITY;
  return Math.max(0, away(wrist ?? shoulder) - (isMine ? MINE : 0));
}

/** @returns the body whose hand this is, as far as anybody has seen */
export const ownerOf = (bodies: readonly TrackedBody[], hand: string): TrackedBody | undefined =>
  bodies.find((body) => body.believed && body.hands.includes(hand));

/**
 * How many people are there: a body is one with its hands, two hands that belong together are one, and so is every finger on a
 * phone and every mouse.
 *
 * @param people - ids of hands and fingers that are there
 */
export function countPeople(people: readonly string[], bodies: readonly TrackedBody[], pairs: readonly Pair[]): number {
  const alone = people.filter((id) => ownerOf(bodies, id) === undefined);
  const second = alone.filter((id) => pairs.some(({ left, right }) => id === right && alone.includes(left)));
  return alone.length - second.length + bodies.filter(({ believed }) => believed).length;
}

/** An arm that a hand's detector and its body's have both seen rise is told once: what comes within so many steps is the same, 2 s. */
const SAME_RAISE = 120;

/**
 * What hands and bodies did, no arm raised twice.
 *
 * @returns the deeds that are told, and the bodies as they remember it
 */
export function tellOnce(
  bodies: readonly TrackedBody[],
  byHand: readonly HandDeed[],
  byBody: readonly BodyDeed[],
  step: number,
): { bodies: readonly TrackedBody[]; byHand: readonly HandDeed[]; byBody: readonly BodyDeed[] } {
  const raised = new Map<string, number>();
  const isNew = (body: TrackedBody | undefined): boolean => {
    if (body === undefined) return true;
    const before = raised.get(body.id) ?? body.raisedStep;
    if (before !== null && step - before < SAME_RAISE) return false;
    raised.set(body.id, step);
    return true;
  };
  const hands = byHand.filter(({ hand, deed }) => deed.kind !== 'raise' || isNew(ownerOf(bodies, hand)));
  const own = byBody.filter(({ body, deed }) => deed.kind !== 'raise' || isNew(bodies.find(({ id }) => id === body)));
  if (raised.size === 0) return { bodies, byHand: hands, byBody: own };
  return { bodies: bodies.map((body) => ({ ...body, raisedStep: raised.get(body.id) ?? body.raisedStep })), byHand: hands, byBody: own };
}

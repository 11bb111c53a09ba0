import type { Input } from '../input.ts';
import { own } from '../own.ts';
import type { Gesture, Person } from '../people.ts';
import { countPeople, giveHands, ownerOf, tellOnce } from './belonging.ts';
import { type BodyDeed, seeBodies, stayingBodies, type TrackedBody } from './bodies.ts';
import { type Gathering, noGathering, stepGathering } from './gathering.ts';
import { type HandDeed, LOSS_STEPS, seeHands, type TrackedHand } from './hands.ts';
import { type Pair, stepPairs } from './pairs.ts';
import { approach, type Goal, handGoal, happened, onWall, touchGoal } from './persons.ts';
import { hearTouch, letGo, stepTouches, type Touch } from './touches.ts';

/** Everybody present. Plain data. */
export interface Crowd {
  readonly hands: readonly TrackedHand[];
  readonly nextHand: number;
  /** whole bodies, where a camera looks for them; they are not among `people` */
  readonly bodies: readonly TrackedBody[];
  readonly nextBody: number;
  /** which hands are one person's */
  readonly pairs: readonly Pair[];
  readonly touches: readonly Touch[];
  /** which pigment follows whom; phones that have joined keep theirs while they are gone */
  readonly paints: Readonly<Record<string, string>>;
  readonly given: { readonly hands: number; readonly phones: number };
  readonly people: readonly Person[];
  readonly gathering: Gathering;
}

/** The pigments that visitors are given in turn, by how they came. */
export interface Paints {
  readonly hands: readonly string[];
  readonly phones: readonly string[];
}

export const nobody: Crowd = {
  hands: [],
  nextHand: 1,
  bodies: [],
  nextBody: 1,
  pairs: [],
  touches: [],
  paints: {},
  given: { hands: 0, phones: 0 },
  people: [],
  gathering: noGathering,
};

/** Phones whose colour is remembered at once; beyond it the earliest are forgotten. */
const REMEMBERED = 2000;

/** A crowd that has heard some of a step's inputs, and what hands and bodies did in them. */
interface Heard {
  readonly crowd: Crowd;
  readonly hands: readonly HandDeed[];
  readonly bodies: readonly BodyDeed[];
}

function hear(heard: Heard, input: Input, step: number, paints: Paints): Heard {
  const { crowd } = heard;
  switch (input.kind) {
    case 'hands': {
      const { hands, next, deeds } = seeHands(crowd.hands, input, step, crowd.nextHand);
      const together = stepPairs(crowd.pairs, hands, input);
      return {
        ...heard,
        crowd: {
          ...crowd,
          hands,
          nextHand: next,
          pairs: together.pairs,
          bodies: giveHands(crowd.bodies, hands, input.camera, input.aspect),
        },
        hands: [...heard.hands, ...deeds, ...together.deeds],
      };
    }
    case 'bodies': {
      const { bodies, next, deeds } = seeBodies(crowd.bodies, input, step, crowd.nextBody);
      const handed = giveHands(bodies, crowd.hands, input.camera, input.aspect);
      return { ...heard, crowd: { ...crowd, bodies: handed, nextBody: next }, bodies: [...heard.bodies, ...deeds] };
    }
    case 'touch':
      return { ...heard, crowd: { ...welcome(crowd, input.participant, paints), touches: hearTouch(crowd.touches, input, step) } };
    case 'join':
      return { ...heard, crowd: welcome(crowd, input.participant, paints) };
    case 'leave':
      return { ...heard, crowd: part(crowd, input.who) };
    default:
      return heard;
  }
}

function part(crowd: Crowd, who: string): Crowd {
  return {
    ...crowd,
    hands: crowd.hands.filter((hand) => hand.camera !== who),
    bodies: crowd.bodies.filter((body) => body.camera !== who),
    touches: crowd.touches
      .filter((touch) => touch.id !== who || touch.waiting.length > 0)
      .map((touch) => (touch.id === who ? letGo(touch) : touch)),
  };
}

function welcome(crowd: Crowd, id: string, paints: Paints): Crowd {
  if (own(crowd.paints, id) !== undefined) return crowd;
  const paint = paints.phones[crowd.given.phones % paints.phones.length] ?? '';
  const known = Object.entries(crowd.paints);
  return {
    ...crowd,
    paints: Object.fromEntries([...known.slice(Math.max(0, known.length - REMEMBERED + 1)), [id, paint]]),
    given: { ...crowd.given, phones: crowd.given.phones + 1 },
  };
}

/** An empty list stays the same list: most steps of an unattended day are nobody's. */
const some = <T>(all: readonly T[], stays: (one: T) => boolean): readonly T[] => (all.length === 0 ? all : all.filter(stays));

/** @param id - `hand-7`, `body-2`: who was the how manyeth of their kind */
const paintOf = (id: string, paints: Paints): string =>
  paints.hands[(Number(id.slice(id.lastIndexOf('-') + 1)) - 1) % paints.hands.length] ?? paints.phones[0] ?? '';

/**
 * One step of everybody: what was heard, who is still there, where they are, what they did.
 *
 * @param dt - seconds, the show's fixed step
 */
export function stepCrowd(
  crowd: Crowd,
  inputs: readonly Input[],
  step: number,
  dt: number,
  paints: Paints,
): { crowd: Crowd; gestures: Gesture[] } {
  let heard: Heard = { crowd, hands: [], bodies: [] };
  for (const input of inputs) heard = hear(heard, input, step, paints);
  const { nextHand, nextBody, paints: known, given } = heard.crowd;
  const hands = some(heard.crowd.hands, (hand) => step - hand.seenStep <= LOSS_STEPS);
  const staying = heard.crowd.bodies.length === 0 ? heard.crowd.bodies : stayingBodies(heard.crowd.bodies, step);
  const told = tellOnce(staying, heard.hands, heard.bodies, step);
  const { bodies } = told;
  const touches = heard.crowd.touches.length === 0 ? heard.crowd.touches : stepTouches(heard.crowd.touches, step);
  const people: Person[] = [];
  const arrive = (goal: Goal, paint: string): void => {
    const was = crowd.people.find((person) => person.id === goal.id);
    people.push(approach(was, goal, paint, dt));
  };
  for (const hand of hands) arrive(handGoal(hand), paintOf(hand.id, paints));
  for (const touch of touches) arrive(touchGoal(touch), known[touch.id] ?? paints.phones[0] ?? '');
  const pairs = some(heard.crowd.pairs, ({ left, right }) => [left, right].every((id) => hands.some((hand) => hand.id === id)));
  const gathering = stepGathering(crowd.gathering, ...personsOf(people, bodies), dt);
  const byHand = told.byHand.flatMap(({ hand, deed }): Gesture[] => {
    const person = people.find(({ id }) => id === hand);
    return person ? [{ ...deed, person: hand, at: person.at, paint: person.paint }] : [];
  });
  const byBody = told.byBody.flatMap(({ body: id, deed }): Gesture[] => {
    const body = bodies.find((one) => one.id === id);
    return body ? [{ ...deed, person: id, at: bodyHere(body).at, paint: paintOf(id, paints) }] : [];
  });
  return {
    crowd: { hands, nextHand, bodies, nextBody, pairs, touches, paints: known, given, people, gathering },
    gestures: [...happened(crowd.people, people), ...byHand, ...byBody],
  };
}

/** @returns hands and fingers of nobody whose body is seen, and all bodies, each with the liveliest of what is seen of it */
function personsOf(people: readonly Person[], bodies: readonly TrackedBody[]): [readonly Person[], readonly ReturnType<typeof bodyHere>[]] {
  if (bodies.length === 0) return [people, []];
  const alone = people.filter(({ id }) => ownerOf(bodies, id) === undefined);
  const whole = bodies.filter(({ believed }) => believed);
  return [
    alone,
    whole.map((body) => {
      const { at, speed } = bodyHere(body);
      const hands = people.filter(({ id }) => body.hands.includes(id)).map(({ velocity }) => Math.hypot(velocity.x, velocity.y));
      return { at, speed: Math.max(speed, ...hands) };
    }),
  ];
}

/** @returns how many people are there, whatever is seen of each */
export const headcount = ({ people, bodies, pairs }: Crowd): number =>
  countPeople(
    people.map(({ id }) => id),
    bodies,
    pairs,
  );

const bodyHere = ({ x, y }: TrackedBody) => ({ at: onWall({ x: x.value, y: y.value }), speed: Math.hypot(x.slope, y.slope) });

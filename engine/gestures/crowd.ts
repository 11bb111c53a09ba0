import type { Input } from '../input.ts';
import type { Gesture, Person } from '../people.ts';
import { type Gathering, noGathering, stepGathering } from './gathering.ts';
import { type HandDeed, LOSS_STEPS, seeHands, type TrackedHand } from './hands.ts';
import { type Pair, stepPairs } from './pairs.ts';
import { approach, handGoal, happened, touchGoal } from './persons.ts';
import { hearTouch, letGo, stepTouches, type Touch } from './touches.ts';

/** Everybody present. Plain data. */
export interface Crowd {
  readonly hands: readonly TrackedHand[];
  readonly nextHand: number;
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
  pairs: [],
  touches: [],
  paints: {},
  given: { hands: 0, phones: 0 },
  people: [],
  gathering: noGathering,
};

/** Phones whose colour is remembered at once; beyond it the earliest are forgotten. */
const REMEMBERED = 2000;

/** A crowd that has heard some of a step's inputs, and what hands did in them. */
interface Heard {
  readonly crowd: Crowd;
  readonly deeds: readonly HandDeed[];
}

function hear({ crowd, deeds }: Heard, input: Input, step: number, paints: Paints): Heard {
  switch (input.kind) {
    case 'hands': {
      const seen = seeHands(crowd.hands, input, step, crowd.nextHand);
      const paired = stepPairs(crowd.pairs, seen.hands, input);
      return {
        crowd: { ...crowd, hands: seen.hands, nextHand: seen.next, pairs: paired.pairs },
        deeds: [...deeds, ...seen.deeds, ...paired.deeds],
      };
    }
    case 'touch':
      return { crowd: { ...welcome(crowd, input.participant, paints), touches: hearTouch(crowd.touches, input, step) }, deeds };
    case 'join':
      return { crowd: welcome(crowd, input.participant, paints), deeds };
    case 'leave':
      return { crowd: part(crowd, input.who), deeds };
    default:
      return { crowd, deeds };
  }
}

function part(crowd: Crowd, who: string): Crowd {
  return {
    ...crowd,
    hands: crowd.hands.filter((hand) => hand.camera !== who),
    touches: crowd.touches
      .filter((touch) => touch.id !== who || touch.waiting.length > 0)
      .map((touch) => (touch.id === who ? letGo(touch) : touch)),
  };
}

function welcome(crowd: Crowd, id: string, paints: Paints): Crowd {
  if (crowd.paints[id] !== undefined) return crowd;
  const paint = paints.phones[crowd.given.phones % paints.phones.length] ?? '';
  const known = Object.entries(crowd.paints);
  return {
    ...crowd,
    paints: Object.fromEntries([...known.slice(Math.max(0, known.length - REMEMBERED + 1)), [id, paint]]),
    given: { ...crowd.given, phones: crowd.given.phones + 1 },
  };
}

const handPaint = (id: string, paints: Paints): string | undefined =>
  paints.hands[(Number(id.slice(id.lastIndexOf('-') + 1)) - 1) % paints.hands.length];

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
  const { crowd: heard, deeds } = inputs.reduce<Heard>((now, input) => hear(now, input, step, paints), { crowd, deeds: [] });
  const hands = heard.hands.filter((hand) => step - hand.seenStep <= LOSS_STEPS);
  const touches = stepTouches(heard.touches, step);
  const goals = [...hands.map(handGoal), ...touches.map(touchGoal)];
  const people = goals.map((goal) => {
    const paint = goal.kind === 'hand' ? handPaint(goal.id, paints) : heard.paints[goal.id];
    const was = crowd.people.find((person) => person.id === goal.id);
    return approach(was, goal, paint ?? paints.phones[0] ?? '', dt);
  });
  const pairs = heard.pairs.filter(({ left, right }) => [left, right].every((id) => hands.some((hand) => hand.id === id)));
  const gathering = stepGathering(crowd.gathering, people, [], dt);
  const done = deeds.flatMap(({ hand, deed }): Gesture[] => {
    const person = people.find(({ id }) => id === hand);
    return person ? [{ ...deed, person: hand, at: person.at, paint: person.paint }] : [];
  });
  return { crowd: { ...heard, hands, pairs, touches, people, gathering }, gestures: [...happened(crowd.people, people), ...done] };
}

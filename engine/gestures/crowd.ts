import type { Input } from '../input.ts';
import type { Gesture, Person, Place } from '../people.ts';
import { LOSS_STEPS, seeHands, type TrackedHand } from './hands.ts';
import { hearTouch, letGo, stepTouches, type Touch } from './touches.ts';

/** Everybody present. Plain data. */
export interface Crowd {
  readonly hands: readonly TrackedHand[];
  readonly nextHand: number;
  readonly touches: readonly Touch[];
  /** which pigment follows whom; phones that have joined keep theirs while they are gone */
  readonly paints: Readonly<Record<string, string>>;
  readonly given: { readonly hands: number; readonly phones: number };
  readonly people: readonly Person[];
}

/** The pigments that visitors are given in turn, by how they came. */
export interface Paints {
  readonly hands: readonly string[];
  readonly phones: readonly string[];
}

export const nobody: Crowd = { hands: [], nextHand: 1, touches: [], paints: {}, given: { hands: 0, phones: 0 }, people: [] };

/** Phones whose colour is remembered at once; beyond it the earliest are forgotten. */
const REMEMBERED = 2000;
/** Wall widths or heights a second under which somebody is still. A tremor of a raised hand measures 0.02–0.05. */
const STILL_SPEED = 0.08;
export const STILL_S = 1.5;

function hear(crowd: Crowd, input: Input, step: number, paints: Paints): Crowd {
  switch (input.kind) {
    case 'hands':
      return { ...crowd, ...rename(seeHands(crowd.hands, input, step, crowd.nextHand)) };
    case 'touch':
      return { ...welcome(crowd, input.participant, paints), touches: hearTouch(crowd.touches, input, step) };
    case 'join':
      return welcome(crowd, input.participant, paints);
    case 'leave':
      return {
        ...crowd,
        hands: crowd.hands.filter((hand) => hand.camera !== input.who),
        touches: crowd.touches
          .filter((touch) => touch.id !== input.who || touch.waiting.length > 0)
          .map((touch) => (touch.id === input.who ? letGo(touch) : touch)),
      };
    default:
      return crowd;
  }
}

const rename = ({ hands, next }: { hands: TrackedHand[]; next: number }) => ({ hands, nextHand: next });

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

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const inside = (place: Place): Place => ({ x: clamp(place.x), y: clamp(place.y) });
/** A camera's edge is where hands are lost: its inner 84 % reaches the whole wall. */
const reach = (value: number): number => clamp((value - 0.08) / 0.84);
/** @returns where on the wall a place of the mirrored camera image lies */
export const onWall = (place: Place): Place => ({ x: reach(place.x), y: reach(place.y) });

type Goal = Omit<Person, 'velocity' | 'stillS' | 'paint'>;

const handGoal = (hand: TrackedHand): Goal => ({
  id: hand.id,
  kind: 'hand',
  at: onWall({ x: hand.palmX.value, y: hand.palmY.value }),
  tip: onWall({ x: hand.tipX.value, y: hand.tipY.value }),
  span: Math.min(0.5, Math.max(0.03, hand.span)),
  openness: clamp(hand.openness),
  grip: hand.pinch.on,
  pressure: hand.pinch.on ? 0.7 : 0,
});

const touchGoal = (touch: Touch): Goal => ({
  id: touch.id,
  kind: touch.via,
  at: inside(touch),
  tip: inside(touch),
  span: touch.via === 'phone' ? 0.09 : 0.14,
  openness: touch.down ? 0.3 : 1,
  grip: touch.down,
  pressure: touch.down ? Math.max(0.25, touch.pressure) : 0,
});

/** Ease towards where somebody is: a camera speaks 15 times a second, the show moves 60 times. */
function approach(was: Person | undefined, goal: Goal, paint: string, dt: number): Person {
  if (!was) return { ...goal, velocity: { x: 0, y: 0 }, stillS: 0, paint };
  const a = goal.kind === 'hand' ? 1 - Math.exp(-dt / 0.035) : 1;
  const glide = (from: Place, to: Place): Place => ({ x: from.x + a * (to.x - from.x), y: from.y + a * (to.y - from.y) });
  const at = glide(was.at, goal.at);
  const b = 1 - Math.exp(-dt / 0.08);
  const velocity = {
    x: was.velocity.x + b * ((at.x - was.at.x) / dt - was.velocity.x),
    y: was.velocity.y + b * ((at.y - was.at.y) / dt - was.velocity.y),
  };
  const moving = Math.hypot(velocity.x, velocity.y) > STILL_SPEED;
  return { ...goal, at, tip: glide(was.tip, goal.tip), velocity, stillS: moving ? 0 : was.stillS + dt, paint };
}

function happened(before: readonly Person[], now: readonly Person[]): Gesture[] {
  const found: Gesture[] = [];
  const say = (kind: Gesture['kind'], person: Person, at: Place) => found.push({ kind, person: person.id, at, paint: person.paint });
  for (const person of now) {
    const was = before.find((other) => other.id === person.id);
    if (!was) say('enter', person, person.at);
    if (person.grip && !was?.grip) say('pinch', person, person.tip);
    if (!person.grip && was?.grip) say('release', person, person.tip);
    if (was && person.stillS >= STILL_S && was.stillS < STILL_S) say('still', person, person.at);
  }
  for (const was of before)
    if (!now.some((person) => person.id === was.id)) {
      if (was.grip) say('release', was, was.tip);
      say('leave', was, was.at);
    }
  return found;
}

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
  const heard = inputs.reduce((now, input) => hear(now, input, step, paints), crowd);
  const hands = heard.hands.filter((hand) => step - hand.seenStep <= LOSS_STEPS);
  const touches = stepTouches(heard.touches, step);
  const goals = [...hands.map(handGoal), ...touches.map(touchGoal)];
  const people = goals.map((goal) => {
    const number = Number(goal.id.slice('hand-'.length)) - 1;
    const paint = goal.kind === 'hand' ? paints.hands[number % paints.hands.length] : heard.paints[goal.id];
    return approach(
      crowd.people.find((person) => person.id === goal.id),
      goal,
      paint ?? paints.phones[0] ?? '',
      dt,
    );
  });
  return { crowd: { ...heard, hands, touches, people }, gestures: happened(crowd.people, people) };
}

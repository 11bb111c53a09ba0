import type { Gesture, Person, Place, PlainKind } from '../people.ts';
import { becameStill, stepStill } from './detectors/still.ts';
import type { TrackedHand } from './hands.ts';
import type { Touch } from './touches.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const inside = (place: Place): Place => ({ x: clamp(place.x), y: clamp(place.y) });
/** A camera's edge is where hands are lost: its inner 84 % reaches the whole wall. */
const reach = (value: number): number => clamp((value - 0.08) / 0.84);
/** @returns where on the wall a place of the mirrored camera image lies */
export const onWall = (place: Place): Place => ({ x: reach(place.x), y: reach(place.y) });

/** Where somebody is, before it is eased. */
export type Goal = Omit<Person, 'velocity' | 'stillS' | 'paint'>;

export const handGoal = (hand: TrackedHand): Goal => ({
  id: hand.id,
  kind: 'hand',
  at: onWall({ x: hand.palmX.value, y: hand.palmY.value }),
  tip: onWall({ x: hand.tipX.value, y: hand.tipY.value }),
  span: Math.min(0.5, Math.max(0.03, hand.span)),
  openness: clamp(hand.openness),
  grip: hand.pinch.on,
  pressure: hand.pinch.on ? 0.7 : 0,
});

export const touchGoal = (touch: Touch): Goal => ({
  id: touch.id,
  kind: touch.via,
  at: inside(touch),
  tip: inside(touch),
  span: touch.via === 'phone' ? 0.09 : 0.14,
  openness: touch.down ? 0.3 : 1,
  grip: touch.down,
  pressure: touch.down ? Math.max(0.25, touch.pressure) : 0,
});

/** How far a hand's place is eased in one step, and a velocity, as time constants, s. */
const PLACE_S = 0.035;
const VELOCITY_S = 0.08;

/**
 * Ease towards where somebody is: a camera speaks 15 times a second, the show moves 60 times. (Each field is named: this
 * is done for everybody in every step, and spreading an object costs ten times as much.)
 */
export function approach(was: Person | undefined, goal: Goal, paint: string, dt: number): Person {
  const { id, kind, span, openness, grip, pressure } = goal;
  if (!was) return { id, kind, at: goal.at, tip: goal.tip, velocity: { x: 0, y: 0 }, span, openness, grip, pressure, stillS: 0, paint };
  const a = kind === 'hand' ? 1 - Math.exp(-dt / PLACE_S) : 1;
  const b = 1 - Math.exp(-dt / VELOCITY_S);
  const at = { x: was.at.x + a * (goal.at.x - was.at.x), y: was.at.y + a * (goal.at.y - was.at.y) };
  const tip = { x: was.tip.x + a * (goal.tip.x - was.tip.x), y: was.tip.y + a * (goal.tip.y - was.tip.y) };
  const velocity = {
    x: was.velocity.x + b * ((at.x - was.at.x) / dt - was.velocity.x),
    y: was.velocity.y + b * ((at.y - was.at.y) / dt - was.velocity.y),
  };
  const speed = Math.sqrt(velocity.x * velocity.x + velocity.y * velocity.y);
  return { id, kind, at, tip, velocity, span, openness, grip, pressure, stillS: stepStill(was.stillS, speed, dt), paint };
}

/** Who came, gripped, let go, became still or left between two steps. */
export function happened(before: readonly Person[], now: readonly Person[]): Gesture[] {
  const found: Gesture[] = [];
  const say = (kind: PlainKind, person: Person, at: Place) => found.push({ kind, person: person.id, at, paint: person.paint });
  for (const person of now) {
    const was = before.find((other) => other.id === person.id);
    if (!was) say('enter', person, person.at);
    if (person.grip && !was?.grip) say('pinch', person, person.tip);
    if (!person.grip && was?.grip) say('release', person, person.tip);
    if (was && becameStill(was.stillS, person.stillS)) say('still', person, person.at);
  }
  for (const was of before)
    if (!now.some((person) => person.id === was.id)) {
      if (was.grip) say('release', was, was.tip);
      say('leave', was, was.at);
    }
  return found;
}

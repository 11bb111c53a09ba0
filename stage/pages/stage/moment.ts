import type { Person, Place } from '../../../engine/people.ts';
import type { StageFrame } from '../../../scenes/kit/scene.ts';
import type { ShowNow, Told } from '../shared/mirror.ts';

/** News comes 30 times a second; between two of them people are carried on along their velocity, at most this long, s. */
const CARRY_S = 0.05;
/** With no news for this long the room is taken to be empty, s: a wall must not hold a hand that left hours ago. */
const STALE_S = 3;

const unit = (value: number): number => Math.min(1, Math.max(0, value));
const along = (place: Place, velocity: Place, s: number): Place => ({
  x: unit(place.x + velocity.x * s),
  y: unit(place.y + velocity.y * s),
});
const carried = (person: Person, s: number): Person => ({
  ...person,
  at: along(person.at, person.velocity, s),
  tip: along(person.tip, person.velocity, s),
});

/**
 * What the scene's picture and sound are given for one animation frame.
 *
 * @param sinceS - seconds since the last news from the server
 */
export function momentOf(now: ShowNow, told: Told, sinceS: number): StageFrame {
  const carry = Math.min(CARRY_S, Math.max(0, sinceS));
  const stale = sinceS > STALE_S;
  return {
    time: now.time + Math.max(0, sinceS),
    people: stale ? [] : [...now.people, ...now.dreamers].map((person) => carried(person, carry)),
    gestures: told.gestures,
    events: told.events,
    presence: stale ? 0 : now.presence,
  };
}

/** The same moment for a further step of the same animation frame: whatever happened has been told. */
export const afterwards = (moment: StageFrame): StageFrame => ({ ...moment, gestures: [], events: [] });

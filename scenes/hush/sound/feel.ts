import { approach, mix, within } from '../../kit/numbers.ts';
import type { StageFrame } from '../../kit/scene.ts';

/** What the instruments are told of the room. All 0..1. */
export interface Feel {
  /** somebody is here */
  readonly presence: number;
  /** how much hands move */
  readonly motion: number;
  /** somebody is here, and rests */
  readonly stillness: number;
  /** how much ink is in the water */
  readonly density: number;
}

export const empty: Feel = { presence: 0, motion: 0, stillness: 0, density: 0 };

/** How quickly a bow is drawn and let go, s; how long ink stays in the water, s (time constants). */
const drawnS = 0.22;
const letGoS = 1.1;
const clearsS = 16;

/** One step of what the room feels like. */
export function feelOn(before: Feel, frame: StageFrame, dtS: number): Feel {
  const presence = within(frame.presence, 0, 1, 0);
  let stirring = 0;
  let resting = 0;
  let inked = 0;
  for (const person of frame.people) {
    const speed = within(Math.hypot(person.velocity.x, person.velocity.y), 0, 4, 0);
    const weight = person.kind === 'generator' ? 0.4 : 1;
    stirring += weight * speed * mix(0.5, 1, within(person.openness, 0, 1, 1));
    if (person.kind !== 'generator') resting = Math.max(resting, within((person.stillS - 0.6) / 1.4, 0, 1, 0));
    if (person.grip) inked += 0.2 * dtS;
  }
  for (const event of frame.events) if (event.kind === 'drop') inked += 0.22 * within(event.strength, 0, 1, 0.5);
  const motion = 1 - Math.exp(-1.9 * stirring);
  return {
    presence: approach(before.presence, presence, dtS, 0.5),
    motion: approach(before.motion, motion, dtS, motion > before.motion ? drawnS : letGoS),
    stillness: approach(before.stillness, resting * (1 - motion) * presence, dtS, 0.8),
    density: within(approach(before.density, 0, dtS, clearsS) + inked, 0, 1, 0),
  };
}

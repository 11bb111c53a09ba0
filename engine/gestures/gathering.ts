import type { CrowdView, Person, Place } from '../people.ts';

/** All who are there, as one. Plain data. */
export interface Gathering extends CrowdView {
  /** seconds for which what is seen has contradicted `attract` */
  readonly againstS: number;
}

const MIDDLE: Place = { x: 0.5, y: 0.5 };
export const noGathering: Gathering = { energy: 0, centre: MIDDLE, attract: false, againstS: 0 };

/** A room is empty after so long, s; a passing hand that is seen for less than so long wakes nobody. */
export const EMPTY_S = 20;
export const WOKEN_S = 0.4;
/** After this long without a movement a finger or a mouse is a thing left behind, not somebody, s. */
const FORSAKEN_S = 20;
/** Wall a second at which one person moves as much as counts, and what one such person is worth. */
const BRISK = 1.2;
const ONE = 0.65;
/** Time constants, s: energy is caught quickly and lost slowly; the centre glides. */
const RISES_S = 0.35;
const FALLS_S = 1.6;
const GLIDES_S = 0.5;

/** @returns what scenes and pages are told */
export const viewOf = ({ energy, centre, attract }: Gathering): CrowdView => ({ energy, centre, attract });

/** @returns whether this is somebody, and not a phone on a table or a mouse on a desk */
export const isHere = (person: Person): boolean => person.kind === 'hand' || person.grip || person.stillS < FORSAKEN_S;

/**
 * @param bodies - further people who are there, though no hand of theirs is seen: middle and speed, wall a second
 * @param dtS - the show's step
 */
export function stepGathering(
  before: Gathering,
  people: readonly Person[],
  bodies: readonly { readonly at: Place; readonly speed: number }[],
  dtS: number,
): Gathering {
  const here = [...people.filter(isHere).map(({ at, velocity }) => ({ at, speed: Math.hypot(velocity.x, velocity.y) })), ...bodies];
  const rest = here.reduce((calm, { speed }) => calm * (1 - ONE * Math.min(1, speed / BRISK)), 1);
  const ease = (from: number, to: number, timeS: number): number => from + (1 - Math.exp(-dtS / timeS)) * (to - from);
  const mean = (axis: 'x' | 'y'): number =>
    here.length === 0 ? MIDDLE[axis] : here.reduce((sum, { at }) => sum + at[axis] / here.length, 0);
  const contradicted = before.attract === here.length > 0;
  const againstS = contradicted ? before.againstS + dtS : 0;
  const turns = againstS >= (before.attract ? WOKEN_S : EMPTY_S);
  return {
    energy: ease(before.energy, 1 - rest, 1 - rest > before.energy ? RISES_S : FALLS_S),
    centre: { x: ease(before.centre.x, mean('x'), GLIDES_S), y: ease(before.centre.y, mean('y'), GLIDES_S) },
    attract: before.attract !== turns,
    againstS: turns ? 0 : againstS,
  };
}

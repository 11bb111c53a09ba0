import type { Way } from '../../people.ts';
import { type Axis, lastOf, since, type Trail } from '../trail.ts';
import { type Detector, type HandView, within01 } from './detector.ts';

/** Palms that it must go, and palms a second at its fastest: a wave or a beat goes 1–2 palms, an unhurried hand 5 a second. */
const FAR = 2.2;
const FAST = 8;
const VERY_FAST = 25;
/** It lasts at most so long, s. */
const LONG_S = 0.6;
/** It has ended when it goes at this part of its fastest: a hand that leaves the picture never does. */
const ENDED = 0.5;
/** Parts of its length: how far it may stray sideways, and how far it may have gone the other way a moment before. */
const ASIDE = 0.5;
const BACK = 0.35;
const BACK_S = 0.4;
/** After one, nothing is another for so long, s; and nothing the other way for longer: the hand comes back. */
const REST_S = 0.6;
const RETURN_S = 1.2;

/** It begins within the picture: so long after the hand was first seen, s. */
const KNOWN_S = 0.1;
/** A hand that hangs swings as its owner walks by, and means nothing; one that strikes down may end so. */
const HANGS = -0.5;

interface Swiped {
  readonly last: { readonly way: Way; readonly t: number } | null;
}

const ways: readonly { readonly way: Way; readonly along: Axis; readonly across: Axis }[] = [
  { way: 'right', along: (p) => p.x, across: (p) => p.y },
  { way: 'left', along: (p) => -p.x, across: (p) => p.y },
  { way: 'up', along: (p) => p.y, across: (p) => p.x },
  { way: 'down', along: (p) => -p.y, across: (p) => p.x },
];

/** A quick straight movement that ends within the picture, and is not the way back of another. */
export const swipe: Detector<Swiped> = {
  begin: () => ({ last: null }),
  step(state, view) {
    const { t } = lastOf(view.trail);
    const agoS = state.last ? t - state.last.t : Number.POSITIVE_INFINITY;
    for (const { way, along, across } of ways) {
      if (way !== 'down' && view.f.upright < HANGS) continue;
      if (agoS < (state.last && way === opposite[state.last.way] ? RETURN_S : REST_S)) continue;
      const fastest = swept(view, along, across);
      if (fastest === null) continue;
      const strength = within01((fastest - FAST) / (VERY_FAST - FAST));
      return { state: { last: { way, t } }, deed: { kind: 'swipe', way, strength } };
    }
    return { state, deed: null };
  },
};
const opposite: Readonly<Record<Way, Way>> = { left: 'right', right: 'left', up: 'down', down: 'up' };

/** @returns palms a second at its fastest; null where it is no swipe along that line */
function swept({ trail, palm }: HandView, along: Axis, across: Axis): number | null {
  const now = lastOf(trail);
  const begun = startOf(trail, along);
  const start = trail[begun] ?? now;
  const length = (along(now) - along(start)) / palm;
  if (length < FAR || start.t < KNOWN_S) return null;
  const run = trail.slice(begun);
  const speeds = run.slice(1).map((point, i) => (along(point) - along(run[i] ?? point)) / palm / (point.t - (run[i]?.t ?? 0)));
  const fastest = Math.max(...speeds);
  if (fastest < FAST || (speeds.at(-1) ?? 0) > ENDED * fastest) return null;
  const aside = run.map(across);
  if ((Math.max(...aside) - Math.min(...aside)) / palm > ASIDE * length) return null;
  const before = trail.slice(0, begun + 1).filter((point) => start.t - point.t <= BACK_S);
  return (Math.max(...before.map(along)) - along(start)) / palm > BACK * length ? null : fastest;
}

/** Where it was farthest back within the time that a swipe takes; the latest such moment. */
function startOf(trail: Trail, along: Axis): number {
  let begun = trail.length - 1;
  const first = since(trail, LONG_S);
  for (let i = begun; i >= first; i--) {
    const candidate = trail[i];
    const best = trail[begun];
    if (candidate && best && along(candidate) < along(best)) begun = i;
  }
  return begun;
}

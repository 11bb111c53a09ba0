import { lastOf, since } from '../trail.ts';
import type { Detector, HandView } from './detector.ts';

/** Palms that it rises, within so long, s. */
const HIGH = 1.8;
const LONG_S = 2;
/** It comes to rest at least so high in the picture, 0 bottom to 1 top, going at most so many palms a second. */
const ABOVE = 0.57;
const AT_REST = 1.6;
/** It never goes faster than so: that is a swipe, palms a second. */
const FASTEST = 8;
/** Palms that it may have fallen just before, s: a hand that beats time rises as high. */
const FELL = 0.5;
const FELL_S = 0.25;
const UPRIGHT = 0.5;

interface Raised {
  /** it is up; it must come below this height before it is told again; null while it is down */
  readonly upAbove: number | null;
}

/** A hand that goes up and stays there, told once. */
export const raise: Detector<Raised> = {
  begin: () => ({ upAbove: null }),
  step({ upAbove }, view) {
    const { y } = lastOf(view.trail);
    if (upAbove !== null) return { state: { upAbove: y < upAbove ? null : upAbove }, deed: null };
    const from = raised(view);
    return from === null ? { state: { upAbove }, deed: null } : { state: { upAbove: (from + y) / 2 }, deed: { kind: 'raise' } };
  },
};

/** @returns the height that it was raised from; null where it was not */
function raised({ trail, palm, f }: HandView): number | null {
  const now = lastOf(trail);
  const last = trail[trail.length - 2];
  if (last === undefined || now.y < ABOVE || f.upright < UPRIGHT) return null;
  if (Math.abs(now.y - last.y) / palm / (now.t - last.t) > AT_REST) return null;
  const from = since(trail, LONG_S);
  let lowest = from;
  for (let i = from; i < trail.length; i++) if ((trail[i]?.y ?? 0) <= (trail[lowest]?.y ?? 0)) lowest = i;
  const start = trail[lowest] ?? now;
  if ((now.y - start.y) / palm < HIGH) return null;
  const rise = trail.slice(lowest);
  if (rise.some((point, i) => i > 0 && (point.y - (rise[i - 1]?.y ?? 0)) / palm / (point.t - (rise[i - 1]?.t ?? 0)) > FASTEST)) return null;
  const before = trail.slice(0, lowest + 1).filter((point) => start.t - point.t <= FELL_S);
  return (Math.max(...before.map((point) => point.y)) - start.y) / palm < FELL ? start.y : null;
}

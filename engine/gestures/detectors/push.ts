import { lastOf, rangeOf, since } from '../trail.ts';
import { type Detector, type HandView, type Told, tell, toldWithin, untold, within01 } from './detector.ts';

/** How much larger the palm becomes: an arm that stretches a hand's length towards a camera a metre away gives 1.2. */
const LARGER = 1.17;
const MUCH_LARGER = 1.7;
/** Within so long, s; slower is a visitor who steps nearer. */
const LONG_S = 0.75;
/** It has ended when it grows at this part of its fastest. */
const ENDED = 0.65;
/** It was smaller than so just before, s: what has stood still since is not told any more. */
const GREW = 0.95;
const JUST_S = 0.27;
/** What it was before is the mean of so long, s: a palm that moves fast is seen too small for a frame or two. */
const USUAL_S = 0.25;
/** Palms that it may wander meanwhile: perspective alone moves a palm that is not in the middle. */
const ASIDE = 0.9;
/** How much wider or narrower beside its length the palm may become: one that turns to the camera only seems to grow. */
const TURNED = 0.12;
const OPEN = 0.6;
/** A palm that is shown has fingers bent by 5–25 degrees; one of somebody who talks, 40 and more. */
const BENT = 38;
/** Its thumb is away: 0.84 and more. */
const THUMB = 0.6;
const REST_S = 0.9;

/** An open palm that comes quickly towards the wall and stops. */
export const push: Detector<Told> = {
  begin: () => untold,
  step(state, view) {
    const larger = toldWithin(state, view, REST_S) ? null : pushed(view);
    if (larger === null) return { state, deed: null };
    return { state: tell(view), deed: { kind: 'push', strength: within01((larger - LARGER) / (MUCH_LARGER - LARGER) + 0.2) } };
  },
};

/** @returns how much larger it has become; null where it was not pushed */
function pushed({ trail, palm, f }: HandView): number | null {
  const now = lastOf(trail);
  const run = trail.slice(since(trail, LONG_S));
  const smallest = run.reduce((least, point, i) => (point.size <= (run[least]?.size ?? 0) ? i : least), 0);
  const grown = run.slice(smallest);
  const start = grown[0] ?? now;
  const before = trail.filter((point) => point.t <= start.t && start.t - point.t <= USUAL_S);
  const larger = now.size / (before.reduce((sum, { size }) => sum + size, 0) / before.length);
  if (larger < LARGER || grown.length < 3) return null;
  const growth = grown.slice(1).map((point, i) => (point.size - (grown[i]?.size ?? 0)) / (point.t - (grown[i]?.t ?? 0)));
  if ((growth.at(-1) ?? 0) > ENDED * Math.max(...growth)) return null;
  const grewT = grown.findLast((point) => point.size < GREW * now.size)?.t ?? start.t;
  if (now.t - grewT > JUST_S) return null;
  // a hand that sweeps past is seen smaller than it is, and grows again when it stops
  if (Math.hypot(rangeOf(run.map(({ x }) => x)), rangeOf(run.map(({ y }) => y))) / palm > ASIDE) return null;
  if (f.bendDeg > BENT || f.pinchRatio < THUMB || Math.abs(now.slim - start.slim) > TURNED) return null;
  return grown.every(({ openness }) => openness > OPEN) ? larger : null;
}

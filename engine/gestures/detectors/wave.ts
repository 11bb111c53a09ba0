import { lastOf } from '../trail.ts';
import { beginZigzag, stepZigzag, type Zigzag } from '../zigzag.ts';
import type { Detector, HandView } from './detector.ts';

/** Palms: what turns back by less is noise or a scratch; a swing is at least so wide. */
const BACK = 0.25;
const WIDE = 0.55;
/** A swing takes so long, s: 1 to 4 waves a second. */
const SHORTEST_S = 0.1;
const LONGEST_S = 0.55;
/** Swings that make a wave: there, back and there again. */
const SWINGS = 3;
/** Up and down it goes less than so much of that. */
const LEVEL = 0.8;
/** A hand that has not turned for so long has stopped waving, s. */
const OVER_S = 0.9;
/** Fingers up, or nearly. */
const UPRIGHT = 0.5;

interface Waving {
  readonly zigzag: Zigzag;
  readonly on: boolean;
}

/** A raised hand that goes to and fro, told once. It is the fingertips that are followed: a wave turns about the wrist. */
export const wave: Detector<Waving> = {
  begin: (view) => ({ zigzag: beginZigzag(lastOf(view.trail).t, tipsOf(view)), on: false }),
  step(before, view) {
    const now = lastOf(view.trail).t;
    const zigzag = stepZigzag(before.zigzag, now, tipsOf(view), BACK * view.palm);
    const turned = now - (zigzag.turns.at(-1)?.t ?? Number.NEGATIVE_INFINITY);
    if (before.on) return { state: { zigzag, on: turned < OVER_S }, deed: null };
    const on = zigzag.turns !== before.zigzag.turns && waved(zigzag, view);
    return { state: { zigzag, on }, deed: on ? { kind: 'wave' } : null };
  },
};

const tipsOf = ({ f, aspect }: HandView): number => f.tips.x * aspect;

function waved({ turns }: Zigzag, { trail, palm, f }: HandView): boolean {
  if (turns.length < SWINGS + 1 || f.upright < UPRIGHT) return false;
  const last = turns.slice(-SWINGS - 1);
  const swings = last.slice(1).map((turn, i) => ({ wide: Math.abs(turn.v - (last[i]?.v ?? 0)) / palm, longS: turn.t - (last[i]?.t ?? 0) }));
  if (swings.some(({ wide, longS }) => wide < WIDE || longS < SHORTEST_S || longS > LONGEST_S)) return false;
  const heights = trail.filter((point) => point.t >= (last[0]?.t ?? 0)).map((point) => point.y);
  const widest = Math.max(...swings.map(({ wide }) => wide));
  return (Math.max(...heights) - Math.min(...heights)) / palm < LEVEL * widest;
}

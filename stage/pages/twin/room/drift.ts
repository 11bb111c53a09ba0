/** How the view wanders while nobody turns it, radians. */
export interface Sway {
  readonly around: number;
  readonly above: number;
}

/** two slow breaths that do not meet for minutes */
const aroundS = 53;
const aboveS = 37;
const aroundRad = 0.085;
const aboveRad = 0.022;

/** @param tS - seconds of drifting so far. @param share - 0 stands still, 1 the whole way */
export const sway = (tS: number, share: number): Sway => ({
  around: share * aroundRad * Math.sin((2 * Math.PI * tS) / aroundS),
  above: share * aboveRad * Math.sin((2 * Math.PI * tS) / aboveS),
});

/** A hand that has left the view alone for so long is gone, s. */
const patienceS = 9;
/** and then the view begins to wander as slowly as this, s */
const easeS = 8;

/** @param quietS - seconds since somebody last turned the view. @returns 0 to 1 */
export function swayShare(quietS: number): number {
  const t = Math.min(1, Math.max(0, (quietS - patienceS) / easeS));
  return t * t * (3 - 2 * t);
}

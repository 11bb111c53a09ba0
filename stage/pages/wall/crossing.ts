import { createFade } from './fade.ts';

/** How the wall goes over from one picture to another, at the pace that the show tells, and never in a leap. */
export interface Crossing {
  /** 0 only the old picture, 1 only the new one */
  readonly progress: number;
  /** Once a frame. @param told - as the show tells it, 0..1; null when the show has gone over already */
  step(told: number | null, dtS: number): number;
}

/** News comes 30 times a second; between, the progress glides, s. */
const GLIDE_S = 0.05;
/** A picture that comes late, or a show that has gone over already, still takes so long, s; longer for those who asked for less motion. */
const LEAST_S = { usual: 0.7, gentle: 3 };

/**
 * The new picture is ready: what is left of the show's time is the whole of the crossing's.
 *
 * @param told - how far the show is by now, 0..1, or null
 */
export function createCrossing(told: number | null, gentle: boolean): Crossing {
  const from = told ?? 1;
  const fade = createFade(GLIDE_S, 1 / (gentle ? LEAST_S.gentle : LEAST_S.usual));
  return {
    get progress() {
      return fade.level;
    },
    step(now, dtS) {
      const goal = now === null || from > 0.95 ? 1 : Math.max(0, (now - from) / (1 - from));
      // what is told may be late, but the picture does not go back
      return fade.toward(Math.max(goal, fade.level), dtS);
    },
  };
}

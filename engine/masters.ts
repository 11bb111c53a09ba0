/** Light and sound as they leave the house. Plain data. */
export interface Masters {
  readonly light: number;
  readonly sound: number;
  readonly blackout: boolean;
  /** none, fading out, or cut */
  readonly panic: 'no' | 'fading' | 'cut';
  /** what the wall shows and the room hears now, after all of the above, 0..1 */
  readonly lightNow: number;
  readonly soundNow: number;
}

export const fullMasters: Masters = { light: 1, sound: 1, blackout: false, panic: 'no', lightNow: 0, soundNow: 0 };

/** Seconds for a full fade. Blackout is quick but never a flash. */
const FADE_S = { usual: 1.2, blackout: 0.25, panic: 1.8, opening: 3 };

const towards = (now: number, goal: number, fadeS: number, dt: number): number => {
  const most = dt / fadeS;
  return Math.abs(goal - now) <= most ? goal : now + Math.sign(goal - now) * most;
};

/**
 * @param timeS - of the show; the first light comes slowly
 * @param scale - what mappings leave of each master, 0..1: the artist's faders stay the ceiling
 */
export function stepMasters(masters: Masters, dt: number, timeS: number, scale = { light: 1, sound: 1 }): Masters {
  if (masters.panic === 'cut') return { ...masters, lightNow: 0, soundNow: 0 };
  const quiet = masters.panic === 'fading';
  const fadeS = quiet ? FADE_S.panic : masters.blackout ? FADE_S.blackout : timeS < FADE_S.opening ? FADE_S.opening : FADE_S.usual;
  const lightNow = towards(masters.lightNow, quiet || masters.blackout ? 0 : masters.light * scale.light, fadeS, dt);
  const soundNow = towards(masters.soundNow, quiet ? 0 : masters.sound * scale.sound, fadeS, dt);
  return lightNow === masters.lightNow && soundNow === masters.soundNow ? masters : { ...masters, lightNow, soundNow };
}

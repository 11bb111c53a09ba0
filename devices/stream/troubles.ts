import type { Refusal } from '../../engine/result.ts';
import type { Sighting } from './trail.ts';

/** What can go wrong with an arm that is connected, in words for whoever stands before it. */

export const restarted: Refusal = {
  code: 'arm/restarted',
  text: 'The controller started anew by itself: its power or its cable failed for a moment.',
  remedy: 'Check the supply and the USB cable, then press Home: the painting goes on where it was.',
};
export const silent: Refusal = {
  code: 'arm/silent',
  text: 'The controller has said nothing for two seconds, though it was asked.',
  remedy: 'Check its power and its cable; it connects again by itself.',
};
export const locked: Refusal = {
  code: 'arm/locked',
  text: 'The controller has locked itself.',
  remedy: 'Look at the arm, then press Home: the painting goes on where it was.',
};
export const moved: Refusal = {
  code: 'arm/moved',
  text: 'The arm is connected again, but it is not where it was, or it was switched off meanwhile.',
  remedy: 'Press Home: the painting goes on where it was.',
};
export const offline: Refusal = {
  code: 'arm/offline',
  text: 'The arm cannot be homed: it is not connected.',
  remedy: 'Check its power and its cable; it connects by itself.',
};

export const heldItself: Refusal = {
  code: 'arm/held-itself',
  text: 'The controller stopped without being told from here: somebody pressed a hold button on it, or a byte was altered on the way.',
  remedy: 'See why, then press Resume.',
};

export const jogBusy: Refusal = {
  code: 'arm/jog-busy',
  text: 'The arm cannot be moved by hand now: it paints, its position is not known, or somebody is too near.',
  remedy: 'Press Hold and wait until the brush is up; press Home where its position is not known.',
};
export const somebodyInside: Refusal = {
  code: 'arm/somebody-inside',
  text: 'The arm does not look for its reference while somebody is too near.',
  remedy: 'Step back, then press Home.',
};

/** @param offMm - how far off its path it was seen */
export const astray = (offMm: number): Refusal => ({
  code: 'arm/astray',
  text: `The arm was seen ${offMm.toFixed(1)} mm off the path that it was sent: a byte was altered on the way, or somebody moved it.`,
  remedy: 'Nothing to do if it goes on by itself. If it comes often, use a shorter USB cable away from motors.',
});

export const crawls: Refusal = {
  code: 'arm/crawls',
  text: 'The arm hardly moves, though it says that it does: a byte of its feed was altered on the way.',
  remedy: 'Nothing to do if it goes on by itself. If it comes often, use a shorter USB cable away from motors.',
};

/** @returns what is wrong with where the arm was seen; undefined where nothing is known to be */
export function wrongWith(sighting: Sighting): Refusal | undefined {
  if (sighting.kind === 'astray') return astray(sighting.offMm);
  return sighting.kind === 'crawls' ? crawls : undefined;
}

export const tooManySetbacks = (why: Refusal): Refusal => ({
  code: 'arm/setbacks',
  text: `The arm had to stop again and again without painting anything. Lastly: ${why.text}`,
  remedy: 'Check the cable and the controller, then press Resume, or Home if the arm is not where it should be.',
});

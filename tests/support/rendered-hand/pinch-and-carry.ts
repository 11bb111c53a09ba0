import type { FilmScript, Key } from './script.ts';

/** Seconds, and where things happen in the picture (0..1 from the top left): what a test compares with. */
export const pinchAndCarry = {
  seconds: 11,
  comesIn: { from: 0.3, to: 1.2 },
  movesOpen: { from: 1.2, to: 3.2 },
  pinches: { from: 3.6, to: 4.6, at: { x: 0.35, y: 0.45 } },
  // sideways, as a part of the picture's width
  carries: { from: 4.6, to: 6.1, by: 0.25 },
  staysOpen: { from: 6.5, to: 9, at: { x: 0.6, y: 0.45 } },
  leaves: { from: 9, to: 10 },
} as const;

const away = { pose: 'open', x: 0.45, y: 1.5 } as const;
const pinchPlace = pinchAndCarry.pinches.at;
const openPlace = pinchAndCarry.staysOpen.at;

const keys: Key[] = [
  { at: 0, ...away },
  { at: 0.3, ...away },
  { at: 1.2, pose: 'open', x: 0.42, y: 0.5 },
  { at: 1.9, pose: 'open', x: 0.5, y: 0.44, roll: -6 },
  { at: 2.6, pose: 'open', x: 0.42, y: 0.5, roll: 4 },
  { at: 3.2, pose: 'open', ...pinchPlace },
  { at: 3.6, pose: 'pinch', ...pinchPlace },
  { at: 4.6, pose: 'pinch', ...pinchPlace },
  { at: 6.1, pose: 'pinch', ...openPlace },
  { at: 6.5, pose: 'open', ...openPlace },
  { at: 9, pose: 'open', ...openPlace },
  { at: 10, ...away },
  { at: 11, ...away },
];

/** A right hand comes in, moves open, pinches, carries to the right, lets go, stays still and leaves; the loop has no seam. */
export const pinchAndCarryScript: FilmScript = { hands: [{ side: 'right', keys }] };

import type { Told } from '../../shared/mirror.ts';

export const nothingTold: Told = { gestures: [], events: [] };

/** One picture's share of what happened: it takes it when it steps, and each thing once. */
export interface Share {
  add(told: Told): void;
  take(): Told;
}

/** A picture that stands still for long is told the latest of it, at most so much. */
const MOST = 400;

export function createShare(): Share {
  let kept = nothingTold;
  return {
    add({ gestures, events }) {
      if (gestures.length + events.length === 0) return;
      kept = { gestures: [...kept.gestures, ...gestures].slice(-MOST), events: [...kept.events, ...events].slice(-MOST) };
    },
    take() {
      const told = kept;
      kept = nothingTold;
      return told;
    },
  };
}

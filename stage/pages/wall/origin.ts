import type { StageFrame } from '../../../scenes/kit/scene.ts';
import type { Origin } from './transitions/mix.ts';

/** Where a wall that nobody has touched begins: beside the lamp, off the middle. */
const unasked: Origin = { x: 0.44, y: 0.56 };
/** A touch is remembered so long, s. */
const REMEMBERED_S = 20;

/** Remembers where something last happened on the wall, for a transition that begins there. */
export function createOrigin(): { see(moment: StageFrame): void; at(): Origin } {
  let last: { readonly at: Origin; readonly time: number } | null = null;
  let now = 0;
  return {
    see({ time, events, gestures }) {
      now = time;
      const event = events.at(-1);
      const at = event ?? gestures.at(-1)?.at;
      if (at !== undefined) last = { at: { x: at.x, y: at.y }, time };
    },
    at: () => (last !== null && Math.abs(now - last.time) < REMEMBERED_S ? last.at : unasked),
  };
}

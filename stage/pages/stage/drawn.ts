import type { SceneEvent } from '../../../engine/scene.ts';

/** Something that the show did, and when this page had drawn the first picture with it. */
export interface Drawn extends SceneEvent {
  /** ms since the epoch, by the page's own monotonic clock */
  readonly drawnMs: number;
}

/** So many are remembered. */
const KEPT = 64;

/** The latest events that were drawn, oldest first, so that somebody can measure how long the wall takes to answer. */
export function createDrawn(): { note(events: readonly SceneEvent[]): void; latest(): readonly Drawn[] } {
  let drawn: Drawn[] = [];
  return {
    note(events) {
      if (events.length === 0) return;
      const drawnMs = performance.timeOrigin + performance.now();
      drawn = [...drawn, ...events.map((event) => ({ ...event, drawnMs }))].slice(-KEPT);
    },
    latest: () => drawn,
  };
}

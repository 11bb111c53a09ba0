import type { Place } from '../../../engine/people.ts';
import { placeIn } from '../shared/letterbox.ts';

/** A line as it is drawn, whatever it is drawn with. */
export interface LineSink {
  down(at: Place, pressure: number): void;
  move(at: Place, pressure: number): void;
  up(at: Place): void;
}

/** Touch screens without a sense of force report 0, 0.5 or 1: then slowness is pressure. */
const FORCELESS = new Set([0, 0.5, 1]);
/** Speed at which a finger presses half, sheet widths a second. */
const SWIFT = 1.2;

/**
 * The first finger on the sheet draws; others, a palm among them, are not heard until it lifts.
 *
 * @returns what ends it
 */
export function watchFinger(sheet: HTMLElement, sink: LineSink): () => void {
  let leader: number | null = null;
  let last: { at: Place; t: number; pressure: number } | null = null;

  const place = (event: PointerEvent): Place => placeIn(sheet.getBoundingClientRect(), event.clientX, event.clientY);
  const press = (event: PointerEvent, at: Place): number => {
    if (!FORCELESS.has(event.pressure)) return event.pressure;
    if (last === null || event.timeStamp <= last.t) return last?.pressure ?? 0.55;
    const speed = (Math.hypot(at.x - last.at.x, at.y - last.at.y) / (event.timeStamp - last.t)) * 1000;
    return last.pressure + (0.25 + 0.6 / (1 + speed / SWIFT) - last.pressure) * 0.3;
  };
  const follow = (event: PointerEvent, tellTo: (at: Place, pressure: number) => void): void => {
    const at = place(event);
    const pressure = press(event, at);
    last = { at, t: event.timeStamp, pressure };
    tellTo(at, pressure);
  };
  const abort = new AbortController();
  const { signal } = abort;
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== leader) return;
    leader = null;
    last = null;
    sink.up(place(event));
  };
  sheet.addEventListener(
    'pointerdown',
    (event) => {
      if (leader !== null || event.button !== 0) return;
      event.preventDefault();
      leader = event.pointerId;
      sheet.setPointerCapture(event.pointerId);
      follow(event, sink.down);
    },
    { signal },
  );
  sheet.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== leader) return;
      const between = event.getCoalescedEvents?.() ?? [];
      for (const one of between.length > 0 ? between : [event]) follow(one, sink.move);
    },
    { signal },
  );
  sheet.addEventListener('pointerup', end, { signal });
  sheet.addEventListener('pointercancel', end, { signal });
  // a long press must not open a menu in the middle of a line
  sheet.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  return () => abort.abort();
}

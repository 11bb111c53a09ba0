import type { TouchMessage } from '../../../protocol/doors.ts';
import { placeIn } from '../../shared/letterbox.ts';

/** Moves are told at most this often, ms: the show steps at 60 Hz and needs no more. */
const EVERY_MS = 16;
/** What a mouse button presses, where the device cannot say. */
const FIRM = 0.5;

/**
 * A finger or mouse on the wall as a person: pressed it paints, hovering it only stirs (`move` before any `down`). One
 * pointer at a time: the first that comes down leads until it lifts.
 *
 * @returns what ends it
 */
export function watchPointer(element: HTMLElement, say: (touch: TouchMessage) => void): () => void {
  let leader: number | null = null;
  let told = Number.NEGATIVE_INFINITY;
  const message = (event: PointerEvent, phase: TouchMessage['phase']): TouchMessage => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const pressed = event.pointerType === 'pen' ? event.pressure : FIRM;
    const pressure = leader === null || phase === 'up' ? 0 : Math.min(1, pressed || FIRM);
    return { phase, ...placeIn({ left, top, width, height }, event.clientX, event.clientY), pressure };
  };
  const down = (event: PointerEvent): void => {
    if (leader !== null || event.button !== 0) return;
    leader = event.pointerId;
    element.setPointerCapture(event.pointerId);
    say(message(event, 'down'));
  };
  const move = (event: PointerEvent): void => {
    if (leader !== null && event.pointerId !== leader) return;
    if (event.timeStamp - told < EVERY_MS) return;
    told = event.timeStamp;
    say(message(event, 'move'));
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== leader) return;
    leader = null;
    say(message(event, 'up'));
  };
  const abort = new AbortController();
  const { signal } = abort;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  return () => abort.abort();
}

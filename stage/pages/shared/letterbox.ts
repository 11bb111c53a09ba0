import type { Place } from '../../../engine/people.ts';

/** A rectangle of the page, CSS px, from the top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The largest box of an aspect that fits in a room, centred.
 *
 * @param aspect - width / height, above 0
 * @param margin - kept free on every side, px
 */
export function letterbox(room: Box, aspect: number, margin = 0): Box {
  if (!(aspect > 0)) throw new RangeError(`letterbox: aspect is ${aspect}; give width / height, above 0`);
  const wide = Math.max(1, room.width - 2 * margin);
  const high = Math.max(1, room.height - 2 * margin);
  const width = Math.min(wide, high * aspect);
  const height = width / aspect;
  return { left: room.left + (room.width - width) / 2, top: room.top + (room.height - height) / 2, width, height };
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

/** @returns the place under a pointer, 0..1 from the bottom left corner of the box; a pointer outside lands on its edge */
export function placeIn(box: Box, clientX: number, clientY: number): Place {
  return { x: unit((clientX - box.left) / box.width), y: unit(1 - (clientY - box.top) / box.height) };
}

export const inside = (box: Box, clientX: number, clientY: number): boolean =>
  clientX >= box.left && clientX <= box.left + box.width && clientY >= box.top && clientY <= box.top + box.height;

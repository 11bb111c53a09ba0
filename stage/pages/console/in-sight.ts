/** What of a scrolled box lies above and below a thing in it is kept free by so much, px. */
const ROOM_PX = 12;

/** @returns whether any of it is seen in its box */
export function inSight(box: HTMLElement, thing: HTMLElement): boolean {
  const [within, it] = [box.getBoundingClientRect(), thing.getBoundingClientRect()];
  return it.bottom > within.top && it.top < within.bottom;
}

/** Scrolls the box alone, never the page, and no farther than it must. */
export function toSight(box: HTMLElement, thing: HTMLElement): void {
  const [within, it] = [box.getBoundingClientRect(), thing.getBoundingClientRect()];
  const [above, below] = [it.top - within.top - ROOM_PX, it.bottom - within.bottom + ROOM_PX];
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += Math.min(below, above);
}

/** A rectangle of pixels, from the top left corner. Never empty: nothing is `null`. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function union(a: Region | null, b: Region | null): Region | null {
  if (!a || !b) return a ?? b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** The region with a margin on all sides, px, cut to the picture. @returns null where nothing of it is left */
export function grown(region: Region, margin: number, widthPx: number, heightPx: number): Region | null {
  const x = Math.max(0, Math.floor(region.x - margin));
  const y = Math.max(0, Math.floor(region.y - margin));
  const width = Math.min(widthPx, Math.ceil(region.x + region.width + margin)) - x;
  const height = Math.min(heightPx, Math.ceil(region.y + region.height + margin)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

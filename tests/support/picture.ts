import { decode } from 'fast-png';

/** A painting as pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** luminance 0..1 at a place of the canvas, 0..1 from the bottom left */
  at(x: number, y: number): number;
}

export function readPicture(png: Uint8Array): Picture {
  const { width, height, data, channels } = decode(png);
  return {
    width,
    height,
    at(x, y) {
      const px = Math.min(width - 1, Math.max(0, Math.round(x * (width - 1))));
      const py = Math.min(height - 1, Math.max(0, Math.round((1 - y) * (height - 1))));
      const i = (py * width + px) * channels;
      return (0.2126 * (data[i] ?? 0) + 0.7152 * (data[i + 1] ?? 0) + 0.0722 * (data[i + 2] ?? 0)) / 255;
    },
  };
}

/** @returns how much darker `now` is than `before` at the darkest place within a radius (of the canvas's width) */
export function darkening(before: Picture, now: Picture, x: number, y: number, radius: number): number {
  let most = 0;
  for (let dx = -radius; dx <= radius; dx += radius / 12)
    for (let dy = -radius; dy <= radius; dy += radius / 12)
      if (Math.hypot(dx, dy) <= radius) most = Math.max(most, before.at(x + dx, y + dy) - now.at(x + dx, y + dy));
  return most;
}

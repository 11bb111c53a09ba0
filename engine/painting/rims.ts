import type { Film } from './film.ts';
import type { Region } from './region.ts';

/** Width of the dark rim that a wet edge dries with, mm. */
const rimMm = 1.2;
/** Thickness at which half of a film's pigment is free to wander, coats. */
const halfCoat = 0.3;
/** The film is counted in whole numbers of this, so that the cut of a picture into regions can not be seen in the last bit. */
const unit = 4096;

/** How far from paint its rims change the picture, px. */
export const rimRadius = (pxPerMm: number): number => Math.max(1, Math.round(rimMm * pxPerMm));

/**
 * How much pigment gathers where a film dries: the film less its mean around, by two passes of running sums.
 *
 * @returns for each pixel of the region about 1 just inside an edge, 0 in the middle of a film, below 0 where pigment left;
 *   null where there is no film in or near the region
 */
export function gatherRims(film: Film, region: Region, pxPerMm: number): Float32Array | null {
  const { widthPx, heightPx, thickness } = film;
  const radius = rimRadius(pxPerMm);
  const wide = region.width + 2 * radius;
  const high = region.height + 2 * radius;
  const level = new Int32Array(wide * high);
  let any = false;
  for (let row = 0; row < high; row++) {
    const y = Math.min(heightPx - 1, Math.max(0, region.y + row - radius)) * widthPx;
    for (let column = 0; column < wide; column++) {
      const coats = thickness[y + Math.min(widthPx - 1, Math.max(0, region.x + column - radius))] ?? 0;
      if (coats === 0) continue;
      any = true;
      level[row * wide + column] = (unit * coats) / (coats + halfCoat);
    }
  }
  if (!any) return null;

  const size = 2 * radius + 1;
  const along = new Int32Array(region.width * high);
  for (let row = 0; row < high; row++) {
    let sum = 0;
    for (let k = 0; k < size - 1; k++) sum += level[row * wide + k] ?? 0;
    for (let column = 0; column < region.width; column++) {
      sum += level[row * wide + column + size - 1] ?? 0;
      along[row * region.width + column] = sum;
      sum -= level[row * wide + column] ?? 0;
    }
  }
  const rims = new Float32Array(region.width * region.height);
  const sums = new Int32Array(region.width);
  for (let row = 0; row < size - 1; row++)
    for (let column = 0; column < region.width; column++) sums[column] = (sums[column] ?? 0) + (along[row * region.width + column] ?? 0);
  for (let row = 0; row < region.height; row++)
    for (let column = 0; column < region.width; column++) {
      const sum = (sums[column] ?? 0) + (along[(row + size - 1) * region.width + column] ?? 0);
      const own = level[(row + radius) * wide + column + radius] ?? 0;
      const rim = ((own - sum / (size * size)) * 2) / unit;
      rims[row * region.width + column] = rim > 1.2 ? 1.2 : rim < -0.45 ? -0.45 : rim;
      sums[column] = sum - (along[row * region.width + column] ?? 0);
    }
  return rims;
}

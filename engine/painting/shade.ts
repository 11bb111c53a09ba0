import type { Film } from './film.ts';
import { underStride, wetStride } from './film.ts';
import { groundBands, type Linen } from './linen.ts';
import { layerOver, toSrgb } from './pigment.ts';
import type { Region } from './region.ts';

/** sRGB bytes for linear light 0..1 in steps of 1/4096. */
const bytes = Uint8ClampedArray.from({ length: 4097 }, (_, i) => Math.round(toSrgb(i / 4096)));
const byteOf = (light: number): number => bytes[light <= 0 ? 0 : light >= 1 ? 4096 : (light * 4096 + 0.5) | 0] ?? 0;

/** Width of the dark rim that a wet edge dries with, mm. */
const rimMm = 0.9;
/** How the rim's profile is counted: whole numbers, so that the cut of a region can not be seen in the last bit. */
const rimUnit = 4096;

/** How far beyond a painted pixel its paint changes the picture, px. */
export const shadeMargin = (pxPerMm: number): number => rimRadius(pxPerMm) + 1;
const rimRadius = (pxPerMm: number): number => Math.max(1, Math.round(rimMm * pxPerMm));

/**
 * Colours a region: Kubelka–Munk of the wet film over what has set, pigment gathered at wet edges and in the pits of the linen,
 * in light that rakes from the upper left.
 *
 * @param out - RGBA, the region's rows one after another; alpha is 255
 */
export function shade(film: Film, linen: Linen, region: Region, pxPerMm: number, out: Uint8ClampedArray): void {
  const { widthPx, heightPx, wet, under, set } = film;
  const { tooth } = linen;
  linen.weave(region.y - 2, region.y + region.height + 2);
  const rims = gathered(film, region, rimRadius(pxPerMm));
  const relief = (at: number): number => {
    const body = (wet[at * wetStride] ?? 0) + (set[at] ?? 0);
    const filled = body / (body + 0.9);
    return (tooth[at] ?? 0) * (1 - 0.55 * filled) * 0.1 + 0.2 * filled * (1 + 0.5 * body);
  };
  const slope = 0.55 * Math.min(1.6, pxPerMm / 2);
  for (let row = 0; row < region.height; row++) {
    const y = region.y + row;
    const up = y > 0 ? widthPx : 0;
    const down = y + 1 < heightPx ? widthPx : 0;
    for (let column = 0; column < region.width; column++) {
      const x = region.x + column;
      const at = y * widthPx + x;
      const w = at * wetStride;
      const b = at * underStride;
      const thickness = wet[w] ?? 0;
      const lit = slope * (relief(at + down + (x + 1 < widthPx ? 1 : 0)) + relief(at) - 2 * relief(at - up - (x > 0 ? 1 : 0)));
      const light = 0.985 + lit / (1 + 1.2 * Math.abs(lit));
      let red = groundBands[0] - (under[b] ?? 0);
      let green = groundBands[1] - (under[b + 1] ?? 0);
      let blue = groundBands[2] - (under[b + 2] ?? 0);
      let sheen = 0;
      if (thickness > 0) {
        const rim = rims[row * region.width + column] ?? 0;
        const pits = 1 + 0.5 * (0.5 - (tooth[at] ?? 0));
        const density = pits * (1 + 1.15 * rim);
        red = layerOver(red, (wet[w + 1] ?? 0) * density, (wet[w + 4] ?? 0) * density);
        green = layerOver(green, (wet[w + 2] ?? 0) * density, (wet[w + 5] ?? 0) * density);
        blue = layerOver(blue, (wet[w + 3] ?? 0) * density, (wet[w + 6] ?? 0) * density);
        sheen = Math.max(0, lit) * 0.05 * Math.min(1, thickness);
      }
      const o = (row * region.width + column) * 4;
      out[o] = byteOf(red * light + sheen);
      out[o + 1] = byteOf(green * light + sheen);
      out[o + 2] = byteOf(blue * light + sheen);
      out[o + 3] = 255;
    }
  }
}

/** How much pigment gathers at each pixel: about 1 just inside a wet edge, 0 in the middle of a film, below 0 where it left. */
function gathered(film: Film, region: Region, radius: number): Float32Array {
  const { widthPx, heightPx, wet } = film;
  const wide = region.width + 2 * radius;
  const high = region.height + 2 * radius;
  const level = new Int32Array(wide * high);
  for (let row = 0; row < high; row++) {
    const y = Math.min(heightPx - 1, Math.max(0, region.y + row - radius));
    for (let column = 0; column < wide; column++) {
      const x = Math.min(widthPx - 1, Math.max(0, region.x + column - radius));
      const thickness = wet[(y * widthPx + x) * wetStride] ?? 0;
      level[row * wide + column] = (rimUnit * thickness) / (thickness + 0.3);
    }
  }
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
  const share = 2 / rimUnit;
  for (let column = 0; column < region.width; column++) {
    let sum = 0;
    for (let k = 0; k < size - 1; k++) sum += along[k * region.width + column] ?? 0;
    for (let row = 0; row < region.height; row++) {
      sum += along[(row + size - 1) * region.width + column] ?? 0;
      const own = level[(row + radius) * wide + column + radius] ?? 0;
      rims[row * region.width + column] = Math.min(1.2, Math.max(-0.45, (own - sum / (size * size)) * share));
      sum -= along[row * region.width + column] ?? 0;
    }
  }
  return rims;
}

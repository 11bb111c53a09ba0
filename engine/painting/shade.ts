import { type Film, wetStride } from './film.ts';
import { groundBands, type Linen } from './linen.ts';
import { layerOver, toSrgb } from './pigment.ts';
import type { Region } from './region.ts';
import { gatherRims } from './rims.ts';

/** sRGB bytes for linear light 0..1 in steps of 1/4096. */
const bytes = Uint8ClampedArray.from({ length: 4097 }, (_, i) => Math.round(toSrgb(i / 4096)));
const byteOf = (light: number): number => bytes[light <= 0 ? 0 : light >= 1 ? 4096 : (light * 4096 + 0.5) | 0] ?? 0;

/** Density that a wet edge gains, and a pit loses or gains, as a share of the film. */
const rimGain = 2.2;
const pitGain = 0.5;
/** Share of the ground's light that reaches the eye where the canvas is flat. */
const level = 0.985;

/** Height of the canvas in the light, in arbitrary units: linen that paint fills, and paint that stands on it. */
function reliefRow(film: Film, linen: Linen, y: number, fromX: number, out: Float32Array): void {
  const { widthPx, heightPx, thickness, set } = film;
  const row = Math.min(heightPx - 1, Math.max(0, y)) * widthPx;
  for (let k = 0; k < out.length; k++) {
    const at = row + Math.min(widthPx - 1, Math.max(0, fromX + k));
    const tooth = linen.tooth[at] ?? 0;
    const coats = (thickness[at] ?? 0) + (set[at] ?? 0);
    if (coats === 0) {
      out[k] = 0.1 * tooth;
      continue;
    }
    const filled = coats / (coats + 0.9);
    out[k] = tooth * (1 - 0.55 * filled) * 0.1 + 0.2 * filled * (1 + 0.5 * coats);
  }
}

/**
 * Colours a region: Kubelka–Munk of the wet film over what has set, pigment gathered at wet edges and in the pits of the linen,
 * in light that rakes from the upper left.
 *
 * @param out - RGBA, the region's rows one after another; alpha is 255
 */
export function shade(film: Film, linen: Linen, region: Region, pxPerMm: number, out: Uint8ClampedArray): void {
  const { widthPx, thickness, wet, set, under } = film;
  const [groundRed, groundGreen, groundBlue] = groundBands;
  linen.weave(region.x - 1, region.y - 1, region.width + 2, region.height + 2);
  const rims = gatherRims(film, region, pxPerMm);
  const slope = 0.55 * Math.min(1.6, pxPerMm / 2);
  let above = new Float32Array(region.width + 2);
  let here = new Float32Array(region.width + 2);
  let below = new Float32Array(region.width + 2);
  reliefRow(film, linen, region.y - 1, region.x - 1, above);
  reliefRow(film, linen, region.y, region.x - 1, here);
  for (let row = 0; row < region.height; row++) {
    const y = region.y + row;
    reliefRow(film, linen, y + 1, region.x - 1, below);
    for (let column = 0; column < region.width; column++) {
      const at = y * widthPx + region.x + column;
      const coats = thickness[at] ?? 0;
      const lit = slope * ((below[column + 2] ?? 0) + (here[column + 1] ?? 0) - 2 * (above[column] ?? 0));
      const light = level + lit / (1 + 1.2 * Math.abs(lit));
      let red = groundRed;
      let green = groundGreen;
      let blue = groundBlue;
      if ((set[at] ?? 0) > 0) {
        red -= under[at * 3] ?? 0;
        green -= under[at * 3 + 1] ?? 0;
        blue -= under[at * 3 + 2] ?? 0;
      }
      let sheen = 0;
      if (coats > 0) {
        const w = at * wetStride;
        const rim = rims ? (rims[row * region.width + column] ?? 0) : 0;
        const density = (1 + pitGain * (0.5 - (linen.tooth[at] ?? 0))) * (1 + rimGain * rim);
        red = layerOver(red, (wet[w] ?? 0) * density, (wet[w + 3] ?? 0) * density);
        green = layerOver(green, (wet[w + 1] ?? 0) * density, (wet[w + 4] ?? 0) * density);
        blue = layerOver(blue, (wet[w + 2] ?? 0) * density, (wet[w + 5] ?? 0) * density);
        sheen = lit > 0 ? lit * 0.14 * Math.min(1, coats) : 0;
      }
      const o = (row * region.width + column) * 4;
      out[o] = byteOf(red * light + sheen);
      out[o + 1] = byteOf(green * light + sheen);
      out[o + 2] = byteOf(blue * light + sheen);
      out[o + 3] = 255;
    }
    [above, here, below] = [here, below, above];
  }
}

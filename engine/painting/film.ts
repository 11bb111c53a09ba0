import type { Bristles } from './brush.ts';
import { groundBands } from "./linen.ts";
import { layerOver, type Pigment } from './pigment.ts';

/** Numbers per pixel of `wet`: thickness in coats, K·d in three bands, S·d in three bands, and what this passing of the brush laid. */
export const wetStride = 8;
/** Numbers per pixel of `under`: ground minus reflectance in three bands, and when the brush was last here (mm painted in all). */
export const underStride = 4;

/**
 * The paint on a canvas: an upper, wet film that mixes, over what has set. All zero is bare ground, so that canvas which
 * nobody paints costs no memory.
 */
export interface Film {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly wet: Float32Array;
  readonly under: Float32Array;
  /** thickness of what has set, coats */
  readonly set: Float32Array;
}

export function createFilm(widthPx: number, heightPx: number): Film {
  const area = widthPx * heightPx;
  return {
    widthPx,
    heightPx,
    wet: new Float32Array(area * wetStride),
    under: new Float32Array(area * underStride),
    set: new Float32Array(area),
  };
}

/** Where and how a brush stands on the canvas. Lengths in px, y down. */
export interface Footprint {
  x: number;
  y: number;
  /** unit vector of its travel */
  headingX: number;
  headingY: number;
  halfWidth: number;
  halfLength: number;
}

/** What a footprint presses with. */
export interface Touch {
  readonly bristles: Bristles;
  readonly pigment: Pigment;
  /** mm painted on this canvas in all, now */
  readonly now: number;
  /** mm of travel within which the brush is still passing over the same place */
  readonly passMm: number;
}

/** Paint stays wet enough to mix for about this much further painting, mm. */
const wetMm = 1800;
/** Share of fully wet paint that takes part in mixing when another stroke comes over it. */
const mixShare = 0.34;
/** Share of wet paint under the brush that its hair takes along, per mm of travel over it. */
const pickUp = 0.1;
const absent = 0.004;

/**
 * Presses a footprint onto the canvas. Within one passing the paint is laid up to what the strongest touch wants, never added
 * twice, so that neither the spacing of footprints nor the cut of a stroke into pieces can be seen.
 */
export function press(film: Film, tooth: Float32Array, foot: Footprint, touch: Touch, pxPerMm: number): void {
  const { widthPx, wet, under } = film;
  const { bristles, pigment, now, passMm } = touch;
  const { thick, reach, hair, stain, cells } = bristles;
  const [k0, k1, k2] = pigment.absorb;
  const [s0, s1, s2] = pigment.scatter;
  const { x: cx, y: cy, headingX: hx, headingY: hy, halfWidth, halfLength } = foot;
  const span = Math.hypot(hx * halfLength * 1.25, hy * halfWidth) + 1;
  const rise = Math.hypot(hy * halfLength * 1.25, hx * halfWidth) + 1;
  const fromX = Math.max(0, Math.floor(cx - span));
  const toX = Math.min(widthPx - 1, Math.ceil(cx + span));
  const fromY = Math.max(0, Math.floor(cy - rise));
  const toY = Math.min(film.heightPx - 1, Math.ceil(cy + rise));
  const edge = Math.min(halfWidth, halfLength) * 0.5 + 0.35;
  const steep = 2.6;
  const pick = 1 - Math.exp((-pickUp * cells) / (2 * halfWidth * pxPerMm));

  for (let y = fromY; y <= toY; y++) {
    const dy = y + 0.5 - cy;
    for (let x = fromX; x <= toX; x++) {
      const dx = x + 0.5 - cx;
      const u = (dx * -hy + dy * hx) / halfWidth;
      if (u <= -1 || u >= 1) continue;
      const j = ((u + 1) * 0.5 * cells) | 0;
      const v = (dx * hx + dy * hy) / (halfLength * (hair[j] ?? 1));
      const inside = 1 - u * u - v * v;
      if (inside <= 0) continue;
      const pixel = y * widthPx + x;
      const grip = ((tooth[pixel] ?? 0) + (reach[j] ?? 0) - 1) * steep;
      if (grip <= 0) continue;
      const rim = inside * edge;
      const wanted = (thick[j] ?? 0) * (grip < 1 ? grip : 1) * (rim < 1 ? rim : 1);
      if (wanted < absent) continue;
      const w = pixel * wetStride;
      const b = pixel * underStride;
      const t = j * 7;
      const since = now - (under[b + 3] ?? 0);
      under[b + 3] = now;
      if (since > passMm) {
        const old = wet[w] ?? 0;
        if (old > absent) settle(film, pixel, Math.exp(-since / wetMm), stain, t, pick);
        wet[w + 7] = 0;
      }
      const more = wanted - (wet[w + 7] ?? 0);
      if (more <= 0) continue;
      wet[w + 7] = wanted;
      const own = more * (1 - (stain[t] ?? 0));
      wet[w] = (wet[w] ?? 0) + more;
      wet[w + 1] = (wet[w + 1] ?? 0) + own * k0 + more * (stain[t + 1] ?? 0);
      wet[w + 2] = (wet[w + 2] ?? 0) + own * k1 + more * (stain[t + 2] ?? 0);
      wet[w + 3] = (wet[w + 3] ?? 0) + own * k2 + more * (stain[t + 3] ?? 0);
      wet[w + 4] = (wet[w + 4] ?? 0) + own * s0 + more * (stain[t + 4] ?? 0);
      wet[w + 5] = (wet[w + 5] ?? 0) + own * s1 + more * (stain[t + 5] ?? 0);
      wet[w + 6] = (wet[w + 6] ?? 0) + own * s2 + more * (stain[t + 6] ?? 0);
    }
  }
}

/** The brush comes back over older paint: what is no longer mobile becomes ground, and the hair takes some of the rest along. */
function settle(film: Film, pixel: number, wetness: number, stain: Float32Array, t: number, pick: number): void {
  const { wet, under } = film;
  const w = pixel * wetStride;
  const b = pixel * underStride;
  const thickness = wet[w] ?? 0;
  const stays = 1 - mixShare * wetness;
  const taken = pick * wetness * Math.min(1, thickness) * (1 - (stain[t] ?? 0));
  stain[t] = (stain[t] ?? 0) + taken;
  for (let band = 0; band < 3; band++) {
    const ground = groundBands[band] ?? 0;
    const k = wet[w + 1 + band] ?? 0;
    const s = wet[w + 4 + band] ?? 0;
    under[b + band] = ground - layerOver(ground - (under[b + band] ?? 0), k * stays, s * stays);
    stain[t + 1 + band] = (stain[t + 1 + band] ?? 0) + (taken * k) / thickness;
    stain[t + 4 + band] = (stain[t + 4 + band] ?? 0) + (taken * s) / thickness;
  }
  film.set[pixel] = (film.set[pixel] ?? 0) + thickness * stays;
  for (let k = 0; k < 7; k++) wet[w + k] = (wet[w + k] ?? 0) * (1 - stays);
}


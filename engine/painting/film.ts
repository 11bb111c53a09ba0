import type { Bristles } from './brush.ts';
import { groundBands } from './linen.ts';
import { layerOver, type Pigment } from './pigment.ts';

/**
 * Numbers per pixel of `wet`: K·d in three bands, S·d in three bands, what this passing of the brush laid (coats), and when the
 * brush was last here (mm painted in all).
 */
export const wetStride = 8;

/**
 * The paint on a canvas: an upper, wet film that mixes, over what has set. All zero is bare ground, so that canvas which
 * nobody paints costs no memory.
 */
export interface Film {
  readonly widthPx: number;
  readonly heightPx: number;
  /** of the wet film, coats */
  readonly thickness: Float32Array;
  readonly wet: Float32Array;
  /** of what has set, coats */
  readonly set: Float32Array;
  /** the ground's reflectance less that of what has set, three bands */
  readonly under: Float32Array;
}

export function createFilm(widthPx: number, heightPx: number): Film {
  const area = widthPx * heightPx;
  return {
    widthPx,
    heightPx,
    thickness: new Float32Array(area),
    wet: new Float32Array(area * wetStride),
    set: new Float32Array(area),
    under: new Float32Array(area * 3),
  };
}

/** Where and how a brush stands on the canvas. Lengths in px, y down. */
export interface Footprint {
  readonly x: number;
  readonly y: number;
  /** unit vector of its travel */
  readonly headingX: number;
  readonly headingY: number;
  readonly halfWidth: number;
  readonly halfLength: number;
  /** how far the mark's edge runs in and out over threads and pits, px */
  readonly raggedPx: number;
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
/** Share of fully wet paint that a brush sets in motion where it ploughs least and most. */
const stirredLeast = 0.12;
const stirredMost = 0.75;
/** Share of that which leaves with the hair instead of mixing where it lay. */
const liftedShare = 0.55;
/** How fast the hair fills with what it ploughs through, per mm of travel. */
const pickUp = 0.22;
/** Reach of the footprint along its travel, hair and slant included, in half lengths. */
export const longestHair = 1.8;
/** Below this a film is not there, coats. */
const absent = 0.004;
/** From touching a thread's top to covering it, in heights of the tooth: the smaller, the harder a dry mark breaks. */
const softness = 0.36;
/** Height of the tooth at which a mark's edge is where the brush's width says. */
const edgeTooth = 0.55;

/**
 * Presses a footprint onto the canvas. Within one passing the paint is laid up to what the strongest touch wants, never added
 * twice, so that neither the spacing of footprints nor the cut of a stroke into pieces can be seen.
 */
export function press(film: Film, tooth: Float32Array, foot: Footprint, touch: Touch, pxPerMm: number): void {
  const { widthPx, thickness, wet } = film;
  const { bristles, pigment, now, passMm } = touch;
  const { thick, reach, hair, plough, stain, slant, cells } = bristles;
  const [k0, k1, k2] = pigment.absorb;
  const [s0, s1, s2] = pigment.scatter;
  const { x: cx, y: cy, headingX: hx, headingY: hy, halfWidth, halfLength } = foot;
  const long = halfLength * longestHair;
  const span = Math.hypot(hx * long, hy * halfWidth) + 1;
  const rise = Math.hypot(hy * long, hx * halfWidth) + 1;
  const fromX = Math.max(0, Math.floor(cx - span));
  const toX = Math.min(widthPx - 1, Math.ceil(cx + span));
  const fromY = Math.max(0, Math.floor(cy - rise));
  const toY = Math.min(film.heightPx - 1, Math.ceil(cy + rise));
  const edge = 0.4 * halfWidth + 0.4;
  const jag = (foot.raggedPx * 2) / halfWidth;
  const pick = 1 - Math.exp((-pickUp * cells) / (2 * halfWidth * pxPerMm));

  for (let y = fromY; y <= toY; y++) {
    const dy = y + 0.5 - cy;
    for (let x = fromX; x <= toX; x++) {
      const dx = x + 0.5 - cx;
      const u = (dx * -hy + dy * hx) / halfWidth;
      if (u <= -1 || u >= 1) continue;
      const j = ((u + 1) * 0.5 * cells) | 0;
      const v = (dx * hx + dy * hy) / (halfLength * (hair[j] ?? 1)) - slant * u;
      const pixel = y * widthPx + x;
      const height = tooth[pixel] ?? 0;
      const inside = 1 - u * u - v * v + (height - edgeTooth) * jag;
      if (inside <= 0) continue;
      const grip = (height + (reach[j] ?? 0) - 1) / softness;
      if (grip <= 0) continue;
      const rim = inside * edge;
      const wanted = (thick[j] ?? 0) * (grip < 1 ? grip : 1) * (rim < 1 ? rim : 1);
      if (wanted < absent) continue;
      const w = pixel * wetStride;
      const since = now - (wet[w + 7] ?? 0);
      wet[w + 7] = now;
      if (since > passMm) {
        const stirred = stirredLeast + (stirredMost - stirredLeast) * (plough[j] ?? 0);
        if ((thickness[pixel] ?? 0) > absent) settle(film, pixel, stirred * Math.exp(-since / wetMm), stain, j * 7, pick);
        wet[w + 6] = 0;
      }
      const more = wanted - (wet[w + 6] ?? 0);
      if (more <= 0) continue;
      const t = j * 7;
      const own = more * (1 - (stain[t] ?? 0));
      thickness[pixel] = (thickness[pixel] ?? 0) + more;
      wet[w] = (wet[w] ?? 0) + own * k0 + more * (stain[t + 1] ?? 0);
      wet[w + 1] = (wet[w + 1] ?? 0) + own * k1 + more * (stain[t + 2] ?? 0);
      wet[w + 2] = (wet[w + 2] ?? 0) + own * k2 + more * (stain[t + 3] ?? 0);
      wet[w + 3] = (wet[w + 3] ?? 0) + own * s0 + more * (stain[t + 4] ?? 0);
      wet[w + 4] = (wet[w + 4] ?? 0) + own * s1 + more * (stain[t + 5] ?? 0);
      wet[w + 5] = (wet[w + 5] ?? 0) + own * s2 + more * (stain[t + 6] ?? 0);
      wet[w + 6] = wanted;
    }
  }
}

/**
 * The brush comes back over older paint: what it does not stir becomes ground, and some of the rest goes along in its hair.
 *
 * @param stirred - share of the film set in motion, 0..1
 * @param t - where the cell's stain begins
 * @param pick - share of the hair that this pixel can fill
 */
function settle(film: Film, pixel: number, stirred: number, stain: Float32Array, t: number, pick: number): void {
  const { thickness, wet, under } = film;
  const w = pixel * wetStride;
  const coats = thickness[pixel] ?? 0;
  const stays = 1 - stirred;
  const remains = stirred * (1 - liftedShare);
  const taken = pick * stirred * Math.min(1, 2 * coats) * (1 - (stain[t] ?? 0));
  stain[t] = (stain[t] ?? 0) + taken;
  for (let band = 0; band < 3; band++) {
    const ground = groundBands[band] ?? 0;
    const u = pixel * 3 + band;
    const k = wet[w + band] ?? 0;
    const s = wet[w + 3 + band] ?? 0;
    under[u] = ground - layerOver(ground - (under[u] ?? 0), k * stays, s * stays);
    stain[t + 1 + band] = (stain[t + 1 + band] ?? 0) + (taken * k) / coats;
    stain[t + 4 + band] = (stain[t + 4 + band] ?? 0) + (taken * s) / coats;
    wet[w + band] = k * remains;
    wet[w + 3 + band] = s * remains;
  }
  film.set[pixel] = (film.set[pixel] ?? 0) + coats * stays;
  thickness[pixel] = coats * remains;
}

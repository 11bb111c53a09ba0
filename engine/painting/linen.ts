import { noise2, noiseRow } from './noise.ts';
import { type Bands, toLinear } from './pigment.ts';

/** Primed linen, warm and never white: #F2EBDD, sRGB 0..255. */
export const groundRgb: readonly [number, number, number] = [0xf2, 0xeb, 0xdd];
/** The same as reflectance, linear light. */
export const groundBands: Bands = [toLinear(groundRgb[0]), toLinear(groundRgb[1]), toLinear(groundRgb[2])];

/** One thread to the next, mm: seven threads to the centimetre, a coarse linen. */
const threadMm = 1.4;
const bandRows = 16;

export interface LinenSetting {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  readonly seed: number;
}

/** Height field of woven, primed linen. `tooth` is 0 (deepest pit) to 1 (highest thread), row by row from the top. */
export interface Linen {
  readonly tooth: Float32Array;
  /** Weaves the rows from..to (exclusive) where they are not yet; cheap where they are. */
  weave(fromRow: number, toRow: number): void;
}

/**
 * Linen that is woven only where somebody looks, in bands of 16 rows, so that a page that opens a large canvas is not held up.
 * Features are anchored in mm: the same seed is the same cloth at every resolution.
 */
export function createLinen({ widthPx, heightPx, pxPerMm, seed }: LinenSetting): Linen {
  const tooth = new Float32Array(widthPx * heightPx);
  const woven = new Uint8Array(Math.ceil(heightPx / bandRows));
  const row = (): Float32Array => new Float32Array(widthPx);
  const [warpDrift, warpShiver, weftDrift, weftShiver] = [row(), row(), row(), row()];
  const [fine, coarse, patch, slub] = [row(), row(), row(), row()];
  // Threads finer than two pixels would only flicker; they give way to the grain of the priming.
  const woollen = 0.45 * Math.min(1, Math.max(0, (threadMm * pxPerMm - 1.2) / 1.2));
  const warpSlub = new Float32Array(Math.ceil(widthPx / pxPerMm / threadMm) + 8);

  const weaveRow = (y: number): void => {
    const yMm = y / pxPerMm;
    const fill = (out: Float32Array, label: number, xMm: number, scaleMm: number): void =>
      noiseRow(seed + label, yMm / scaleMm, 1 / (pxPerMm * xMm), out);
    fill(warpDrift, 1, 70, 45);
    fill(warpShiver, 2, 13, 11);
    fill(weftDrift, 3, 70, 45);
    fill(weftShiver, 4, 13, 11);
    fill(fine, 5, 0.62, 0.62);
    fill(coarse, 6, 2, 2);
    fill(patch, 7, 9, 9);
    fill(slub, 8, 21, threadMm);
    for (let k = 0; k < warpSlub.length; k++) warpSlub[k] = 0.55 + 0.75 * noise2(seed + 9, k * 7.3, yMm / 24);
    for (let x = 0; x < widthPx; x++) {
      const warp = x / pxPerMm / threadMm + 1.3 * (warpDrift[x] ?? 0) + 0.35 * (warpShiver[x] ?? 0) + 2;
      const weft = yMm / threadMm + 1.3 * (weftDrift[x] ?? 0) + 0.35 * (weftShiver[x] ?? 0) + 2;
      const i = Math.round(warp);
      const j = Math.round(weft);
      const across = 1 - 4 * (warp - i) * (warp - i);
      const down = 1 - 4 * (weft - j) * (weft - j);
      const over = ((i + j) & 1) === 0 ? across * down : -across * down;
      const warpTop = across * (0.62 + 0.38 * over) * (warpSlub[i] ?? 1);
      const weftTop = down * (0.62 - 0.38 * over) * (0.65 + 0.6 * (slub[x] ?? 0));
      const cloth = warpTop > weftTop ? warpTop : weftTop;
      const grain = 0.45 * (fine[x] ?? 0) + 0.55 * (coarse[x] ?? 0);
      const height = (woollen * cloth + (1 - woollen) * grain) * 1.4 - 0.44 + 0.4 * (patch[x] ?? 0);
      tooth[y * widthPx + x] = height < 0 ? 0 : height > 1 ? 1 : height;
    }
  };

  return {
    tooth,
    weave: (fromRow, toRow) => {
      const last = Math.min(woven.length, Math.ceil(toRow / bandRows));
      for (let band = Math.max(0, Math.floor(fromRow / bandRows)); band < last; band++) {
        if (woven[band] === 1) continue;
        woven[band] = 1;
        for (let y = band * bandRows; y < Math.min(heightPx, (band + 1) * bandRows); y++) weaveRow(y);
      }
    },
  };
}

import { noise2, noiseRow } from './noise.ts';
import { type Bands, toLinear } from './pigment.ts';

/** Primed linen, warm and never white: #F2EBDD, sRGB 0..255. */
export const groundRgb: readonly [number, number, number] = [0xf2, 0xeb, 0xdd];
/** The same as reflectance, linear light. */
export const groundBands: Bands = [toLinear(groundRgb[0]), toLinear(groundRgb[1]), toLinear(groundRgb[2])];

/** One thread to the next, mm: seven threads to the centimetre, a coarse linen. */
const threadMm = 1.4;
/** Linen is woven in patches of this many pixels. */
const patchWidth = 64;
const patchHeight = 16;

export interface LinenSetting {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  readonly seed: number;
}

/** Height field of woven, primed linen. `tooth` is 0 (deepest pit) to 1 (highest thread), row by row from the top. */
export interface Linen {
  readonly tooth: Float32Array;
  /** Weaves a rectangle where it is not yet; cheap where it is. Px; whatever lies outside the canvas is left out. */
  weave(x: number, y: number, width: number, height: number): void;
}

/**
 * Linen that is woven only where somebody looks, patch by patch, so that a page that opens a large canvas is not held up.
 * Features are anchored in mm: the same seed is the same cloth at every resolution.
 */
export function createLinen({ widthPx, heightPx, pxPerMm, seed }: LinenSetting): Linen {
  const tooth = new Float32Array(widthPx * heightPx);
  const across = Math.ceil(widthPx / patchWidth);
  const down = Math.ceil(heightPx / patchHeight);
  const woven = new Uint8Array(across * down);
  const row = (): Float32Array => new Float32Array(patchWidth);
  const [warpDrift, warpShiver, weftDrift, weftShiver] = [row(), row(), row(), row()];
  const [fine, coarse, blotch, slub] = [row(), row(), row(), row()];
  // Threads finer than two pixels would only flicker; they give way to the grain of the priming.
  const woollen = 0.45 * Math.min(1, Math.max(0, (threadMm * pxPerMm - 1.2) / 1.2));
  const warpSlub = new Float32Array(Math.ceil(widthPx / pxPerMm / threadMm) + 8);

  const weaveRow = (fromX: number, y: number): void => {
    const yMm = y / pxPerMm;
    const fill = (out: Float32Array, label: number, xMm: number, scaleMm: number): void =>
      noiseRow(seed + label, yMm / scaleMm, fromX, 1 / (pxPerMm * xMm), out);
    fill(warpDrift, 1, 70, 45);
    fill(warpShiver, 2, 13, 11);
    fill(weftDrift, 3, 70, 45);
    fill(weftShiver, 4, 13, 11);
    fill(fine, 5, 0.62, 0.62);
    fill(coarse, 6, 2, 2);
    fill(blotch, 7, 9, 9);
    fill(slub, 8, 21, threadMm);
    const firstThread = Math.floor(fromX / pxPerMm / threadMm);
    for (let k = firstThread; k < firstThread + patchWidth / pxPerMm / threadMm + 8; k++)
      warpSlub[k] = 0.55 + 0.75 * noise2(seed + 9, k * 7.3, yMm / 24);
    for (let k = 0; k < Math.min(patchWidth, widthPx - fromX); k++) {
      const x = fromX + k;
      const warp = x / pxPerMm / threadMm + 1.3 * (warpDrift[k] ?? 0) + 0.35 * (warpShiver[k] ?? 0) + 2;
      const weft = yMm / threadMm + 1.3 * (weftDrift[k] ?? 0) + 0.35 * (weftShiver[k] ?? 0) + 2;
      const i = Math.round(warp);
      const j = Math.round(weft);
      const warpRidge = 1 - 4 * (warp - i) * (warp - i);
      const weftRidge = 1 - 4 * (weft - j) * (weft - j);
      const over = ((i + j) & 1) === 0 ? warpRidge * weftRidge : -warpRidge * weftRidge;
      const warpTop = warpRidge * (0.62 + 0.38 * over) * (warpSlub[i] ?? 1);
      const weftTop = weftRidge * (0.62 - 0.38 * over) * (0.65 + 0.6 * (slub[k] ?? 0));
      const cloth = warpTop > weftTop ? warpTop : weftTop;
      const grain = 0.45 * (fine[k] ?? 0) + 0.55 * (coarse[k] ?? 0);
      const height = (woollen * cloth + (1 - woollen) * grain) * 1.4 - 0.44 + 0.4 * (blotch[k] ?? 0);
      tooth[y * widthPx + x] = height < 0 ? 0 : height > 1 ? 1 : height;
    }
  };

  return {
    tooth,
    weave: (x, y, width, height) => {
      const lastX = Math.min(across, Math.ceil((x + width) / patchWidth));
      const lastY = Math.min(down, Math.ceil((y + height) / patchHeight));
      for (let j = Math.max(0, Math.floor(y / patchHeight)); j < lastY; j++)
        for (let i = Math.max(0, Math.floor(x / patchWidth)); i < lastX; i++) {
          if (woven[j * across + i] === 1) continue;
          woven[j * across + i] = 1;
          for (let k = j * patchHeight; k < Math.min(heightPx, (j + 1) * patchHeight); k++) weaveRow(i * patchWidth, k);
        }
    },
  };
}

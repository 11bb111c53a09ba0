import { chanceAt, noise2 } from './noise.ts';
import { type Bands, toLinear } from './pigment.ts';

/** Primed linen, warm and never white: #F2EBDD, sRGB 0..255. */
export const groundRgb: readonly [number, number, number] = [0xf2, 0xeb, 0xdd];
/** The same as reflectance, linear light. */
export const groundBands: Bands = [toLinear(groundRgb[0]), toLinear(groundRgb[1]), toLinear(groundRgb[2])];

/** One thread to the next, mm: seven threads to the centimetre, a coarse linen. */
const threadMm = 1.4;
/** Slow wander of the threads is worked out at every so many pixels and drawn straight between. */
const stride = 8;
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
  // Threads finer than two pixels would only flicker; they give way to the grain of the priming.
  const weaveShare = Math.min(1, Math.max(0, (threadMm * pxPerMm - 1.2) / 1.2));
  const threads = Math.ceil(widthPx / pxPerMm / threadMm) + 8;
  const slub = new Float32Array(threads);

  const row = (y: number): void => {
    const yMm = y / pxPerMm;
    for (let k = 0; k < threads; k++) slub[k] = 0.55 + 0.75 * noise2(seed + 11, k * 7.3, yMm / 24);
    let [x0, y0, b0] = [0, 0, 0];
    let [x1, y1, b1] = [wander(seed + 1, 0, yMm), wander(seed + 2, 0, yMm), noise2(seed + 3, 0, yMm / 9)];
    for (let x = 0; x < widthPx; x++) {
      const part = (x % stride) / stride;
      if (part === 0) {
        const ahead = (x + stride) / pxPerMm;
        [x0, y0, b0] = [x1, y1, b1];
        [x1, y1, b1] = [wander(seed + 1, ahead, yMm), wander(seed + 2, ahead, yMm), noise2(seed + 3, ahead / 9, yMm / 9)];
      }
      const xMm = x / pxPerMm;
      const warp = xMm / threadMm + x0 + (x1 - x0) * part + 2;
      const weft = yMm / threadMm + y0 + (y1 - y0) * part + 2;
      const i = Math.round(warp);
      const j = Math.round(weft);
      const across = Math.cos((warp - i) * Math.PI);
      const down = Math.cos((weft - j) * Math.PI);
      const over = ((i + j) & 1) === 0 ? across * down : -across * down;
      const warpTop = across * (0.62 + 0.38 * over) * (slub[i] ?? 1);
      const weftTop = down * (0.62 - 0.38 * over) * (0.7 + 0.5 * chanceAt(seed + 4, j, Math.floor(xMm / 31)));
      const cloth = Math.max(warpTop, weftTop);
      const grain = noise2(seed + 5, xMm * 1.5, yMm * 1.5) * 0.6 + noise2(seed + 6, xMm * 0.55, yMm * 0.55) * 0.4;
      const body = weaveShare * cloth * 0.62 + (1 - 0.62 * weaveShare) * grain;
      tooth[y * widthPx + x] = Math.min(1, Math.max(0, body * 1.25 - 0.2 + (b0 + (b1 - b0) * part - 0.5) * 0.22));
    }
  };

  return {
    tooth,
    weave: (fromRow, toRow) => {
      const last = Math.min(woven.length, Math.ceil(toRow / bandRows));
      for (let band = Math.max(0, Math.floor(fromRow / bandRows)); band < last; band++) {
        if (woven[band] === 1) continue;
        woven[band] = 1;
        for (let y = band * bandRows; y < Math.min(heightPx, (band + 1) * bandRows); y++) row(y);
      }
    },
  };
}

/** How far a thread has strayed from straight, in threads. */
const wander = (seed: number, xMm: number, yMm: number): number =>
  noise2(seed, xMm / 70, yMm / 45) * 1.3 + noise2(seed + 100, xMm / 13, yMm / 11) * 0.35;

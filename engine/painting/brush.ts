import type { Brush } from '../palette.ts';
import { noise1, noise2 } from './noise.ts';

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Width of the mark that a brush leaves.
 *
 * @param pressure - 0 (first contact) to 1 (the brush's safe maximum); clamped
 * @returns mm, from 0.15 of the brush's width to all of it
 */
export const markWidthMm = (brush: Brush, pressure: number): number => brush.widthMm * (0.15 + 0.85 * clamp01(pressure));

/**
 * Length of the footprint along its travel, in mark widths. A brush whose id speaks of a flat, a bright, a hake or a
 * spalter stands on a thin line across the stroke; any other is round, and its tuft bends into an oval.
 */
export const footprintRatio = (brush: Brush): number => (/flat|bright|hake|spalter/.test(brush.id) ? 0.22 : 0.55);

/** How fast paint that was picked up from the canvas is given back, mm of travel. */
const stainMm = 26;
/** The bristles' slow changes along the stroke are worked out anew at each of these, mm. */
const latticeMm = 1;

/**
 * A brush's hair, in cells across its width. Cells keep their character all along a stroke, which is what makes streaks, and
 * what joins one piece of a stroke to the next.
 */
export interface Bristles {
  readonly cells: number;
  /** paint that each cell lays where it touches fully, coats */
  readonly thick: Float32Array;
  /** how deep into the tooth each cell reaches: 1 touches all but the pits, 0 nothing */
  readonly reach: Float32Array;
  /** how far each cell's hair stands out at the ends of the footprint, about 1 */
  readonly hair: Float32Array;
  /** foreign paint picked up by each cell: its share 0..1, then that share's absorption and scattering per coat (r, g, b, r, g, b) */
  readonly stain: Float32Array;
  /** mark width, as a factor that wavers along the stroke */
  waver(sMm: number): number;
  /** Sets thick and reach for a place along the stroke. @param load - 1 freshly dipped to 0 dry @param stepMm - travelled since last */
  at(sMm: number, load: number, pressure: number, stepMm: number): void;
}

/** @param seed - of this stroke: all its chance */
export function createBristles(brush: Brush, seed: number): Bristles {
  const cells = Math.min(256, Math.max(20, Math.round(brush.widthMm * 5)));
  const thick = new Float32Array(cells);
  const reach = new Float32Array(cells);
  const hair = new Float32Array(cells);
  const body = new Float32Array(cells);
  const stain = new Float32Array(cells * 7);
  const cellMm = brush.widthMm / cells;
  const clumpMm = Math.max(1.6, brush.widthMm * 0.3);
  for (let j = 0; j < cells; j++) hair[j] = 0.8 + 0.3 * noise1(seed + 1, (j * cellMm) / 1.1) + 0.14 * noise1(seed + 2, (j * cellMm) / 0.4);

  let lattice = Number.NaN;
  const comb = (s: number): void => {
    if (s === lattice) return;
    lattice = s;
    for (let j = 0; j < cells; j++) {
      const u = j * cellMm;
      body[j] =
        0.4 * noise2(seed + 3, u / clumpMm, s / 140) +
        0.34 * noise2(seed + 4, u / 1.25, s / 90) +
        0.26 * noise2(seed + 5, u / 0.5, s / 45);
    }
  };

  return {
    cells,
    thick,
    reach,
    hair,
    stain,
    waver: (s) => 0.95 + 0.1 * noise1(seed + 6, s / 17),
    at: (sMm, load, pressure, stepMm) => {
      comb(Math.floor(sMm / latticeMm) * latticeMm);
      const wet = clamp01(load);
      const dry = 1 - wet;
      const fade = Math.exp(-stepMm / stainMm);
      const creep = Math.min(0.3, stepMm * 0.25);
      const pool = 1 + 0.45 * wet * Math.exp(-sMm / (0.6 * brush.widthMm));
      for (let j = 0; j < cells; j++) {
        const out = Math.abs((2 * (j + 0.5)) / cells - 1);
        const strength = ((body[j] ?? 0.5) - 0.5) * 2.2;
        const left = clamp01(wet + strength * (0.12 + 0.5 * dry));
        thick[j] = (0.1 + 0.9 * left) * (0.62 + 0.55 * strength) * (1.15 - 0.35 * pressure) * pool * 0.85;
        reach[j] = 0.16 + 1.22 * wet ** 0.62 + 0.28 * pressure + strength * (0.1 + 0.62 * dry) - 0.55 * out ** 4 * dry;
      }
      let before = 0;
      for (let k = 0; k < stain.length; k++) {
        if (k >= 7) before = stain[k - 7] ?? 0;
        const here = stain[k] ?? 0;
        stain[k] = (here + creep * (before - here + (stain[k + 7] ?? here) - here)) * fade;
      }
    },
  };
}

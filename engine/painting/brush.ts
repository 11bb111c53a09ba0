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
export const footprintRatio = (brush: Brush): number => (/flat|bright|hake|spalter/.test(brush.id) ? 0.22 : 0.45);

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
  /** how hard each cell ploughs through wet paint, 0..1 */
  readonly plough: Float32Array;
  /** foreign paint picked up by each cell: its share 0..1, then that share's absorption and scattering per coat (r, g, b, r, g, b) */
  readonly stain: Float32Array;
  /** how askew the brush is held: the left edge's lead over the middle, in half widths */
  readonly slant: number;
  /** share of its width with which the brush lands, 0.5..0.85 */
  readonly landing: number;
  /** mark width, as a factor that wavers along the stroke */
  waver(sMm: number): number;
  /** Sets thick and reach for a place along the stroke. @param load - 1 freshly dipped to 0 dry @param stepMm - travelled since last */
  at(sMm: number, load: number, pressure: number, stepMm: number): void;
}

/** @param seed - of this stroke: all its chance */
export function createBristles(brush: Brush, seed: number): Bristles {
  const cells = Math.min(256, Math.max(20, Math.round(brush.widthMm * 5)));
  const cellMm = brush.widthMm / cells;
  const across = (offset: number, scaleMm: number): Float32Array =>
    Float32Array.from({ length: cells }, (_, j) => noise1(seed + offset, (j * cellMm) / scaleMm));
  const [lobe, tuft, wisp] = [across(1, brush.widthMm * 0.28), across(2, 1.2), across(8, 0.45)];
  const hair = lobe.map((value, j) => 0.6 + 0.42 * value + 0.22 * (tuft[j] ?? 0) + 0.16 * (wisp[j] ?? 0));
  const plough = across(9, 0.9).map((value, j) => Math.min(1, Math.max(0, 1.6 * (0.6 * value + 0.4 * (wisp[j] ?? 0)) - 0.3)));
  const thick = new Float32Array(cells);
  const reach = new Float32Array(cells);
  const clump = new Float32Array(cells);
  const streak = new Float32Array(cells);
  const stain = new Float32Array(cells * 7);
  const broadMm = Math.max(2, brush.widthMm * 0.55);

  let stained = false;
  let lattice = Number.NaN;
  const comb = (s: number): void => {
    if (s === lattice) return;
    lattice = s;
    for (let j = 0; j < cells; j++) {
      const u = j * cellMm;
      clump[j] = noise2(seed + 3, u / broadMm, s / Math.max(18, 2.2 * broadMm)) - 0.5;
      streak[j] = 0.55 * noise2(seed + 4, u / 1.3, s / 48) + 0.45 * noise2(seed + 5, u / 0.5, s / 22) - 0.5;
    }
  };

  return {
    cells,
    thick,
    reach,
    hair,
    plough,
    stain,
    slant: 0.7 * (noise1(seed + 10, 0.5) - 0.5),
    landing: 0.5 + 0.35 * noise1(seed + 11, 0.5),
    waver: (s) => 0.93 + 0.09 * noise1(seed + 6, s / 31) + 0.05 * noise1(seed + 7, s / 9),
    at: (sMm, load, pressure, stepMm) => {
      comb(Math.floor(sMm / latticeMm) * latticeMm);
      const wet = clamp01(load);
      const dry = 1 - wet;
      const fade = Math.exp(-stepMm / stainMm);
      const creep = Math.min(0.3, stepMm * 0.25);
      const pool = 1 + 0.5 * wet * Math.exp(-sMm / (0.5 * brush.widthMm));
      const deep = 0.12 + 1.25 * wet ** 0.6 + 0.28 * pressure;
      for (let j = 0; j < cells; j++) {
        const out = Math.abs((2 * (j + 0.5)) / cells - 1);
        const broad = clump[j] ?? 0;
        const fine = streak[j] ?? 0;
        const left = clamp01(wet + (broad + 2 * fine) * (0.1 + 0.62 * dry));
        const level = 1 + (0.5 + 0.5 * wet) * broad + (1.6 - 1.15 * wet) * fine;
        thick[j] = Math.max(0, (0.06 + 0.45 * left) * level * (1.15 - 0.35 * pressure) * pool);
        reach[j] = deep + (0.8 * broad + 2.4 * fine) * (0.06 + 0.6 * dry) - 0.5 * out ** 4 * (0.15 + dry);
      }
      stained ||= stain.some((value) => value > 0);
      if (!stained) return;
      let before = 0;
      for (let k = 0; k < stain.length; k++) {
        if (k >= 7) before = stain[k - 7] ?? 0;
        const here = stain[k] ?? 0;
        stain[k] = (here + creep * (before - here + (stain[k + 7] ?? here) - here)) * fade;
      }
    },
  };
}

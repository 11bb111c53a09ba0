/** Linear red, green and blue, 0..1. */
export type Light = readonly [red: number, green: number, blue: number];

/**
 * What counts as a flash, and how many are too many.
 *
 * @see WCAG 2.2, success criterion 2.3.1 and its definition of "general flash and red flash thresholds"
 */
export const wcag = {
  /** opposing changes of relative luminance of so much … */
  change: 0.1,
  /** … whose darker state is below this */
  dark: 0.8,
  /** R/(R+G+B) of a saturated red */
  red: 0.8,
  /** and how far apart in the CIE 1976 u′v′ diagram the two states are */
  chroma: 0.2,
  /** so many in any second are the most */
  flashes: 3,
  windowS: 1,
} as const;

/** Black has no colour: so much white, less than two grey levels of 255, is added before one is told. */
export const floorLight = 0.0006;

/** @param code - 0..255; @returns linear light 0..1 (IEC 61966-2-1) */
export function linearOf(code: number): number {
  const c = code / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, 0..1 (ITU-R BT.709). */
export const luminanceOf = ([r, g, b]: Light): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Where a light lies in the CIE 1976 diagram, and how red it is. */
export interface Chroma {
  readonly u: number;
  readonly v: number;
  /** R/(R+G+B) */
  readonly redness: number;
}

export function chromaOf(light: Light): Chroma {
  const r = light[0] + floorLight;
  const g = light[1] + floorLight;
  const b = light[2] + floorLight;
  const x = 0.4124 * r + 0.3576 * g + 0.1805 * b;
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const z = 0.0193 * r + 0.1192 * g + 0.9505 * b;
  const sum = x + 15 * y + 3 * z;
  return { u: (4 * x) / sum, v: (9 * y) / sum, redness: r / (r + g + b) };
}

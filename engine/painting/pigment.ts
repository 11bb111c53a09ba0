import type { Paint } from '../palette.ts';

/** One value for each of the red, green and blue bands, linear light. */
export type Bands = readonly [number, number, number];

/** Kubelka–Munk coefficients of a paint: absorption and scattering of one coat (thickness 1), per band. */
export interface Pigment {
  readonly absorb: Bands;
  readonly scatter: Bands;
  /** thickness of the thin wash whose colour over white is the paint's undertone, coats */
  readonly washCoats: number;
}

/** @param value - sRGB, 0..255 @returns linear light, 0..1 (IEC 61966-2-1) */
export function toLinear(value: number): number {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** @param light - linear, clamped to 0..1 @returns sRGB, 0..255, not rounded (IEC 61966-2-1) */
export function toSrgb(light: number): number {
  const c = Math.min(1, Math.max(0, light));
  return 255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);
}

/** K/S below which the formula would divide nothing by nothing; no paint is that clear. */
const leastRatio = 1e-9;

/**
 * Reflectance of a paint layer over a ground.
 *
 * R = (1 − R0(a − b·coth bSd)) / (a − R0 + b·coth bSd), a = 1 + K/S, b = √(a² − 1), multiplied through by 1 − e^(−2bSd)
 * so that no thickness divides by zero.
 *
 * @param ground - reflectance underneath, 0..1
 * @param absorbed - K·d, absorption times thickness
 * @param scattered - S·d, scattering times thickness
 * @see FIELD.md §5, "Pigment"; Kubelka & Munk 1931
 */
export function layerOver(ground: number, absorbed: number, scattered: number): number {
  if (scattered < 1e-7) return ground * Math.exp(-2 * absorbed);
  const a = 1 + Math.max(leastRatio, absorbed / scattered);
  const b = Math.sqrt(a * a - 1);
  const fade = Math.exp(-2 * b * scattered);
  return ((1 - fade) * (1 - ground * a) + ground * b * (1 + fade)) / ((1 - fade) * (a - ground) + b * (1 + fade));
}

/** Scattering at which a layer with K = ratio·S over white reflects `wanted`; bisected in log S, 60 halvings of [1e-5, 1e3]. */
function scatteringFor(wanted: number, ratio: number): number {
  let low = Math.log(1e-5);
  let high = Math.log(1e3);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const s = Math.exp(middle);
    if (layerOver(1, ratio * s, s) > wanted) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** A wash that no undertone describes: a little over halfway from the masstone to white. */
const plainUndertone = (masstone: number): number => masstone + (1 - masstone) * 0.55;

/**
 * Reads a paint as Kubelka–Munk coefficients: K/S from the masstone (an endlessly thick layer), S from the undertone (a thin
 * wash over white), and from the opacity how many such washes make one coat: 2 for a glaze, 12 for a paint that covers.
 */
export function pigmentOf(paint: Paint): Pigment {
  const washCoats = 0.5 - 0.42 * (paint.opacity ?? 0.7);
  const band = (i: 0 | 1 | 2): readonly [number, number] => {
    const masstone = Math.min(0.96, Math.max(0.004, toLinear(paint.rgb[i])));
    const wash = paint.undertone ? toLinear(paint.undertone[i]) : plainUndertone(masstone);
    const undertone = Math.min(0.985, Math.max(masstone + 0.015, wash));
    const ratio = (1 - masstone) ** 2 / (2 * masstone);
    const scatter = scatteringFor(undertone, ratio) / washCoats;
    return [ratio * scatter, scatter];
  };
  const [r, g, b] = [band(0), band(1), band(2)];
  return { absorb: [r[0], g[0], b[0]], scatter: [r[1], g[1], b[1]], washCoats };
}

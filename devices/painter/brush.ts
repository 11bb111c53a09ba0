import type { Brush } from '../../engine/palette.ts';

/** What a brush does under pressure, 0 (first contact) to 1 (its safe maximum). */
export interface BrushProfile {
  /** mark on the canvas, mm */
  markMm(pressure: number): number;
  /** how far the brush is pressed below first contact, mm */
  depthMm(pressure: number): number;
  /** the pressure that presses so deep, the inverse of `depthMm` */
  pressureAt(depthMm: number): number;
  readonly maxDepthMm: number;
  /** how far the contact trails the handle, mm, at a depth */
  lagMm(depthMm: number): number;
  /** how much deeper than a new brush it must go for the same touch, mm */
  readonly wornMm: number;
}

/** A tip that barely touches still draws a line this wide, as a share of the brush. */
const tipShare = 0.15;
/** A brush pressed to its safe maximum bends this much of its width. */
const bendShare = 0.35;

/** depths between which the lag was measured, mm */
const measuredMm = { min: 0, max: 8 } as const;

/**
 * How far the contact of a brush trails its handle while it is drawn, mm.
 *
 * @param depthMm - below first contact; clamped to the measured 0 to 8
 * @see FIELD.md §5: r = 0.002054 z⁴ − 0.05006 z³ + 0.3085 z² + 0.8559 z + 3.122 of one soft brush, which is lag 1
 */
export function lagMm({ lag = 0 }: Pick<Brush, 'lag'>, depthMm: number): number {
  const z = Math.min(measuredMm.max, Math.max(measuredMm.min, depthMm));
  return lag * ((((0.002054 * z - 0.05006) * z + 0.3085) * z + 0.8559) * z + 3.122);
}

/**
 * Profile of an uncalibrated brush: mark and depth both grow linearly with pressure, as on the one flat brush that was
 * measured.
 *
 * @see FIELD.md §5: w = 0.6 z + 1.07 mm up to 7 mm; recalibrate per brush
 */
export function brushProfile(brush: Brush): BrushProfile {
  const maxDepthMm = bendShare * brush.widthMm;
  return {
    maxDepthMm,
    markMm: (pressure) => brush.widthMm * (tipShare + (1 - tipShare) * pressure),
    depthMm: (pressure) => maxDepthMm * pressure,
    lagMm: (depthMm) => lagMm(brush, depthMm),
    wornMm: brush.wornMm ?? 0,
    pressureAt: (depthMm) => Math.min(1, Math.max(0, depthMm / maxDepthMm)),
  };
}

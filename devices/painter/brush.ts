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
}

/** A tip that barely touches still draws a line this wide, as a share of the brush. */
const tipShare = 0.15;
/** A brush pressed to its safe maximum bends this much of its width. */
const bendShare = 0.35;

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
    pressureAt: (depthMm) => Math.min(1, Math.max(0, depthMm / maxDepthMm)),
  };
}

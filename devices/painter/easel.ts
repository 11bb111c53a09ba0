import type { Brush, Paint } from '../../engine/palette.ts';
import type { Canvas, Stroke } from '../../engine/stroke.ts';
import type { EaselMachine } from '../kinematics/easel-machine.ts';
import type { Machine } from '../machine.ts';

/** All that stands around the canvas, as far as planning needs it. */
export interface Easel {
  readonly machine: EaselMachine;
  readonly canvas: Canvas;
  /** in the order of the wells */
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  /** paint on a freshly dipped brush lasts this far, mm, where the brush does not say otherwise */
  readonly mmPerDip: number;
  /** where the machine has water, the brush is washed after so many strokes all the same; `usualStrokesPerWash` unless given */
  readonly strokesPerWash?: number;
}

/** FIELD.md §5: about every twelve strokes. */
export const usualStrokesPerWash = 12;

/** What the painter reads of a stroke. */
export type Paintable = Pick<Stroke, 'id' | 'author' | 'paint' | 'brush' | 'points'>;

/** @returns the machine's place of the stroke's paint; undefined where the palette or the wells lack it */
export function wellOf(easel: Easel, paint: string): Machine['wells'][number] | undefined {
  const index = easel.palette.findIndex((entry) => entry.id === paint);
  return index < 0 ? undefined : easel.machine.wells[index];
}

export function brushOf(easel: Easel, brush: string): Brush | undefined {
  return easel.brushes.find((entry) => entry.id === brush);
}

/** @returns how far a fresh dip of such a brush paints, mm */
export const mmPerDipOf = (easel: Pick<Easel, 'brushes' | 'mmPerDip'>, brush: string): number =>
  easel.brushes.find((entry) => entry.id === brush)?.mmPerDip ?? easel.mmPerDip;

import type { MachinePoint } from '../machine.ts';

/** What a motion is for. Only `paint` touches the canvas; a washing is an unbroken row of `wash` (water) and `wipe` (rag). */
export type MotionKind = 'lift' | 'travel' | 'wash' | 'wipe' | 'dip' | 'approach' | 'paint' | 'exit' | 'park' | 'jog';

/** What a `paint` motion leaves on the canvas, from its begin to its end. */
export interface Mark {
  /** arc length along the stroke, mm */
  readonly fromMm: number;
  readonly toMm: number;
  readonly pressureFrom: number;
  readonly pressureTo: number;
  /** paint left on the brush, 1 freshly dipped to 0 dry */
  readonly loadFrom: number;
  readonly loadTo: number;
  /** with its end the whole stroke is painted */
  readonly last: boolean;
  /** where the brush trails its handle: how far the handle is from the contact at begin and end */
  readonly ahead?: { readonly from: Offset; readonly to: Offset };
}

/** canvas mm */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

/** How far the handle leans from straight, and to which side: from the canvas's x (0) to its y (90). */
export interface Lean {
  readonly deg: number;
  readonly towardsDeg: number;
}

/** One straight motion of the brush: of its contact point, or of where that would be if the hair did not bend back. */
export interface Motion {
  readonly kind: MotionKind;
  /** machine mm */
  readonly to: MachinePoint;
  /** along the path, mm/s */
  readonly speedMmS: number;
  /** on `paint` motions, and on no others */
  readonly mark?: Mark;
  /** at its begin and end, where the arm can lean its brush; upright without it */
  readonly lean?: { readonly from: Lean; readonly to: Lean };
}

const number = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^-(0\.0+)$/, '$1')
    .padStart(9);

/** One line of text for a person or a golden file: kind, place, speed, and what is painted. */
export function motionText({ kind, to, speedMmS, mark }: Motion): string {
  const painted = mark === undefined ? '' : `  ${mark.fromMm.toFixed(2)}..${mark.toMm.toFixed(2)} mm, load ${mark.loadTo.toFixed(3)}`;
  return `${kind.padEnd(8)} ${number(to.x)} ${number(to.y)} ${number(to.z)} @${Number(speedMmS.toFixed(1))}${painted}`;
}

import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import type { Brush, Paint } from '../../../engine/palette.ts';
import type { Canvas } from '../../../engine/stroke.ts';

/** What is painted on, and with what. */
export interface StudioSetting {
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  readonly seed: number;
  readonly title: string;
}

export type ToStudio =
  | { readonly kind: 'open'; readonly setting: StudioSetting }
  | { readonly kind: 'add'; readonly piece: PaintedPiece }
  | { readonly kind: 'clear' }
  | { readonly kind: 'png'; readonly id: number; readonly widthPx: number }
  | { readonly kind: 'svg'; readonly id: number };

export type FromStudio =
  | { readonly kind: 'png'; readonly id: number; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'svg'; readonly id: number; readonly svg: string };

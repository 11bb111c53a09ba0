import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { createSurface, type Surface } from '../../../engine/painting/surface.ts';
import type { StudioSetting } from './messages.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

/** Makes pictures of a painting. Slow work: it lives in a thread of its own. */
export interface Studio {
  add(piece: PaintedPiece): void;
  clear(): void;
  png(widthPx: number): Uint8Array;
  svg(): string;
  dispose(): void;
}

/** Sizes that are kept painted, so that the next picture costs only what is new. */
const keptSizes = 2;

export function createStudio(setting: StudioSetting): Studio {
  const pieces: PaintedPiece[] = [];
  const surfaces = new Map<number, { readonly surface: Surface; painted: number }>();
  const forget = (): void => {
    for (const { surface } of surfaces.values()) surface.dispose();
    surfaces.clear();
  };
  const upToDate = (widthPx: number): Surface => {
    const kept = surfaces.get(widthPx) ?? {
      surface: createSurface({ ...setting, pxPerMm: widthPx / setting.canvas.widthMm }),
      painted: 0,
    };
    surfaces.delete(widthPx);
    for (const [size, old] of surfaces) {
      if (surfaces.size < keptSizes) break;
      old.surface.dispose();
      surfaces.delete(size);
    }
    surfaces.set(widthPx, kept);
    for (const piece of pieces.slice(kept.painted)) kept.surface.paint(piece);
    kept.painted = pieces.length;
    return kept.surface;
  };
  return {
    add: (piece) => void pieces.push(piece),
    clear: () => {
      pieces.length = 0;
      forget();
    },
    png: (widthPx) => pngOf(upToDate(widthPx), setting),
    svg: () => svgOf(pieces, setting),
    dispose: forget,
  };
}

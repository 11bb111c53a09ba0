import type { Worker } from 'node:worker_threads';
import { type Coverage, createCoverage } from '../../../engine/painting/coverage.ts';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { type Result, refused } from '../../../engine/result.ts';
import type { StudioSetting } from './messages.ts';
import { createSharing } from './sharing.ts';
import { createPictureThread } from './thread.ts';

export interface PaintingSetting extends Omit<StudioSetting, 'title'> {
  /** what the pictures call themselves; left out: "alla prima" */
  readonly title?: string;
  /** starts the built `worker.ts`: `() => new Worker(new URL('./painting.js', import.meta.url))` */
  readonly openWorker: () => Worker;
}

/** The painting as it stands, on the server: what was painted, and pictures of it that cost the show's thread nothing to speak of. */
export interface Painting {
  /** @throws RangeError where the piece names a paint or a brush that this painting does not have */
  add(piece: PaintedPiece): void;
  /** Starts over with what the books say was painted. */
  rebuild(pieces: readonly PaintedPiece[]): void;
  pieces(): readonly PaintedPiece[];
  /** grows with every change */
  readonly revision: number;
  /** share of the canvas that brushes have passed over, 0..1 */
  coverage(): number;
  /**
   * @param widthPx - 16 to 4096, at most 8 million pixels in all; left out: 2 px/mm, at most 1600
   * @returns PNG of the painting as it stood when it was asked, or later; the same picture for all who ask before it changes
   */
  png(widthPx?: number): Promise<Result<Uint8Array<ArrayBuffer>>>;
  svg(): Promise<Result<string>>;
  dispose(): Promise<void>;
}

/** Sizes whose last picture is kept. */
const keptPictures = 4;

export function createPainting({ openWorker, title = 'alla prima', ...ground }: PaintingSetting): Painting {
  const setting: StudioSetting = { ...ground, title };
  const { canvas } = setting;
  const brushes = new Map(setting.brushes.map((brush) => [brush.id, brush] as const));
  const paints = new Set(setting.palette.map((paint) => paint.id));
  const usualPx = Math.min(1600, Math.max(64, Math.round(canvas.widthMm * 2)));
  const pieces: PaintedPiece[] = [];
  let covered: Coverage = createCoverage(canvas);
  let revision = 0;
  const thread = createPictureThread(setting, openWorker, () => pieces);
  const sharedPng = createSharing(
    () => revision,
    keptPictures,
    (widthPx) => thread.png(widthPx),
  );
  const sharedSvg = createSharing(
    () => revision,
    1,
    () => thread.svg(),
  );

  const enter = (piece: PaintedPiece): void => {
    const brush = brushes.get(piece.brush);
    if (!brush) throw new RangeError(`painting: "${piece.brush}" is not among the brushes (${[...brushes.keys()].join(', ')})`);
    if (!paints.has(piece.paint)) throw new RangeError(`painting: "${piece.paint}" is not in the palette (${[...paints].join(', ')})`);
    thread.add(piece);
    pieces.push(piece);
    covered.add(piece, brush);
  };

  return {
    add: (piece) => {
      enter(piece);
      revision++;
    },
    rebuild: (all) => {
      const given = [...all];
      pieces.length = 0;
      covered = createCoverage(canvas);
      thread.clear();
      for (const piece of given) enter(piece);
      revision++;
    },
    pieces: () => pieces,
    get revision() {
      return revision;
    },
    coverage: () => covered.share(),
    png: async (widthPx = usualPx) => {
      const heightPx = (widthPx * canvas.heightMm) / canvas.widthMm;
      if (!Number.isInteger(widthPx) || widthPx < 16 || widthPx > 4096 || widthPx * heightPx > 8e6)
        return refused(
          'painting/size',
          `a picture ${widthPx} px wide was asked for`,
          'Ask for 16 to 4096 px and at most 8 million pixels in all.',
        );
      return sharedPng(widthPx);
    },
    svg: () => sharedSvg(0),
    dispose: () => thread.dispose(),
  };
}

import { groundRgb } from '../../../../engine/painting/linen.ts';
import type { PaintedPiece } from '../../../../engine/painting/piece.ts';
import { grown, type Region, union } from '../../../../engine/painting/region.ts';
import { createSurface } from '../../../../engine/painting/surface.ts';
import type { PaintingView } from '../../../protocol/messages.ts';
import { bites, createPieceQueue } from './queue.ts';
import { type ArmPlace, drawShadow, shadowRegion } from './shadow.ts';

export interface EaselOptions {
  /** left out: the painting’s own, so that this page shows the same linen and the same hair as every other picture of it */
  readonly seed?: number;
  /** left out: what the element's size and the screen can show, 0.5 to 3 px/mm and at most 4 million pixels */
  readonly pxPerMm?: number;
  /** how long a new piece takes to appear along its path, ms */
  readonly flowMs?: number;
  /** whether the brush throws a soft shadow where the arm is; it does unless told not to */
  readonly shadow?: boolean;
  /** told after each change of the element's pixels, for whoever copies them */
  readonly onShown?: () => void;
}

/** The painting on a page. */
export interface Easel {
  /** Shows a piece that the arm has just painted. */
  add(piece: PaintedPiece): void;
  /** Where the brush is, canvas mm, or null when nobody knows. */
  setArm(at: ArmPlace | null): void;
  /** Settles once everything given so far is on the canvas. */
  idle(): Promise<void>;
  dispose(): void;
}

/** The linen's own colour, until its weave is drawn: an opaque canvas begins black. */
const PRIMED = `rgb(${groundRgb.join(' ')})`;
/** Time for painting and shading in one frame, ms; what is left over waits for the next. */
const frameBudgetMs = 8;
/** Rows shaded between two looks at the clock. */
const bandRows = 10;
const mostPixels = 4e6;
/** Stretches painted before the first look at them, while an old painting is brought back; each look waits for twice as many. */
const firstBatch = 40;

/**
 * Draws the painted canvas into an element, whose CSS size stays as it is. What was painted before comes first, quickly and in
 * slices; what comes later flows along its path.
 *
 * @throws Error where the browser gives no 2D canvas
 */
export function createEasel(element: HTMLCanvasElement, view: PaintingView, options: EaselOptions = {}): Easel {
  const { canvas, palette, brushes } = view;
  const pxPerMm = options.pxPerMm ?? fitting(element, canvas.widthMm, canvas.heightMm);
  const surface = createSurface({ canvas, palette, brushes, pxPerMm, seed: options.seed ?? view.seed });
  const picture = document.createElement('canvas');
  element.width = picture.width = surface.widthPx;
  element.height = picture.height = surface.heightPx;
  const paper = contextOf(picture);
  const shown = contextOf(element);
  for (const pen of [paper, shown]) {
    pen.fillStyle = PRIMED;
    pen.fillRect(0, 0, surface.widthPx, surface.heightPx);
  }
  const queue = createPieceQueue(options.flowMs ?? 130);
  const withShadow = options.shadow ?? true;
  let todo = view.pieces.flatMap(bites);
  let painted = 0;
  let looking = true;
  let nextLook = firstBatch;
  let stale: Region | null = { x: 0, y: 0, width: surface.widthPx, height: surface.heightPx };
  let redraw: Region | null = null;
  let arm: ArmPlace | null = null;
  let frame = 0;
  let last = performance.now();
  let resting: (() => void)[] = [];

  const shadeBand = (region: Region): Region | null => {
    const { x, y, width } = region;
    const height = Math.min(region.height, bandRows);
    paper.putImageData(new ImageData(surface.shade({ x, y, width, height }), width, height), x, y);
    redraw = union(redraw, { x, y, width, height });
    return region.height > height ? { x, y: y + height, width, height: region.height - height } : null;
  };

  /** Bare linen first; then paint, with a look at it each time that there is twice as much; at last the rest. */
  const work = (until: number): void => {
    while (performance.now() < until) {
      const piece = todo[painted];
      if (piece && !(looking && stale)) {
        stale = union(stale, surface.paint(piece));
        painted++;
        looking = painted === nextLook;
        if (looking) nextLook *= 2;
      } else if (stale) stale = shadeBand(stale);
      else return;
    }
  };

  const present = (): void => {
    const region = redraw && grown(redraw, 0, surface.widthPx, surface.heightPx);
    redraw = null;
    if (!region) return;
    const { x, y, width, height } = region;
    shown.save();
    shown.beginPath();
    shown.rect(x, y, width, height);
    shown.clip();
    shown.drawImage(picture, x, y, width, height, x, y, width, height);
    if (arm && withShadow) drawShadow(shown, arm, canvas.heightMm, pxPerMm);
    shown.restore();
    options.onShown?.();
  };

  const tick = (now: number): void => {
    frame = 0;
    const until = performance.now() + frameBudgetMs;
    if (painted === todo.length) {
      todo = queue.due(Math.max(0, now - last));
      painted = 0;
      looking = false;
      nextLook = firstBatch;
    }
    last = now;
    work(until);
    present();
    if (painted < todo.length || stale || !queue.empty) wake();
    else for (const settle of resting.splice(0)) settle();
  };
  const wake = (): void => {
    if (frame === 0) frame = requestAnimationFrame(tick);
  };
  const cast = (): void => {
    if (arm && withShadow) redraw = union(redraw, shadowRegion(arm, canvas.heightMm, pxPerMm));
  };
  wake();

  return {
    add: (piece) => {
      if (queue.empty) last = performance.now();
      queue.add(piece);
      wake();
    },
    setArm: (at) => {
      cast();
      arm = at;
      cast();
      wake();
    },
    idle: () =>
      new Promise((settle) => {
        resting.push(settle);
        wake();
      }),
    dispose: () => {
      cancelAnimationFrame(frame);
      frame = -1;
      todo = [];
      resting = [];
      picture.width = 0;
      surface.dispose();
    },
  };
}

/** Resolution that the element can show, px/mm. */
function fitting(element: HTMLCanvasElement, widthMm: number, heightMm: number): number {
  const shownPx = (element.clientWidth || 900) * Math.min(2, window.devicePixelRatio || 1);
  return Math.min(3, Math.max(0.5, shownPx / widthMm), Math.sqrt(mostPixels / (widthMm * heightMm)));
}

function contextOf(element: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = element.getContext('2d', { alpha: false });
  if (!context) throw new Error('easel: this browser gives no 2D canvas; use one that does');
  return context;
}

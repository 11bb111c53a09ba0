import type { Brush } from '../palette.ts';
import { type Bristles, createBristles, footprintRatio, markWidthMm } from './brush.ts';
import type { Footprint } from './film.ts';
import type { PaintedPiece } from './piece.ts';
import type { Station } from './travel.ts';

/** A brush on the canvas: what one piece of a stroke hands to the next. */
export interface Hand {
  readonly brush: Brush;
  readonly bristles: Bristles;
  /** place along the stroke where the brush came down, mm */
  readonly startMm: number;
  /** painted since, mm */
  doneMm: number;
  /** footprints pressed since */
  count: number;
  /** from `doneMm` on to the next footprint, mm */
  aheadMm: number;
  /** where the tuft's tail drags, canvas mm; null before the first footprint */
  tail: { readonly x: number; readonly y: number } | null;
}

/** How far the edge of a wet and of a dry mark runs in and out over the tooth, mm. */
const raggedMm = { wet: 0.4, dry: 1.3 };
/** The tuft turns after the handle like a trailer, this many brush widths behind. */
const trailShare = 0.3;
/** A piece that begins within this of where its stroke stopped goes on from there, mm: pieces cut corners that strokes go round. */
export const joinMm = 0.25;

/** @param seed - of this stroke */
export const takeUp = (brush: Brush, seed: number, startMm: number): Hand => ({
  brush,
  bristles: createBristles(brush, seed),
  startMm,
  doneMm: 0,
  count: 0,
  aheadMm: 0,
  tail: null,
});

export const goesOn = (hand: Hand, piece: PaintedPiece): boolean => Math.abs(hand.startMm + hand.doneMm - piece.fromMm) <= joinMm;

/** Sets the brush down at the next footprint. @param stepMm - between footprints @returns how it stands, in px from the top left corner */
export function stand(hand: Hand, station: Station, stepMm: number, pxPerMm: number, heightMm: number): Footprint {
  const { brush, bristles } = hand;
  const trailMm = trailShare * brush.widthMm;
  const tail = hand.tail ?? { x: station.x - station.directionX * trailMm, y: station.y - station.directionY * trailMm };
  const away = Math.hypot(station.x - tail.x, station.y - tail.y) || 1;
  const [headingX, headingY] = [(station.x - tail.x) / away, (station.y - tail.y) / away];
  hand.tail = { x: station.x - headingX * trailMm, y: station.y - headingY * trailMm };
  const sinceMm = hand.count * stepMm;
  hand.count++;
  bristles.at(sinceMm, station.load, station.pressure, stepMm);

  const landed = Math.min(1, sinceMm / (0.5 * brush.widthMm));
  const spread = bristles.landing + (1 - bristles.landing) * landed * (2 - landed);
  const halfWidth = Math.max(0.6, (markWidthMm(brush, station.pressure) * bristles.waver(sinceMm) * spread * pxPerMm) / 2);
  return {
    x: station.x * pxPerMm,
    y: (heightMm - station.y) * pxPerMm,
    headingX,
    headingY: -headingY,
    halfWidth,
    halfLength: Math.max(0.6, halfWidth * footprintRatio(brush)),
    raggedPx: (raggedMm.wet + (raggedMm.dry - raggedMm.wet) * (1 - station.load)) * pxPerMm,
  };
}

import type { Brush, Paint } from '../palette.ts';
import { createRandom } from '../random.ts';
import { type Canvas, lengthMm } from '../stroke.ts';
import { markWidthMm } from './brush.ts';
import { createFilm, longestHair, press } from './film.ts';
import { goesOn, type Hand, stand, takeUp } from './hand.ts';
import { createLinen } from './linen.ts';
import type { PaintedPiece } from './piece.ts';
import { pigmentOf } from './pigment.ts';
import { grown, type Region, union } from './region.ts';
import { rimRadius } from './rims.ts';
import { shade } from './shade.ts';
import { type Station, travel } from './travel.ts';

export interface SurfaceSetting {
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  /** resolution; 2 shows a brush's hair on a wall or a page */
  readonly pxPerMm: number;
  /** of the linen and of every brush's hair */
  readonly seed: number;
}

/** The painted canvas as pixels. The same pieces in the same order give the same pixels, however strokes were cut into pieces. */
export interface Surface {
  readonly widthPx: number;
  readonly heightPx: number;
  /**
   * @returns the pixels whose colour may have changed; null where nothing did
   * @throws RangeError where the piece names a paint or a brush that the surface was not given
   */
  paint(piece: PaintedPiece): Region | null;
  /** everything that changed since the last call; null where nothing did */
  takeDirty(): Region | null;
  /** RGBA of a region, rows one after another, from the top */
  shade(region: Region): Uint8ClampedArray<ArrayBuffer>;
  /** RGBA of the whole */
  rgba(): Uint8ClampedArray<ArrayBuffer>;
  /** Lets go of the canvas's memory, 56 bytes a painted pixel; afterwards it must not be used. */
  dispose(): void;
}

/** Footprints are this far apart, px: closer than any pixel can tell. */
const spacingPx = 0.7;
/** Strokes whose brush is remembered: one that was interrupted may go on after others. */
const remembered = 4;

export function createSurface({ canvas, palette, brushes: brushList, pxPerMm, seed }: SurfaceSetting): Surface {
  const widthPx = Math.max(1, Math.round(canvas.widthMm * pxPerMm));
  const heightPx = Math.max(1, Math.round(canvas.heightMm * pxPerMm));
  const random = createRandom(seed);
  const seedOf = (label: string): number => Math.floor(random.split(label).next() * 0x7fffffff);
  const linen = createLinen({ widthPx, heightPx, pxPerMm, seed: seedOf('linen') });
  const pigments = new Map(palette.map((paint) => [paint.id, pigmentOf(paint)] as const));
  const brushes = new Map(brushList.map((brush) => [brush.id, brush] as const));
  const hands = new Map<string, Hand>();
  const stepMm = spacingPx / pxPerMm;
  let film = createFilm(widthPx, heightPx);
  let footprints = 0;
  let dirty: Region | null = null;

  const handFor = (piece: PaintedPiece, brush: Brush): Hand => {
    const known = hands.get(piece.stroke);
    if (known && goesOn(known, piece)) {
      known.doneMm = piece.fromMm - known.startMm;
      return known;
    }
    hands.delete(piece.stroke);
    for (const old of hands.keys()) if (hands.size >= remembered) hands.delete(old);
    const hand = takeUp(brush, seedOf(`stroke ${piece.stroke}`), piece.fromMm);
    hands.set(piece.stroke, hand);
    // A brush that comes down anew is a new passing over whatever lies there.
    footprints += Math.ceil(passMm(brush) / stepMm) + 1;
    return hand;
  };

  const paint = (piece: PaintedPiece): Region | null => {
    const pigment = pigments.get(piece.paint);
    const brush = brushes.get(piece.brush);
    if (!pigment) throw new RangeError(`paint: "${piece.paint}" is not in the palette (${[...pigments.keys()].join(', ')})`);
    if (!brush) throw new RangeError(`paint: "${piece.brush}" is not among the brushes (${[...brushes.keys()].join(', ')})`);
    const hand = handFor(piece, brush);
    let touched: Region | null = null;
    const stamp = (station: Station): void => {
      const foot = stand(hand, station, stepMm, pxPerMm, canvas.heightMm);
      const reach = Math.max(foot.halfWidth, foot.halfLength * longestHair) + 2;
      linen.weave(foot.x - reach, foot.y - reach, 2 * reach, 2 * reach);
      press(film, linen.tooth, foot, { bristles: hand.bristles, pigment, now: footprints * stepMm, passMm: passMm(brush) }, pxPerMm);
      footprints++;
      touched = union(touched, { x: foot.x - reach, y: foot.y - reach, width: 2 * reach, height: 2 * reach });
    };
    const wayMm = lengthMm(piece.points);
    if (wayMm > 0) hand.aheadMm = travel(piece, hand.aheadMm, stepMm, stamp);
    else if (hand.count === 0) travel(dabOf(piece, brush), 0, stepMm, stamp);
    hand.doneMm += wayMm;
    const changed = touched ? grown(touched, rimRadius(pxPerMm) + 1, widthPx, heightPx) : null;
    dirty = union(dirty, changed);
    return changed;
  };

  const shadeRegion = (region: Region): Uint8ClampedArray<ArrayBuffer> => {
    const out = new Uint8ClampedArray(region.width * region.height * 4);
    shade(film, linen, region, pxPerMm, out);
    return out;
  };

  return {
    widthPx,
    heightPx,
    paint,
    takeDirty: () => {
      const taken = dirty;
      dirty = null;
      return taken;
    },
    shade: shadeRegion,
    rgba: () => shadeRegion({ x: 0, y: 0, width: widthPx, height: heightPx }),
    dispose: () => {
      hands.clear();
      film = createFilm(0, 0);
    },
  };
}

/** A tuft that is set down and taken up gives this much each way, in widths of its mark: it leaves a spot, not a line. */
const giveShare = 0.16;

/** A piece without length, as the short way that the hair gives while the brush is pressed on its place. */
function dabOf(piece: PaintedPiece, brush: Brush): PaintedPiece {
  const last = piece.points.at(-1);
  if (last === undefined) return piece;
  const [x, y, pressure] = last;
  const give = giveShare * markWidthMm(brush, pressure);
  return {
    ...piece,
    points: [
      [x - give, y - give, pressure],
      [x + give, y + give, pressure],
    ],
  };
}

/** Travel within which a brush is still passing over the same place, mm. */
const passMm = (brush: Brush): number => 1.5 * brush.widthMm;

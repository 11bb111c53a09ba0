import type { Brush, Paint } from '../palette.ts';
import { createRandom } from '../random.ts';
import { type Canvas, lengthMm } from '../stroke.ts';
import { type Bristles, createBristles, footprintRatio, markWidthMm } from './brush.ts';
import { createFilm, type Footprint, longestHair, press } from './film.ts';
import { createLinen } from './linen.ts';
import type { PaintedPiece } from './piece.ts';
import { type Pigment, pigmentOf } from './pigment.ts';
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
  /** @returns the pixels whose colour may have changed; null where nothing did */
  paint(piece: PaintedPiece): Region | null;
  /** everything that changed since the last call; null where nothing did */
  takeDirty(): Region | null;
  /** RGBA of a region, rows one after another, from the top */
  shade(region: Region): Uint8ClampedArray<ArrayBuffer>;
  /** RGBA of the whole */
  rgba(): Uint8ClampedArray<ArrayBuffer>;
  dispose(): void;
}

/** A brush on the canvas: what one piece of a stroke hands to the next. */
interface Hand {
  readonly bristles: Bristles;
  readonly brush: Brush;
  /** arc length painted, mm from where the brush came down; and where along the stroke that was */
  doneMm: number;
  readonly startMm: number;
  /** from `doneMm` to the next footprint, mm */
  ahead: number;
  tail: { x: number; y: number } | null;
}

/** How far the edge of a wet and of a dry mark runs in and out over the tooth, mm. */
const raggedMm = { wet: 0.4, dry: 1.3 };
/** Footprints are this far apart, px: closer than any pixel can tell. */
const spacingPx = 0.7;
/** A piece that begins within this of where its stroke stopped goes on from there, mm. */
const joinMm = 0.05;
/** Strokes whose brush is remembered: one that was interrupted may go on after others. */
const remembered = 4;

export function createSurface(setting: SurfaceSetting): Surface {
  const { canvas, pxPerMm } = setting;
  const widthPx = Math.max(1, Math.round(canvas.widthMm * pxPerMm));
  const heightPx = Math.max(1, Math.round(canvas.heightMm * pxPerMm));
  const random = createRandom(setting.seed);
  const seedOf = (label: string): number => Math.floor(random.split(label).next() * 0x7fffffff);
  const linen = createLinen({ widthPx, heightPx, pxPerMm, seed: seedOf('linen') });
  const pigments = new Map(setting.palette.map((paint): [string, Pigment] => [paint.id, pigmentOf(paint)]));
  const brushes = new Map(setting.brushes.map((brush): [string, Brush] => [brush.id, brush]));
  const hands = new Map<string, Hand>();
  const stepMm = spacingPx / pxPerMm;
  let film = createFilm(widthPx, heightPx);
  let paintedMm = 0;
  let dirty: Region | null = null;

  const handFor = (piece: PaintedPiece, brush: Brush): Hand => {
    const known = hands.get(piece.stroke);
    if (known && Math.abs(known.startMm + known.doneMm - piece.fromMm) <= joinMm) return known;
    hands.delete(piece.stroke);
    for (const old of hands.keys()) if (hands.size >= remembered) hands.delete(old);
    const bristles = createBristles(brush, seedOf(`stroke ${piece.stroke}`));
    const hand: Hand = { bristles, brush, doneMm: 0, startMm: piece.fromMm, ahead: 0, tail: null };
    hands.set(piece.stroke, hand);
    paintedMm += 3 * brush.widthMm;
    return hand;
  };

  const paint = (piece: PaintedPiece): Region | null => {
    const pigment = pigments.get(piece.paint);
    const brush = brushes.get(piece.brush);
    if (!pigment) throw new RangeError(`paint: "${piece.paint}" is not in the palette (${[...pigments.keys()].join(', ')})`);
    if (!brush) throw new RangeError(`paint: "${piece.brush}" is not among the brushes (${[...brushes.keys()].join(', ')})`);
    const hand = handFor(piece, brush);
    const ratio = footprintRatio(brush);
    const passMm = brush.widthMm * 1.5;
    const foot: Footprint = { x: 0, y: 0, headingX: 1, headingY: 0, halfWidth: 1, halfLength: 1, raggedPx: 0 };
    let touched: Region | null = null;
    let s = hand.startMm + hand.doneMm + hand.ahead;

    const stamp = (station: Station): void => {
      const trail = 0.3 * brush.widthMm;
      hand.tail ??= { x: station.x - station.directionX * trail, y: station.y - station.directionY * trail };
      const away = Math.hypot(station.x - hand.tail.x, station.y - hand.tail.y) || 1;
      const [headingX, headingY] = [(station.x - hand.tail.x) / away, (station.y - hand.tail.y) / away];
      hand.tail = { x: station.x - headingX * trail, y: station.y - headingY * trail };
      const since = s - hand.startMm;
      const landed = Math.min(1, since / (0.5 * brush.widthMm));
      const width =
        markWidthMm(brush, station.pressure) *
        hand.bristles.waver(s) *
        (hand.bristles.landing + (1 - hand.bristles.landing) * landed * (2 - landed));
      foot.x = station.x * pxPerMm;
      foot.y = (canvas.heightMm - station.y) * pxPerMm;
      foot.headingX = headingX;
      foot.headingY = -headingY;
      foot.halfWidth = Math.max(0.6, (width / 2) * pxPerMm);
      foot.halfLength = Math.max(0.6, foot.halfWidth * ratio);
      foot.raggedPx = (raggedMm.wet + (raggedMm.dry - raggedMm.wet) * (1 - station.load)) * pxPerMm;
      hand.bristles.at(since, station.load, station.pressure, stepMm);
      const reach = Math.max(foot.halfWidth, foot.halfLength * longestHair) * 1.15 + 2;
      linen.weave(foot.y - reach, foot.y + reach);
      press(film, linen.tooth, foot, { bristles: hand.bristles, pigment, now: paintedMm, passMm }, pxPerMm);
      const around = { x: foot.x - reach, y: foot.y - reach, width: 2 * reach, height: 2 * reach };
      touched = union(touched, around);
      paintedMm += stepMm;
      s += stepMm;
    };
    hand.ahead = travel(piece, hand.ahead, stepMm, stamp);
    hand.doneMm += lengthMm(piece.points);
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

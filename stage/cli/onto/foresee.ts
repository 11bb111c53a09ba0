import type { EaselMachine } from '../../../devices/kinematics/easel-machine.ts';
import { checkStroke } from '../../../devices/painter/check.ts';
import type { Easel } from '../../../devices/painter/easel.ts';
import type { Limits } from '../../../devices/painter/estimate.ts';
import { createEstimator } from '../../../devices/stream/estimator.ts';
import { createCoverage } from '../../../engine/painting/coverage.ts';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import type { Programme } from '../../../engine/programme.ts';
import { HZ } from '../../../engine/show.ts';
import { lengthMm, type Stroke } from '../../../engine/stroke.ts';

/** How much of a pigment went onto the canvas. */
export interface PaintUsed {
  readonly paint: string;
  readonly strokes: number;
  readonly metres: number;
}

/** Where a painting would stand. */
export interface Foreseen {
  readonly paints: readonly PaintUsed[];
  /** of the canvas, 0..1, that would carry paint when all is painted */
  readonly covered: number;
  /** smallest upright rectangle around all paths, canvas mm from the bottom left; null where nothing is painted */
  readonly within: { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number } | null;
  /** what the programme's own arm would have done when the show ends; null where it is not known */
  readonly arm: {
    readonly machine: string;
    readonly painted: number;
    readonly waiting: number;
    /** how long after the end it would paint what waits, s */
    readonly moreS: number;
    readonly dips: number;
    readonly washes: number;
    /** strokes that it would refuse: out of reach, or without a well */
    readonly refused: number;
  } | null;
}

/** As the show gives it to its arm (stage/server/show.ts), mm. */
const MM_PER_DIP = 240;
const HORIZON_MS = 250;
/** Grbl's own $11, mm. */
const JUNCTION_MM = 0.01;

/** A stroke as if it had been painted in one go. */
export const asPiece = ({ id, author, paint, brush, points }: Stroke): PaintedPiece => ({
  ...{ stroke: id, author, paint, brush, points },
  ...{ fromMm: 0, loadFrom: 1, loadTo: 1 },
});

/**
 * @param strokes - of a whole show, in order of their steps
 * @param machine - that of the programme, or null
 * @param seconds - how long the show lasts
 */
export function foresee(strokes: readonly Stroke[], programme: Programme, machine: EaselMachine | null, seconds: number): Foreseen {
  const { palette, brushes, canvas } = programme;
  const paints = palette.map(({ id }): PaintUsed => {
    const own = strokes.filter((stroke) => stroke.paint === id);
    return { paint: id, strokes: own.length, metres: own.reduce((sum, { points }) => sum + lengthMm(points), 0) / 1000 };
  });
  const coverage = createCoverage(canvas);
  for (const stroke of strokes) {
    const brush = brushes.find(({ id }) => id === stroke.brush);
    if (brush) coverage.add(asPiece(stroke), brush);
  }
  const arm = machine && foreseeArm(strokes, { machine, canvas, palette, brushes, mmPerDip: MM_PER_DIP }, seconds);
  return { paints, covered: coverage.share(), within: around(strokes), arm };
}

function around(strokes: readonly Stroke[]): Foreseen['within'] {
  let found: Foreseen['within'] = null;
  for (const { points } of strokes)
    for (const [x, y] of points) {
      const was: NonNullable<Foreseen['within']> = found ?? { left: x, bottom: y, right: x, top: y };
      found = {
        left: Math.min(was.left, x),
        bottom: Math.min(was.bottom, y),
        right: Math.max(was.right, x),
        top: Math.max(was.top, y),
      };
    }
  return found;
}

/** Plays the arm's queue: everybody's strokes as they come, a dream when nobody else's waits, as the server gives them out. */
function foreseeArm(strokes: readonly Stroke[], easel: Easel, seconds: number): Foreseen['arm'] {
  const { speeds, name } = easel.machine;
  const all = (value: number) => ({ x: value, y: value, z: value });
  const limits: Limits = { rateMmS: all(speeds.travelMmS), accelerationMmS2: all(speeds.accelerationMmS2), junctionMm: JUNCTION_MM };
  const good = strokes.filter((stroke) => checkStroke(easel, stroke).ok);
  const visitors = good.filter(({ author }) => author !== 'generator');
  const dreams = good.filter(({ author }) => author === 'generator');
  const estimator = createEstimator();
  let [painted, dips, washes, atS] = [0, 0, 0, 0];
  let [v, d] = [0, 0];
  while (v < visitors.length || d < dreams.length) {
    const [visitor, dream] = [visitors[v], dreams[d]];
    const [comesS, dreamtS] = [(visitor?.step ?? Number.POSITIVE_INFINITY) / HZ, (dream?.step ?? Number.POSITIVE_INFINITY) / HZ];
    const goes = comesS <= Math.max(atS, dreamtS) ? visitor : dream;
    if (goes === undefined) break;
    if (goes === visitor) v++;
    else d++;
    const cost = estimator.next(easel, goes, 0, limits, HORIZON_MS);
    atS = Math.max(atS, goes.step / HZ) + cost.seconds;
    dips += cost.dips;
    washes += cost.washes;
    if (atS <= seconds) painted++;
  }
  const moreS = Math.max(0, atS - seconds);
  return { machine: name, painted, waiting: good.length - painted, moreS, dips, washes, refused: strokes.length - good.length };
}

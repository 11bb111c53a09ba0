import { done, type Result, refused } from '../../engine/result.ts';
import { withinFence } from './fence.ts';
import { onPlane, planeOf } from './frame.ts';
import { type ArmMachine, type Box, type NamedOpening, openingsOf, rampRun } from './machine-arm.ts';
import { wellClearMm } from './places.ts';
import { add, dot, minus, scale, size, unit, type Vector } from './space.ts';

/** A part of the room that the brush moves through, as the corners of a convex body. */
interface Body {
  readonly what: string;
  readonly corners: readonly Vector[];
}

/** steps after which two bodies that were not shown to be apart count as meeting: those nearer than a few mm */
const mostSteps = 20_000;

/**
 * Makes sure that nothing which the painter may ask for leaves the fence or enters a kept-out box, the straight ways between
 * included: strokes stay in the space over the canvas, dips over their wells, and all travel in the hull of both and the park.
 *
 * @param park - machine mm
 * @returns `reach/fence` or `reach/keep-out`
 */
export function keepsClear(machine: ArmMachine, park: Vector): Result<void> {
  for (const { what, corners } of bodies(machine, park)) {
    for (const corner of corners) {
      const fenced = withinFence({ ...machine, keepOut: [] }, what, corner);
      if (!fenced.ok) return fenced;
    }
    const met = machine.keepOut.find(({ box }) => meet(corners, cornersOf(box)));
    if (met !== undefined)
      return refused(
        'reach/keep-out',
        `${what} would enter the keepOut box “${met.name}”, or come within a few mm of it.`,
        `Move the canvas, the wells or the park away from “${met.name}”, or correct that box in keepOut.`,
      );
  }
  return done(undefined);
}

function bodies(machine: ArmMachine, park: Vector): readonly Body[] {
  const { canvas, heights } = machine;
  const open = openingsOf(machine);
  const plane = planeOf(canvas);
  const beside = heights.hoverMm * rampRun;
  const over = (heightMm: number): Vector[] =>
    [-beside, canvas.maxWidthMm + beside].flatMap((x) => [-beside, canvas.maxHeightMm + beside].map((y) => onPlane(plane, x, y, heightMm)));
  const heightOf = (at: Vector): number => dot(minus(at, plane.corner), plane.normal);
  const clear = ({ at: middle, approach, radiusMm }: NamedOpening): Vector[] => {
    const rimmed = [plane.right, plane.up].flatMap((way) => [1, -1].map((sign) => add(middle, scale(way, sign * radiusMm))));
    return rimmed.map((at) => add(at, scale(unit(approach), wellClearMm(machine))));
  };
  const resting = open.map(clear);
  /** the way to the park begins with a rise to its height */
  const topMm = Math.max(heights.travelMm, heightOf(park), ...resting.flat().map(heightOf));
  const raised = (at: Vector): Vector => add(at, scale(plane.normal, Math.max(0, topMm - heightOf(at))));
  const travel = [...over(heights.travelMm), ...resting.flat(), park];
  return [
    { what: 'The brush over the canvas', corners: [...over(-heights.depthMm), ...over(heights.travelMm)] },
    ...open.map(({ what, approach }, i) => ({
      what: `The brush in ${what}`,
      corners: (resting[i] ?? []).flatMap((at) => [at, add(at, scale(unit(approach), -wellClearMm(machine)))]),
    })),
    { what: 'The brush between canvas, wells and park', corners: [...travel, ...travel.map(raised)] },
  ];
}

const cornersOf = ({ min, max }: Box): readonly Vector[] =>
  [min.x, max.x].flatMap((x) => [min.y, max.y].flatMap((y) => [min.z, max.z].map((z) => ({ x, y, z }))));

/**
 * Whether two convex bodies meet: steps towards the point of their difference that is nearest to nothing, until a plane is found
 * that keeps them apart.
 *
 * @see E. Gilbert, "An Iterative Procedure for Computing the Minimum of a Quadratic Form on a Convex Set" (1966)
 */
function meet(a: readonly Vector[], b: readonly Vector[]): boolean {
  const farthest = (points: readonly Vector[], way: Vector): Vector =>
    points.reduce((best, point) => (dot(point, way) > dot(best, way) ? point : best));
  const [firstA, firstB] = [a[0], b[0]];
  if (firstA === undefined || firstB === undefined) return false;
  let v = minus(firstA, firstB);
  for (let i = 0; i < mostSteps && size(v) > 1e-9; i++) {
    const w = minus(farthest(a, scale(v, -1)), farthest(b, v));
    if (dot(v, w) > 0) return false;
    const step = minus(w, v);
    const square = dot(step, step);
    if (square === 0) return true;
    v = add(v, scale(step, Math.min(1, Math.max(0, -dot(v, step) / square))));
  }
  return true;
}

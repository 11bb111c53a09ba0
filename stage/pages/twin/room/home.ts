import { Box3, Vector3 } from 'three';
import type { MachineView } from '../../../protocol/machine-view.ts';
import type { Bearing } from './fit.ts';
import { canvasCorners, endsOf, openingsOf, type Placed, vector } from './place.ts';

/** Where the view begins, and comes back to. */
export interface Home extends Bearing {
  readonly target: Vector3;
  /** what must be in the picture, from the target, room units */
  readonly points: readonly Vector3[];
}

/** a gantry is seen from a little to the right, where brush and shadow part; the light comes from the left */
const beforeFrame: Bearing = { around: 0.16, above: 0.31 };
/** an arm stands between its canvas and the eye: past its shoulder, at a canvas that stands; from above, at one that lies */
const pastShoulder: Bearing = { around: -0.78, above: 0.3 };
const fromAbove: Bearing = { around: -0.5, above: 0.72 };

/** what stands at the very ends may leave the picture: the machine goes on beyond it */
const within = 0.9;
/** an arm is thicker than its lines */
const around = 1.1;

export function homeOf(view: MachineView, { toRoom, upright }: Placed): Home {
  const bearing = view.stands === 'frame' ? beforeFrame : upright > 0.5 ? pastShoulder : fromAbove;
  const corners = canvasCorners(view);
  const seen = [
    ...corners,
    ...openingsOf(view).map(({ at }) => vector(at)),
    ...(view.stands === 'frame' ? endsOf(view.rest, ['rail']) : endsOf(view.rest, ['link', 'brush'])),
  ].map((point) => point.clone().applyMatrix4(toRoom));
  const target = new Box3().setFromPoints(seen).getCenter(new Vector3());
  // the painting draws the eye: the middle of the picture is between it and the machine's
  target.multiplyScalar(0.6);
  return { ...bearing, target, points: seen.map((point) => point.sub(target).multiplyScalar(view.stands === 'frame' ? within : around)) };
}

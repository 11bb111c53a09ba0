import { Box3, Matrix4, Vector3 } from 'three';
import type { ArmFigure, MachineView, Opening, Place3 } from '../../../protocol/machine-view.ts';

/**
 * The machine in the room. Room: y up, x along the canvas, z towards whoever looks; origin in the middle of the canvas; 1 is
 * the canvas's longer side, so that light and camera are the same for a postcard and for a wall.
 */
export interface Placed {
  /** machine mm to room */
  readonly toRoom: Matrix4;
  readonly unitMm: number;
  /** directions of the room in the machine's frame */
  readonly up: Vector3;
  readonly back: Vector3;
  /** the floor: how high it is along `up` in the machine's frame, mm, and in the room */
  readonly floorMm: number;
  readonly floorY: number;
  /** all of the machine that does not move, and the canvas, machine mm */
  readonly body: Box3;
  /** 0 a canvas that lies, 1 one that stands */
  readonly upright: number;
}

export const vector = ([x, y, z]: Place3): Vector3 => new Vector3(x, y, z);

/** The four corners of the canvas, machine mm. */
export function canvasCorners({ canvas }: MachineView): Vector3[] {
  const corner = vector(canvas.corner);
  const right = vector(canvas.right).multiplyScalar(canvas.widthMm);
  const up = vector(canvas.up).multiplyScalar(canvas.heightMm);
  return [corner, corner.clone().add(right), corner.clone().add(right).add(up), corner.clone().add(up)];
}

/** Every end of the members chosen, machine mm. */
export const endsOf = (figure: ArmFigure | null, kinds: readonly string[]): Vector3[] =>
  (figure?.members ?? []).filter(({ kind }) => kinds.includes(kind)).flatMap(({ from, to }) => [vector(from), vector(to)]);

/** All that the brush is put into or onto, but for the canvas. */
export const openingsOf = ({ wells, wash }: Pick<MachineView, 'wells' | 'wash'>): readonly Opening[] =>
  wash === null ? wells : [...wells, wash.water, wash.rag];

/** how thick a stretched canvas is, and how high legs are, in canvas sides */
const deepShare = 0.028;
const legShare = 0.34;

export function placeMachine(view: MachineView): Placed {
  const { canvas, rest, stands } = view;
  const unitMm = Math.max(canvas.widthMm, canvas.heightMm);
  const corners = canvasCorners(view);
  const up = vector(view.up);
  const right = vector(canvas.right);
  right.addScaledVector(up, -right.dot(up)).normalize();
  const front = right.clone().cross(up);
  const middle = new Vector3();
  for (const corner of corners) middle.addScaledVector(corner, 0.25);
  const rails = endsOf(rest, ['rail']);
  const body = new Box3().setFromPoints([...corners, ...(stands === 'frame' ? rails : endsOf(rest, ['rail', 'link', 'brush']))]);
  const low = (points: readonly Vector3[]): number => Math.min(...points.map((point) => point.dot(up)));
  const floorMm =
    stands === 'frame'
      ? low([...corners, ...rails]) - legShare * unitMm
      : Math.min(0, low(corners) - deepShare * unitMm, low(openingsOf(view).map(({ at }) => vector(at))) - 0.02 * unitMm);
  const toRoom = new Matrix4()
    .makeBasis(right, up, front)
    .transpose()
    .premultiply(new Matrix4().makeScale(1 / unitMm, 1 / unitMm, 1 / unitMm))
    .multiply(new Matrix4().makeTranslation(-middle.x, -middle.y, -middle.z));
  return {
    toRoom,
    unitMm,
    up,
    back: front.negate(),
    floorMm,
    floorY: (floorMm - middle.dot(up)) / unitMm,
    body,
    upright: 1 - Math.abs(vector(canvas.normal).dot(up)),
  };
}

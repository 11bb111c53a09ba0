import { Group, type Mesh, type Vector3 } from 'three';
import type { MachineView } from '../../../protocol/machine-view.ts';
import type { Materials } from './materials.ts';
import { endsOf, openingsOf, type Placed, vector } from './place.ts';
import { timber } from './solids.ts';

export interface Stand {
  readonly group: Group;
  dispose(): void;
}

/** What carries it all: a drawing table of four timbers behind a gantry, two struts behind any other canvas that stands. */
export function createStand(view: MachineView, placed: Placed, materials: Pick<Materials, 'wood'>): Stand {
  const parts = view.stands === 'frame' ? frame(view, placed, materials) : struts(view, placed, materials);
  const group = new Group();
  for (const part of parts) group.add(part);
  return {
    group,
    dispose() {
      for (const part of parts) part.geometry.dispose();
    },
  };
}

/** a canvas that lies flatter than this needs nothing behind it, as 0 to 1 of `upright` */
const lies = 0.2;

function struts(view: MachineView, { up, back, floorMm, unitMm, upright }: Placed, { wood }: Pick<Materials, 'wood'>): Mesh[] {
  if (upright < lies) return [];
  const { canvas } = view;
  const behind = vector(canvas.normal).multiplyScalar(-0.045 * unitMm);
  return [0.18, 0.82].flatMap((share) => {
    const foot = vector(canvas.corner)
      .addScaledVector(vector(canvas.right), share * canvas.widthMm)
      .add(behind);
    const top = foot.clone().addScaledVector(vector(canvas.up), canvas.heightMm * 0.96);
    foot.addScaledVector(vector(canvas.up), -(foot.dot(up) - floorMm) / vector(canvas.up).dot(up));
    const rise = top.dot(up) - floorMm;
    const rear = top
      .clone()
      .addScaledVector(up, -rise)
      .addScaledVector(back, rise * 0.45);
    const thick = unitMm * 0.028;
    return [timber(foot, top, thick, thick, behind, wood), timber(rear, top, thick * 0.8, thick * 0.8, behind, wood)];
  });
}

/** Two uprights behind the rails' ends down to the floor, a leg behind each, slats that carry the canvas, and one for pots, water and rag. */
function frame(view: MachineView, { up, back, floorMm, unitMm, body }: Placed, { wood }: Pick<Materials, 'wood'>): Mesh[] {
  const { canvas, rim, rest } = view;
  const [right, over, normal] = [vector(canvas.right), vector(canvas.up), vector(canvas.normal)];
  const corner = vector(canvas.corner);
  /** canvas mm to machine mm */
  const at = (x: number, y: number, z: number): Vector3 =>
    corner.clone().addScaledVector(right, x).addScaledVector(over, y).addScaledVector(normal, z);
  const flat = (points: readonly Vector3[]): { x: number; y: number; z: number }[] =>
    points.map((point) => point.clone().sub(corner)).map((d) => ({ x: d.dot(right), y: d.dot(over), z: d.dot(normal) }));
  const rails = flat(rest === null ? [body.min, body.max] : endsOf(rest, ['rail']));
  const [left, farRight] = [Math.min(...rails.map(({ x }) => x)), Math.max(...rails.map(({ x }) => x))];
  const [low, high] = [Math.min(...rails.map(({ y }) => y)), Math.max(...rails.map(({ y }) => y))];
  const thick = unitMm * 0.042;
  const depth = Math.min(...rails.map(({ z }) => z), -unitMm * 0.03) - thick * 0.4;
  const uprights = [left, farRight].flatMap((x) => {
    const top = at(x, high + thick * 1.2, depth);
    const start = at(x, low, depth);
    const foot = start.clone().addScaledVector(over, -(start.dot(up) - floorMm) / over.dot(up));
    const hinge = at(x, high * 0.86 + low * 0.14, depth - thick * 0.6);
    const rise = hinge.dot(up) - floorMm;
    const rear = hinge
      .clone()
      .addScaledVector(up, -rise)
      .addScaledVector(back, rise * 0.5);
    return [timber(foot, top, thick, thick * 0.8, normal, wood), timber(rear, hinge, thick * 0.8, thick * 0.7, normal, wood)];
  });
  const slat = (y: number, z: number, wide: number): Mesh =>
    timber(at(left - thick, y, z), at(farRight + thick, y, z), wide, thick * 0.5, normal, wood);
  const slats = [slat(low, depth + thick * 0.2, thick * 1.3), slat(high, depth + thick * 0.2, thick * 1.3)];
  const behind = -unitMm * 0.03 - thick * 0.25;
  const carriers = [0.12, 0.88].map((share) => slat(canvas.heightMm * share, behind, thick));
  const pots = flat(openingsOf(view).map(({ at }) => vector(at)));
  const [potLow, potHigh] = [Math.min(...pots.map(({ y }) => y)), Math.max(...pots.map(({ y }) => y))];
  const [potLeft, potRight] = [Math.min(...pots.map(({ x }) => x)), Math.max(...pots.map(({ x }) => x))];
  const [x, under] = [(potLeft + potRight) / 2, Math.min(...pots.map(({ z }) => z)) - rim.radiusMm * 0.9];
  const tray = timber(
    at(x, potLow - rim.radiusMm * 3, under - thick * 0.2),
    at(x, potHigh + rim.radiusMm * 3, under - thick * 0.2),
    potRight - potLeft + rim.radiusMm * 3.4,
    thick * 0.4,
    normal,
    wood,
  );
  return [...uprights, ...slats, ...carriers, tray];
}

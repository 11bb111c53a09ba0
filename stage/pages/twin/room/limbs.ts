import { type BufferGeometry, CylinderGeometry, Group, type Mesh, SphereGeometry, Vector3 } from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import type { ArmFigure } from '../../../protocol/machine-view.ts';
import { type BrushBody, createBrush } from './brush.ts';
import type { Materials } from './materials.ts';
import { lay, solid } from './solids.ts';

/** The arm: a rounded body for each link, a rod for each rail, and the brush. */
export interface Limbs {
  readonly group: Group;
  readonly brush: BrushBody | null;
  /** @param ends - as `endsIn` gives them, of the figure that this was made from */
  pose(ends: readonly number[]): void;
  dispose(): void;
}

/** Six numbers a member: where it begins and where it ends, machine mm. */
export const endsIn = ({ members }: ArmFigure): number[] => members.flatMap(({ from, to }) => [...from, ...to]);

/** What must be the same for one figure to follow another. */
export const buildOf = ({ members }: ArmFigure): string => members.map(({ kind, radiusMm }) => `${kind} ${radiusMm}`).join();

/** links shorter than so many radii are blocks of iron: carriages and flanges */
const block = 4;

export function createLimbs({ members }: ArmFigure, materials: Materials): Limbs {
  const group = new Group();
  const tube = new CylinderGeometry(1, 1, 1, 32, 1).translate(0, 0.5, 0);
  const ball = new SphereGeometry(1, 32, 20);
  const own: BufferGeometry[] = [];
  let brush: BrushBody | null = null;
  const put = (mesh: Mesh, radius: number): Mesh => {
    mesh.scale.setScalar(radius);
    group.add(mesh);
    return mesh;
  };
  const shown = members.map(({ kind, from, to, radiusMm }): ((from: Vector3, to: Vector3) => void) => {
    const lengthMm = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    if (kind === 'brush') {
      const body = createBrush(lengthMm, radiusMm, materials);
      brush = body;
      group.add(body.group);
      return (a, b) => body.hold(b, a);
    }
    if (kind === 'link' && lengthMm < block * radiusMm) {
      const shape = new RoundedBoxGeometry(radiusMm * 1.9, lengthMm, radiusMm * 1.5, 3, radiusMm * 0.22).translate(0, lengthMm / 2, 0);
      own.push(shape);
      const mesh = solid(shape, materials.iron);
      group.add(mesh);
      return (a, b) => lay(mesh, a, b, false);
    }
    const shaft = put(solid(tube, kind === 'rail' ? materials.rod : materials.body), radiusMm);
    if (kind === 'rail') return (a, b) => lay(shaft, a, b, true);
    const joint = put(solid(ball, materials.iron), radiusMm * 1.12);
    const end = put(solid(ball, materials.body), radiusMm);
    return (a, b) => {
      lay(shaft, a, b, true);
      joint.position.copy(a);
      end.position.copy(b);
    };
  });
  const [a, b] = [new Vector3(), new Vector3()];
  return {
    group,
    get brush() {
      return brush;
    },
    pose(ends) {
      for (const [index, show] of shown.entries()) show(a.fromArray([...ends], index * 6), b.fromArray([...ends], index * 6 + 3));
    },
    dispose() {
      tube.dispose();
      ball.dispose();
      for (const shape of own) shape.dispose();
      brush?.dispose();
    },
  };
}

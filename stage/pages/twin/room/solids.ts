import { type BufferGeometry, CylinderGeometry, type Material, Mesh, type Object3D, Vector3 } from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';

const along = new Vector3(0, 1, 0);

/** Lays a thing that points along y from one place to another. @param stretch - whether its length, 1, becomes the distance */
export function lay(mesh: Object3D, from: Vector3, to: Vector3, stretch: boolean): void {
  const way = to.clone().sub(from);
  const length = way.length();
  mesh.position.copy(from);
  if (length < 1e-9) return;
  mesh.quaternion.setFromUnitVectors(along, way.divideScalar(length));
  if (stretch) mesh.scale.y = length;
}

/** A thing that both throws and receives shadow. */
export function solid(geometry: BufferGeometry, material: Material): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  return mesh;
}

/** A squared timber with soft edges between two places. @param facing - what its `deep` side is measured along */
export function timber(from: Vector3, to: Vector3, wide: number, deep: number, facing: Vector3, material: Material): Mesh {
  const y = to.clone().sub(from);
  const length = y.length();
  y.normalize();
  const x = y.clone().cross(facing).normalize();
  const mesh = solid(new RoundedBoxGeometry(wide, length, deep, 2, Math.min(wide, deep) * 0.16), material);
  mesh.matrix.makeBasis(x, y, x.clone().cross(y));
  mesh.matrix.setPosition(from.clone().add(to).multiplyScalar(0.5));
  mesh.matrix.decompose(mesh.position, mesh.quaternion, mesh.scale);
  return mesh;
}

/** A round bar between two places. */
export function bar(from: Vector3, to: Vector3, radius: number, material: Material): Mesh {
  const mesh = solid(new CylinderGeometry(radius, radius, 1, 24).translate(0, 0.5, 0), material);
  lay(mesh, from, to, true);
  return mesh;
}

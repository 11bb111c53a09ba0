import { BoxGeometry, CylinderGeometry, Mesh, MeshStandardMaterial } from 'three';

/** What a hand holds, at its place in the palm: metres, fingers up, the palm to the camera. */
export function thing(kind: 'phone' | 'glass'): Mesh {
  const held =
    kind === 'phone'
      ? new Mesh(new BoxGeometry(0.072, 0.147, 0.009), new MeshStandardMaterial({ color: 0x15171a, roughness: 0.3 }))
      : new Mesh(new CylinderGeometry(0.036, 0.03, 0.13, 24), new MeshStandardMaterial({ color: 0x9fb4b8, roughness: 0.2 }));
  if (kind === 'glass') held.rotation.z = Math.PI / 2;
  held.position.set(0, kind === 'phone' ? 0.01 : 0.02, kind === 'phone' ? 0.03 : 0.045);
  held.castShadow = true;
  return held;
}

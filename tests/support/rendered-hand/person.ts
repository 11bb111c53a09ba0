import { CylinderGeometry, Mesh, MeshStandardMaterial, SphereGeometry } from 'three';
import { skins } from './hand.ts';
import type { Room } from './room.ts';
import type { Look } from './script.ts';

/** Metres from the head to the hands before it. */
const BEHIND = 0.12;

/** Head and shoulders, of the hands' own skin: what a hand at a chin is hardest to tell from. */
export function addPerson(room: Room, { x, y }: { readonly x: number; readonly y: number }, skin: Look['skin']): void {
  const scale = 1 + BEHIND / room.camera.position.z;
  const place = { x: (x - 0.5) * room.span.width * scale, y: (0.5 - y) * room.span.height * scale };
  const face = new Mesh(new SphereGeometry(0.09, 32, 24), new MeshStandardMaterial({ color: skins[skin].back, roughness: 0.55 }));
  face.scale.set(0.85, 1.2, 0.9);
  face.position.set(place.x, place.y, -BEHIND);
  const shirt = new Mesh(new CylinderGeometry(0.07, 0.24, 0.4, 32), new MeshStandardMaterial({ color: 0x4a3f55, roughness: 0.9 }));
  shirt.scale.z = 0.5;
  shirt.position.set(place.x, place.y - 0.32, -BEHIND - 0.02);
  for (const part of [face, shirt]) {
    part.castShadow = true;
    part.receiveShadow = true;
    room.scene.add(part);
  }
}

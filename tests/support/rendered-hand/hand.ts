import {
  BufferAttribute,
  Color,
  CylinderGeometry,
  Group,
  MathUtils,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  type Quaternion,
  SkinnedMesh,
  Vector3,
} from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { Pose } from './poses.ts';
import type { Room } from './room.ts';
import type { HandTrack, Look, Moment } from './script.ts';
import { thing } from './things.ts';

/** Bones of each finger from the palm outwards, as the mesh names them; the first of the thumb is a landmark, of the others not. */
const fingers = [
  ['thumb', ['metacarpal', 'phalanx-proximal', 'phalanx-distal', 'tip']],
  ['index-finger', ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip']],
  ['middle-finger', ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip']],
  ['ring-finger', ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip']],
  ['pinky-finger', ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip']],
] as const;

/** The bones at MediaPipe's 21 landmarks, in its order: the wrist, then four for each finger from thumb to little finger. */
const landmarkBones = ['wrist', ...fingers.flatMap(([finger, joints]) => joints.slice(-4).map((joint) => `${finger}-${joint}`))];

/** The back of the hand and the palm, which is redder on light skin and paler on dark skin. */
export const skins: Record<Look['skin'], { readonly back: number; readonly palm: number }> = {
  pale: { back: 0xe8bfa4, palm: 0xf0bfa6 },
  olive: { back: 0xd8a07f, palm: 0xe6a888 },
  brown: { back: 0x9a6442, palm: 0xc08e70 },
  dark: { back: 0x5a3826, palm: 0xa07660 },
};

/** A point of the picture: 0..1 from the left, 0..1 from the top. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

export interface RenderedHand {
  /** Takes a pose and a place in the picture. */
  take(moment: Moment): void;
  /** Exact places of the 21 landmarks in the picture. */
  landmarks(): PicturePoint[];
}

/**
 * Loads a hand into a room: upright, its palm to the camera.
 *
 * @param meshes - address of the folder that holds `left.glb` and `right.glb` (WebXR input profiles, generic hand)
 */
export async function addHand(
  room: Room,
  { side, skin, fingers: length = 1, holds }: Omit<HandTrack, 'keys'> & Pick<Look, 'skin'>,
  meshes: string,
): Promise<RenderedHand> {
  const { scene: model } = await new GLTFLoader().loadAsync(`${meshes}/${side}.glb`);
  colourSkin(model, side, skins[skin]);
  const bones = chainBones(model);
  lengthen(bones, length);
  const rest = new Map<Object3D, Quaternion>([...bones.values()].map((bone) => [bone, bone.quaternion.clone()]));
  const bone = (name: string) => found(bones.get(name), name);

  const hand = uprightAround(model, bone('middle-finger-phalanx-proximal'), side);
  hand.add(forearm(hand.worldToLocal(bone('wrist').getWorldPosition(new Vector3())), skins[skin].back));
  if (holds !== undefined) hand.add(thing(holds));
  room.scene.add(hand);

  return {
    take({ shape, x, y, nearer, roll, yaw, pitch }) {
      for (const [each, quaternion] of rest) each.quaternion.copy(quaternion);
      bend(bone, shape, side);
      // a nearer hand is seen under a wider angle: keep its place in the picture
      const scale = 1 - nearer / room.camera.position.z;
      hand.position.set((x - 0.5) * room.span.width * scale, (0.5 - y) * room.span.height * scale, nearer);
      hand.rotation.set(MathUtils.degToRad(pitch), MathUtils.degToRad(yaw), MathUtils.degToRad(roll), 'ZYX');
      hand.updateMatrixWorld(true);
    },
    landmarks() {
      const point = new Vector3();
      return landmarkBones.map((name) => {
        bone(name).getWorldPosition(point).project(room.camera);
        return { x: (point.x + 1) / 2, y: (1 - point.y) / 2 };
      });
    },
  };
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`The hand's mesh has no "${name}": another version of @webxr-input-profiles/assets?`);
  return thing;
}

/** Hangs each bone below the one before it: in the file all are siblings. They keep their places. */
function chainBones(model: Object3D): Map<string, Object3D> {
  model.updateMatrixWorld(true);
  const bones = new Map<string, Object3D>();
  const pick = (name: string) => {
    const bone = found(model.getObjectByName(name), name);
    bones.set(name, bone);
    return bone;
  };
  const wrist = pick('wrist');
  for (const [finger, joints] of fingers) {
    let parent = wrist;
    for (const joint of joints) {
      const bone = pick(`${finger}-${joint}`);
      parent.attach(bone);
      parent = bone;
    }
  }
  return bones;
}

/** Makes all fingers longer or shorter than the palm has them. */
function lengthen(bones: ReadonlyMap<string, Object3D>, length: number): void {
  for (const [finger, joints] of fingers)
    for (const joint of joints.slice(finger === 'thumb' ? 1 : 2)) bones.get(`${finger}-${joint}`)?.position.multiplyScalar(length);
}

/** Turns the model's axes so that fingers point up and the palm faces the camera, with a joint at the origin. */
function uprightAround(model: Object3D, joint: Object3D, side: HandTrack['side']): Group {
  // the left mesh is the right one mirrored in x
  const palm = side === 'right' ? -1 : 1;
  const turned = new Group();
  turned.quaternion.setFromRotationMatrix(
    new Matrix4().makeBasis(new Vector3(0, 0, palm), new Vector3(0, -1, 0), new Vector3(palm, 0, 0)).transpose(),
  );
  turned.add(model);
  const centred = new Group();
  centred.add(turned);
  const hand = new Group();
  hand.add(centred);
  hand.updateMatrixWorld(true);
  centred.position.sub(joint.getWorldPosition(new Vector3()));
  hand.updateMatrixWorld(true);
  return hand;
}

function bend(bone: (name: string) => Object3D, { curl, spread, thumb }: Pose, side: HandTrack['side']): void {
  const mirror = side === 'right' ? 1 : -1;
  fingers.forEach(([finger, joints], i) => {
    const bending = finger === 'thumb' ? joints.slice(0, 3) : joints.slice(1, 4);
    bending.forEach((joint, j) => {
      bone(`${finger}-${joint}`).rotateX(-MathUtils.degToRad(curl[i]?.[j] ?? 0));
    });
    if (finger !== 'thumb') bone(`${finger}-phalanx-proximal`).rotateY(mirror * MathUtils.degToRad(spread[i - 1] ?? 0));
  });
  bone('thumb-metacarpal').rotateY(mirror * MathUtils.degToRad(thumb[0]));
  bone('thumb-metacarpal').rotateZ(mirror * MathUtils.degToRad(thumb[1]));
}

/** Skin of two tones, with a slight grain: a single flat colour looks like a glove to a detector. */
function colourSkin(model: Object3D, side: HandTrack['side'], skin: { readonly back: number; readonly palm: number }): void {
  const [back, palm] = [new Color(skin.back), new Color(skin.palm)];
  model.traverse((object) => {
    if (!(object instanceof SkinnedMesh)) return;
    const normals = object.geometry.getAttribute('normal');
    const colours = new Float32Array(normals.count * 3);
    for (let i = 0; i < normals.count; i++) {
      const towardsPalm = MathUtils.clamp(0.5 + (side === 'right' ? -1 : 1) * normals.getX(i), 0, 1);
      const grain = 0.97 + 0.06 * Math.abs(Math.sin(i * 12.9898));
      back
        .clone()
        .lerp(palm, towardsPalm)
        .multiplyScalar(grain)
        .toArray(colours, 3 * i);
    }
    object.geometry.setAttribute('color', new BufferAttribute(colours, 3));
    object.material = new MeshStandardMaterial({ vertexColors: true, roughness: 0.55 });
    object.castShadow = true;
    object.receiveShadow = true;
    object.frustumCulled = false; // its bounds are those of the rest pose
  });
}

function forearm(wrist: Vector3, colour: number): Mesh {
  const length = 0.3;
  const arm = new Mesh(new CylinderGeometry(0.03, 0.042, length, 32, 1), new MeshStandardMaterial({ color: colour, roughness: 0.55 }));
  arm.scale.z = 0.75;
  arm.position.copy(wrist).y -= length / 2 + 0.005;
  arm.castShadow = true;
  arm.receiveShadow = true;
  return arm;
}

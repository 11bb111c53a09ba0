import { CapsuleGeometry, Color, Group, MathUtils, Mesh, MeshStandardMaterial, type Object3D, SphereGeometry, Vector3 } from 'three';
import { addHand, type RenderedHand } from '../rendered-hand/hand.ts';
import { poses } from '../rendered-hand/poses.ts';
import type { Room } from '../rendered-hand/room.ts';

/** Where a figure is in the picture, and how it holds itself. */
export interface Stance {
  /** of the hips: 0..1 from the picture's left, 0..1 from its top */
  readonly x: number;
  readonly y: number;
  /** shoulders to hips, picture heights */
  readonly trunk: number;
  /** of the trunk from upright, degrees, positive to the picture's right */
  readonly leanDeg: number;
  /** 0 hands at the hips, 1 both raised beside the head, palms to the camera */
  readonly raised: number;
}

/** A figure of simple solids, shaded: enough of a person for a tracker of bodies, and its hands for one of hands. */
export interface Figure {
  /** @param stance - null: it is not there */
  take(stance: Stance | null): void;
}

/** Lengths of a grown-up, metres. */
const TRUNK = 0.5;
const SHOULDER = 0.19;
const UPPER_ARM = 0.29;
const FOREARM = 0.26;

const SKIN = 0xc68863;
const HAIR = 0x2a1d16;
const SHIRTS = [0x7f3b34, 0x3f6b58, 0x6d6a9a];
const TROUSERS = 0x2c3542;

const matt = (color: number): MeshStandardMaterial => new MeshStandardMaterial({ color: new Color(color), roughness: 0.8 });

function solid(parent: Object3D, geometry: CapsuleGeometry | SphereGeometry, color: number, at: readonly [number, number, number]): Mesh {
  const mesh = new Mesh(geometry, matt(color));
  mesh.position.set(...at);
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  parent.add(mesh);
  return mesh;
}

const ball = (
  parent: Object3D,
  radius: number,
  color: number,
  at: readonly [number, number, number],
  scale: readonly [number, number, number],
) => solid(parent, new SphereGeometry(radius, 32, 24), color, at).scale.set(...scale);

function addHead(trunk: Object3D): void {
  const head = new Group();
  head.position.set(0, TRUNK + 0.25, 0.02);
  trunk.add(head);
  ball(head, 0.105, SKIN, [0, 0, 0], [0.8, 1.15, 0.95]);
  ball(head, 0.11, HAIR, [0, 0.045, -0.025], [0.84, 1, 0.95]);
  ball(head, 0.022, SKIN, [0, -0.01, 0.1], [0.7, 1.3, 0.9]);
  ball(head, 0.02, 0x8a3f3a, [0, -0.062, 0.083], [1.5, 0.4, 0.5]);
  for (const side of [-1, 1]) {
    ball(head, 0.014, 0xf2ece6, [0.033 * side, 0.018, 0.088], [1.25, 0.75, 0.6]);
    ball(head, 0.008, 0x1c1410, [0.033 * side, 0.018, 0.096], [1, 1, 0.6]);
    ball(head, 0.017, HAIR, [0.034 * side, 0.043, 0.089], [1.3, 0.28, 0.5]);
    ball(head, 0.022, SKIN, [0.086 * side, 0, 0], [0.5, 1.3, 0.8]);
  }
  solid(trunk, new CapsuleGeometry(0.052, 0.12, 8, 24), SKIN, [0, TRUNK + 0.09, 0]);
}

/** @returns what lays a limb of its length between two points */
function limb(parent: Object3D, length: number, radius: number, color: number): (from: Vector3, to: Vector3) => void {
  const mesh = solid(parent, new CapsuleGeometry(radius, length, 8, 24), color, [0, 0, 0]);
  const up = new Vector3(0, 1, 0);
  return (from, to) => {
    mesh.position.copy(from).lerp(to, 0.5);
    mesh.quaternion.setFromUnitVectors(up, to.clone().sub(from).normalize());
  };
}

/** @returns what brings a hand to a place, the elbow bent outwards and down */
async function addArm(
  trunk: Object3D,
  room: Room,
  side: 'left' | 'right',
  shirt: number,
  meshes: string,
): Promise<(raised: number) => void> {
  // the figure faces the camera: its right is the picture's left
  const out = side === 'right' ? -1 : 1;
  const shoulder = new Vector3(SHOULDER * out, TRUNK - 0.02, 0);
  const upper = limb(trunk, UPPER_ARM, 0.05, shirt);
  const lower = limb(trunk, FOREARM, 0.036, SKIN);
  const wrap = new Group();
  trunk.add(wrap);
  const hand: RenderedHand = await addHand(
    { ...room, scene: wrap, span: { width: 1, height: 1 } } as unknown as Room,
    { side, skin: 'olive' },
    meshes,
  );
  return (raised) => {
    const angle = MathUtils.degToRad(MathUtils.lerp(12, 42, raised));
    const elbow = shoulder.clone().add(new Vector3(Math.sin(angle) * out, -Math.cos(angle), 0.15 * raised).multiplyScalar(UPPER_ARM));
    const bent = MathUtils.degToRad(MathUtils.lerp(8, 172, raised));
    const wrist = elbow.clone().add(new Vector3(Math.sin(bent) * out, -Math.cos(bent), 0.2).normalize().multiplyScalar(FOREARM));
    upper(shoulder, elbow);
    lower(elbow, wrist);
    wrap.position.z = wrist.z;
    wrap.visible = raised > 0.5;
    hand.take({ shape: poses.open, held: 'open', x: 0.5 + wrist.x, y: 0.5 - wrist.y - 0.08, nearer: 0, roll: 0, yaw: 0, pitch: 0 });
  };
}

/** @param which - 0, 1, …: they wear different shirts */
export async function addFigure(room: Room, which: number, meshes: string): Promise<Figure> {
  const shirt = SHIRTS[which % SHIRTS.length] ?? TROUSERS;
  const figure = new Group();
  const trunk = new Group();
  figure.add(trunk);
  room.scene.add(figure);
  addHead(trunk);
  solid(trunk, new CapsuleGeometry(0.16, 0.26, 12, 32), shirt, [0, 0.28, 0]).scale.set(1.05, 1, 0.68);
  solid(trunk, new CapsuleGeometry(0.07, 0.27, 12, 32), shirt, [0, TRUNK - 0.035, 0]).rotation.z = Math.PI / 2;
  ball(figure, 0.16, TROUSERS, [0, 0, 0], [1, 0.75, 0.75]);
  for (const side of [-1, 1]) solid(figure, new CapsuleGeometry(0.078, 0.75, 8, 24), TROUSERS, [0.09 * side, -0.48, 0]);
  const arms = await Promise.all((['left', 'right'] as const).map((side) => addArm(trunk, room, side, shirt, meshes)));
  return {
    take(stance) {
      figure.visible = stance !== null;
      if (stance === null) return;
      const { x, y, trunk: size, leanDeg, raised } = stance;
      const scale = (size * room.span.height) / TRUNK;
      figure.scale.setScalar(scale);
      figure.position.set((x - 0.5) * room.span.width, (0.5 - y) * room.span.height, 0.1 * size);
      trunk.rotation.z = -MathUtils.degToRad(leanDeg);
      for (const arm of arms) arm(raised);
      figure.updateMatrixWorld(true);
    },
  };
}

import { type BufferGeometry, Color, DirectionalLight, Fog, Group, HemisphereLight, Mesh, PlaneGeometry, SpotLight } from 'three';
import type { Materials } from './materials.ts';

/** The dark of the room, and what far things fade into. */
export const roomDark = new Color('#14110f');

export interface Lamps {
  readonly group: Group;
  readonly fog: Fog;
  /** the shadows are drawn anew with the next frame: something that throws one has moved */
  recast(): void;
  dispose(): void;
}

/**
 * One warm lamp high on the left, whose pool the painting stands in; a little of it comes back from the floor; a faint edge from
 * behind on the right, so that dark limbs part from the dark.
 *
 * @param floorY - room units
 */
export function createLamps(floorY: number, materials: Pick<Materials, 'ground'>): Lamps {
  const group = new Group();
  const key = new SpotLight('#fff8ef', 80, 0, 0.95, 1, 2);
  key.position.set(-2.5, 3.1, 3.1);
  key.target.position.set(0.02, -0.06, 0);
  key.castShadow = true;
  key.shadow.mapSize.set(2048, 2048);
  key.shadow.camera.near = 2;
  key.shadow.camera.far = 9;
  // the pool is wider than anything that throws a shadow
  key.shadow.focus = 0.46;
  key.shadow.radius = 3.6;
  key.shadow.bias = -0.0006;
  key.shadow.normalBias = 0.004;
  key.shadow.intensity = 0.86;
  key.shadow.autoUpdate = false;
  key.shadow.needsUpdate = true;
  const rim = new DirectionalLight('#c9cbd0', 0.5);
  rim.position.set(2.2, 1.6, -2.6);
  const air = new HemisphereLight('#8d8073', '#2e251e', 0.6);
  const bounce = new DirectionalLight('#d4c2ab', 0.4);
  bounce.position.set(1.6, -0.5, 2.4);

  const ground = new Mesh(sweep(), materials.ground);
  ground.position.y = floorY;
  ground.receiveShadow = true;
  group.add(key, key.target, rim, air, bounce, ground);
  return {
    group,
    fog: new Fog(roomDark, 5.5, 15),
    recast() {
      key.shadow.needsUpdate = true;
    },
    dispose() {
      key.dispose();
      rim.dispose();
      air.dispose();
      bounce.dispose();
      ground.geometry.dispose();
    },
  };
}

/** where the floor begins to rise, how round, and how high the wall is, room units */
const rise = { z: -1.1, radius: 1.5, high: 7 };

/** Floor and wall of one cloth, without a corner: nothing behind the painting draws the eye. */
function sweep(): BufferGeometry {
  const outline: [z: number, y: number][] = [
    [9, 0],
    [rise.z, 0],
  ];
  for (let deg = 5; deg <= 90; deg += 5) {
    const turn = (deg * Math.PI) / 180;
    outline.push([rise.z - rise.radius * Math.sin(turn), rise.radius * (1 - Math.cos(turn))]);
  }
  outline.push([rise.z - rise.radius, rise.high]);
  const cloth = new PlaneGeometry(30, 1, 1, outline.length - 1);
  const place = cloth.getAttribute('position');
  for (const [row, [z, y]] of outline.entries()) for (const column of [0, 1]) place.setXYZ(row * 2 + column, column * 30 - 15, y, z);
  // rows run from the eye backwards, the plane's own from top to bottom: turned so that it is seen from the front
  cloth.setIndex(outline.slice(1).flatMap((_, row) => [row * 2, row * 2 + 1, row * 2 + 2, row * 2 + 2, row * 2 + 1, row * 2 + 3]));
  cloth.computeVertexNormals();
  return cloth;
}

import { BoxGeometry, type BufferGeometry, CircleGeometry, Color, Group, LatheGeometry, MeshStandardMaterial, Vector2 } from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import type { MachineView, Opening } from '../../../protocol/machine-view.ts';
import type { Materials } from './materials.ts';
import { type Placed, vector } from './place.ts';
import { bar, lay, solid } from './solids.ts';

export interface Washing {
  readonly group: Group;
  /** a brush with this paint in it, rgb 0 to 255, was stirred in the water */
  cloud(rgb: readonly [number, number, number] | null): void;
  dispose(): void;
}

/** a glass that opens more sideways than this would be empty: there the water is in a sponge; cosine of the angle from upright */
const leastUpright = 0.3;
/** what one washing leaves in the water */
const clouding = 0.07;
const clear = new Color('#8d9a97');

/** A glass of water and a folded rag, each on a stem where it stands in the open; nothing for a machine that has none. */
export function createWashing(view: MachineView, { up, floorMm }: Placed, materials: Materials): Washing {
  const group = new Group();
  const water = new MeshStandardMaterial({ color: clear, roughness: 0.3, transparent: true, opacity: 0.78, dithering: true });
  const shapes: BufferGeometry[] = [];
  const { radiusMm: r, heightMm } = view.rim;

  /** Stands a shape on its place, with y along the approach. */
  const put = (shape: BufferGeometry, material: Parameters<typeof solid>[1], { at, approach }: Opening, shadow = true): void => {
    shapes.push(shape);
    const mesh = solid(shape, material);
    mesh.castShadow = shadow;
    const place = vector(at);
    lay(mesh, place, place.clone().add(vector(approach)), false);
    group.add(mesh);
  };
  const stem = ({ at, approach }: Opening, deepMm: number): void => {
    const foot = vector(at).addScaledVector(vector(approach), -deepMm);
    const high = foot.dot(up) - floorMm;
    if (view.stands === 'frame' || high < r * 0.5) return;
    const made = bar(foot.clone().addScaledVector(up, -high), foot, r * 0.22, materials.iron);
    shapes.push(made.geometry);
    group.add(made);
  };

  if (view.wash !== null) {
    const { water: wet, rag } = view.wash;
    if (vector(wet.approach).dot(up) > leastUpright) {
      put(glass(r, heightMm), materials.glass, wet, false);
      put(
        lathe([
          [0, -r * 0.95],
          [r * 0.96, -r * 0.95],
          [r * 1.04, heightMm * 0.4],
        ]),
        water,
        wet,
        false,
      );
      put(new CircleGeometry(r * 1.04, 40).rotateX(-Math.PI / 2).translate(0, heightMm * 0.4, 0), water, wet, false);
    } else {
      put(new RoundedBoxGeometry(r * 2.9, r * 0.9, r * 2.2, 4, r * 0.3).translate(0, -r * 0.4, 0), materials.sponge, wet);
      put(new BoxGeometry(r * 3.2, r * 0.16, r * 2.5).translate(0, -r * 0.9, 0), materials.wood, wet);
      stem(wet, r * 0.85);
    }
    for (const shape of foldedRag(r)) put(shape, materials.rag, rag);
    put(new BoxGeometry(r * 3.5, r * 0.16, r * 3).translate(0, -r * 0.6, 0), materials.wood, rag);
    stem(rag, r * 0.6);
  }
  return {
    group,
    cloud(rgb) {
      if (rgb !== null) water.color.lerp(new Color(`rgb(${rgb.join(', ')})`), clouding);
    },
    dispose() {
      water.dispose();
      for (const shape of shapes) shape.dispose();
    },
  };
}

const lathe = (outline: readonly (readonly [radius: number, height: number])[]): LatheGeometry =>
  new LatheGeometry(
    outline.map(([radius, height]) => new Vector2(radius, height)),
    40,
  );

/** A tumbler with a thick foot, a little wider at its mouth. */
const glass = (r: number, heightMm: number): LatheGeometry =>
  lathe([
    [0, -r * 1.15],
    [r * 1.02, -r * 1.15],
    [r * 1.12, heightMm],
    [r * 1.08, heightMm],
    [r * 0.98, -r * 0.95],
    [0, -r * 0.95],
  ]);

/** A cloth folded in three, each fold a little smaller and turned: soft, uneven, the same every time. */
function foldedRag(r: number): BufferGeometry[] {
  const thick = r * 0.2;
  return [0, 1, 2].map((fold) => {
    const [wide, deep] = [r * (3.1 - 0.22 * fold), r * (2.7 - 0.34 * fold)];
    const shape = new BoxGeometry(wide, thick, deep, 12, 1, 12);
    const place = shape.getAttribute('position');
    for (let i = 0; i < place.count; i++) {
      const [x, z] = [place.getX(i) / r, place.getZ(i) / r];
      const wave = Math.sin(2.1 * x + 1.3 * fold) * Math.sin(1.7 * z + 2 * fold) + 0.5 * Math.sin(4.3 * x - 3.1 * z + fold);
      place.setXYZ(
        i,
        place.getX(i) + r * 0.07 * Math.sin(2.6 * z + fold),
        place.getY(i) + thick * 0.28 * wave,
        place.getZ(i) + r * 0.06 * Math.sin(2.2 * x),
      );
    }
    shape.computeVertexNormals();
    return shape.rotateY(0.07 * (fold - 1)).translate(0, -thick * (2.4 - fold), fold === 0 ? r * 0.1 : 0);
  });
}

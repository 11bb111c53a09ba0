import { CircleGeometry, Color, Group, LatheGeometry, type Material, MeshStandardMaterial, Vector2 } from 'three';
import type { Paint } from '../../../../engine/palette.ts';
import type { MachineView } from '../../../protocol/machine-view.ts';
import type { Materials } from './materials.ts';
import { type Placed, vector } from './place.ts';
import { bar, lay, solid } from './solids.ts';

export interface Pots {
  readonly group: Group;
  dispose(): void;
}

/** thickness of a pot's wall, and its depth below a plunged brush, in radii of the rim */
const wallShare = 0.2;
const depthShare = 0.9;

/** A small pot for each well, with its pigment in it. One that stands in the open stands on a stem. */
export function createPots(view: MachineView, { up, floorMm }: Placed, palette: readonly Paint[], materials: Materials): Pots {
  const { radiusMm: r, heightMm } = view.rim;
  const [wall, depth] = [r * wallShare, r * depthShare];
  const group = new Group();
  const pot = new LatheGeometry(
    [
      [0, -depth],
      [r * 0.82, -depth],
      [r * 0.98, -depth * 0.85],
      [r + wall, heightMm * 0.6],
      [r + wall, heightMm * 0.9],
      [r + wall * 0.5, heightMm],
      [r, heightMm * 0.8],
      [r * 0.96, -depth * 0.2],
      [0, -depth * 0.5],
    ].map(([radius = 0, height = 0]) => new Vector2(radius, height)),
    40,
  );
  const skin = new CircleGeometry(r * 0.985, 40).rotateX(-Math.PI / 2).translate(0, heightMm * 0.25, 0);
  const made: Material[] = [];
  const stems: ReturnType<typeof bar>[] = [];
  for (const { at, approach, paint } of view.wells) {
    const place = vector(at);
    const open = place.clone().add(vector(approach));
    const body = solid(pot, materials.pot);
    lay(body, place, open, false);
    group.add(body);
    const known = palette.find(({ id }) => id === paint);
    if (known !== undefined) {
      const [red, green, blue] = known.rgb;
      const colour = new Color(`rgb(${red}, ${green}, ${blue})`);
      const wet = new MeshStandardMaterial({ color: colour, roughness: 0.82, dithering: true });
      made.push(wet);
      const surface = solid(skin, wet);
      surface.castShadow = false;
      lay(surface, place, open, false);
      group.add(surface);
    }
    const foot = place.clone().addScaledVector(vector(approach), -depth * 0.9);
    const high = foot.dot(up) - floorMm;
    if (view.stands === 'frame' || high < r * 0.5) continue;
    const stem = bar(foot.clone().addScaledVector(up, -high), foot, r * 0.22, materials.iron);
    stems.push(stem);
    group.add(stem);
  }
  return {
    group,
    dispose() {
      pot.dispose();
      skin.dispose();
      for (const material of made) material.dispose();
      for (const stem of stems) stem.geometry.dispose();
    },
  };
}

import { Color, Group, LatheGeometry, MeshStandardMaterial, SRGBColorSpace, Vector2, type Vector3 } from 'three';
import type { Materials } from './materials.ts';
import { lay, solid } from './solids.ts';

export interface BrushBody {
  readonly group: Group;
  /** @param tip - and the end of the handle, machine mm */
  hold(tip: Vector3, end: Vector3): void;
  /** @param rgb - of the paint that it carries, 0 to 255; null for a clean one */
  dip(rgb: readonly [number, number, number] | null): void;
  /** @returns whether its colour still changes */
  step(dtS: number): boolean;
  dispose(): void;
}

/** hair without paint */
const hair = new Color('#6b5238');
/** how fast paint is seen to be taken up, 1/s */
const soakPerS = 5;

/** Half the outline of a part, from the tip up; each is [radius, height] in mm. */
const turnedPart = (outline: readonly (readonly [radius: number, height: number])[]): LatheGeometry =>
  new LatheGeometry(
    outline.map(([radius, height]) => new Vector2(Math.max(0, radius), height)),
    28,
  );

/** A round brush: soft hair, a ferrule, and a handle that swells and thins out. Lengths in mm. */
export function createBrush(lengthMm: number, radiusMm: number, materials: Pick<Materials, 'ferrule' | 'handle'>): BrushBody {
  const r = radiusMm;
  const hairMm = Math.min(r * 4, lengthMm * 0.3);
  const ferruleMm = Math.min(r * 4.2, lengthMm * 0.22);
  const top = hairMm + ferruleMm;
  const rest = lengthMm - top;
  const wet = new MeshStandardMaterial({ color: hair, roughness: 0.55, dithering: true });
  const parts = [
    solid(
      turnedPart([
        [0, 0],
        [r * 0.2, hairMm * 0.04],
        [r * 0.62, hairMm * 0.26],
        [r * 0.86, hairMm * 0.56],
        [r * 0.8, hairMm * 0.84],
        [r * 0.72, hairMm],
      ]),
      wet,
    ),
    solid(
      turnedPart([
        [r * 0.74, hairMm],
        [r * 0.8, hairMm * 1.01],
        [r * 0.8, hairMm + ferruleMm * 0.16],
        [r * 0.75, hairMm + ferruleMm * 0.2],
        [r * 0.7, hairMm + ferruleMm * 0.74],
        [r * 0.75, hairMm + ferruleMm * 0.78],
        [r * 0.7, hairMm + ferruleMm * 0.84],
        [r * 0.62, top],
      ]),
      materials.ferrule,
    ),
    solid(
      turnedPart([
        [r * 0.62, top],
        [r * 0.86, top + rest * 0.14],
        [r * 0.8, top + rest * 0.3],
        [r * 0.46, top + rest * 0.7],
        [r * 0.36, top + rest * 0.95],
        [r * 0.22, top + rest * 0.995],
        [0, lengthMm],
      ]),
      materials.handle,
    ),
  ];
  const group = new Group();
  for (const part of parts) {
    // thinner than the shadows' grain: it would only darken itself
    part.receiveShadow = false;
    group.add(part);
  }
  const goal = hair.clone();
  return {
    group,
    hold(tip, end) {
      lay(group, tip, end, false);
    },
    dip(rgb) {
      if (rgb === null) goal.copy(hair);
      else goal.setRGB(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255, SRGBColorSpace).lerp(hair, 0.12);
    },
    step(dtS) {
      if (Math.abs(goal.r - wet.color.r) + Math.abs(goal.g - wet.color.g) + Math.abs(goal.b - wet.color.b) < 0.004) return false;
      wet.color.lerp(goal, 1 - Math.exp(-soakPerS * dtS));
      return true;
    },
    dispose() {
      wet.dispose();
      for (const part of parts) part.geometry.dispose();
    },
  };
}

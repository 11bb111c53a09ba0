import { toLinear } from '../../engine/painting/pigment.ts';
import type { Paint } from '../../engine/palette.ts';

/** Optical density of one wash of a paint for red, green and blue light: what is seen through it is e^−density. */
export type Wash = readonly [red: number, green: number, blue: number];

/**
 * Reads a paint as ink in water. Densities of inks that meet are added, so that they mix as glazes do (Beer–Lambert, the
 * limit of Kubelka–Munk where nothing scatters), never as lights.
 */
export function washOf(paint: Paint): Wash {
  const band = (i: 0 | 1 | 2): number => {
    const masstone = Math.max(0.006, toLinear(paint.rgb[i]));
    const undertone = paint.undertone ? toLinear(paint.undertone[i]) : masstone ** 0.45;
    return -Math.log(Math.min(0.97, Math.max(masstone, undertone)));
  };
  return [band(0), band(1), band(2)];
}

/** A lookup that never fails: the wash of that paint, else of the first. */
export function washes(palette: readonly Paint[]): (id: string) => Wash {
  const known = new Map(palette.map((paint) => [paint.id, washOf(paint)]));
  const first = known.values().next().value ?? ([2, 2, 2] satisfies Wash);
  return (id) => known.get(id) ?? first;
}

import { type Member, member } from './figure-member.ts';
import type { CartesianDescription, CoreXyDescription, RangeMm } from './schema.ts';
import type { Vector } from './space.ts';

const long = ({ minMm, maxMm }: RangeMm): number => maxMm - minMm;

/**
 * A gantry as a description lets it be guessed: two rails along x beyond the ends of y, on a post at each end; a bridge of two rods that runs on
 * them, a carriage on the bridge, and a brush that slides through it. A description tells where the brush can go and nothing of
 * profiles: their places and thicknesses are of a usual machine of that size.
 */
export function gantryFigure({ x, y, z }: CartesianDescription | CoreXyDescription, tip: Vector): Member[] {
  const size = Math.max(long(x), long(y));
  const rod = Math.min(24, Math.max(4, size * 0.006));
  const beside = rod * 5;
  // ferrule and bristles stay free below the bridge, and the handle above it
  const belowMm = Math.max(50, rod * 6);
  const aboveMm = Math.max(80, rod * 11);
  const bridgeZ = z.maxMm + belowMm;
  const ends = [y.minMm - beside, y.maxMm + beside];
  const rails = ends.map((at) =>
    member('rail', { x: x.minMm - beside, y: at, z: bridgeZ }, { x: x.maxMm + beside, y: at, z: bridgeZ }, rod * 1.3),
  );
  const [low = 0, high = 0] = ends;
  const rods = [-1, 1].map((side) =>
    member('rail', { x: tip.x + side * rod * 2.2, y: low, z: bridgeZ }, { x: tip.x + side * rod * 2.2, y: high, z: bridgeZ }, rod * 0.7),
  );
  const trucks = ends.map((at) =>
    member('link', { x: tip.x - rod * 3, y: at, z: bridgeZ }, { x: tip.x + rod * 3, y: at, z: bridgeZ }, rod * 2.1),
  );
  const carriage = member('link', { x: tip.x, y: tip.y - rod * 3, z: bridgeZ }, { x: tip.x, y: tip.y + rod * 3, z: bridgeZ }, rod * 2.4);
  const brush = member('brush', { ...tip, z: tip.z + (bridgeZ - z.minMm) + aboveMm }, tip, rod);
  const posts = rails.flatMap(({ from, to }) =>
    [from, to].map(([px, py]) => member('rail', { x: px, y: py, z: z.minMm }, { x: px, y: py, z: bridgeZ }, rod * 1.3)),
  );
  return [...posts, ...rails, ...rods, ...trucks, carriage, brush];
}

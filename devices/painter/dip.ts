import { type Machine, type MachinePoint, rimOf } from '../machine.ts';
import type { Motion } from './motion.ts';
import { withinReach } from './place.ts';

/** Places of the three dabs around the middle of the well, mm: a triangle, so that the whole tuft meets paint (FIELD.md §5: σ 4 mm). */
const dabs = [
  [4, 0],
  [-2, 3.4],
  [-2, -3.4],
] as const;

/**
 * Dips: hover over the well, plunge, three dabs, wipe on the rim, lift to the travel height. Begins and ends there.
 *
 * @param well - its middle, at the depth that the brush plunges to, machine mm
 * @param travelZ - machine mm
 * @param wornMm - how much deeper the brush must go than a new one, where it touches
 */
export function* dip(machine: Machine, well: MachinePoint, travelZ: number, wornMm: number): Generator<Motion, void> {
  const { travelMmS, plungeMmS } = machine.speeds;
  const rim = rimOf(machine);
  const step = (x: number, y: number, z: number, speedMmS: number, kind: Motion['kind'] = 'dip'): Motion => ({
    kind,
    to: withinReach(machine, { x, y, z }),
    speedMmS,
  });
  const hoverZ = well.z + rim.heightMm + machine.heights.hoverMm;
  const clearZ = Math.max(travelZ, hoverZ);
  yield step(well.x, well.y, clearZ, travelMmS, 'travel');
  yield step(well.x, well.y, hoverZ, travelMmS);
  const plungedZ = well.z - wornMm;
  for (const [dx, dy] of dabs) {
    yield step(well.x + dx, well.y + dy, plungedZ, plungeMmS);
    yield step(well.x + dx, well.y + dy, plungedZ + rim.heightMm / 2, plungeMmS);
  }
  yield step(well.x, well.y, plungedZ + rim.heightMm, plungeMmS);
  // towards the canvas, so that a drop that flies off does not fall on the way back over another well
  const side = well.x < machine.canvasOrigin.x ? 1 : -1;
  yield step(well.x + side * rim.radiusMm, well.y, plungedZ + rim.heightMm, plungeMmS);
  yield step(well.x + side * rim.radiusMm, well.y, hoverZ, plungeMmS);
  yield step(well.x + side * rim.radiusMm, well.y, clearZ, travelMmS, 'lift');
}

import { type Machine, type MachinePoint, ragPerRim, rimOf, waterPerRim } from '../machine.ts';
import type { Motion, MotionKind } from './motion.ts';
import { withinReach } from './place.ts';

/** FIELD.md §5: five jitters in water, five wipes on a rag */
const count = 5;
/** the n-th jitter goes to the n-th point of a star, so that each crosses the water, degrees */
const starDeg = 144;
/** wipes lie side by side, this far apart and this long each way from the rag's middle, as shares of its reach: all within it */
const laneShare = 0.3;
const wipeShare = 0.75;

/**
 * Washes the brush: over the water, plunge, five jitters, drip off, over the rag, five wipes to and fro; as many rounds as
 * asked. Begins at the travel height, ends there. All of it but the way there and the last lift is `wash` and `wipe`, so
 * that a washing which was broken off can be told from one that was done.
 *
 * @param places - water and rag, at the depth that the brush is pressed to there, machine mm
 * @param travelZ - machine mm
 * @param wornMm - how much deeper the brush must go than a new one, where it touches
 */
export function* wash(
  machine: Machine,
  places: NonNullable<Machine['wash']>,
  rounds: number,
  travelZ: number,
  wornMm: number,
): Generator<Motion, void> {
  const { water, rag } = places;
  const { travelMmS, plungeMmS, paintMmS } = machine.speeds;
  const rim = rimOf(machine);
  const step = (x: number, y: number, z: number, speedMmS: number, kind: MotionKind): Motion => ({
    kind,
    to: withinReach(machine, { x, y, z }),
    speedMmS,
  });
  const hover = ({ z }: MachinePoint): number => z + rim.heightMm + machine.heights.hoverMm;
  const clearZ = Math.max(travelZ, hover(water), hover(rag));
  const stirMm = rim.radiusMm * waterPerRim;
  const ragMm = rim.radiusMm * ragPerRim;
  const [wetZ, ragZ] = [water.z - wornMm, rag.z - wornMm];
  const offRagZ = ragZ + rim.heightMm / 2;
  for (let round = 0; round < rounds; round++) {
    yield step(water.x, water.y, clearZ, travelMmS, round === 0 ? 'travel' : 'wash');
    yield step(water.x, water.y, hover(water), travelMmS, 'wash');
    yield step(water.x, water.y, wetZ, plungeMmS, 'wash');
    for (let i = 0; i < count; i++) {
      const turn = (i * starDeg * Math.PI) / 180;
      yield step(water.x + stirMm * Math.cos(turn), water.y + stirMm * Math.sin(turn), wetZ, paintMmS, 'wash');
    }
    yield step(water.x, water.y, wetZ + rim.heightMm, plungeMmS, 'wash');
    yield step(water.x, water.y, clearZ, travelMmS, 'wash');
    yield step(rag.x, rag.y, clearZ, travelMmS, 'wipe');
    for (let i = 0; i < count; i++) {
      const y = rag.y + (i - (count - 1) / 2) * laneShare * ragMm;
      const wayMm = (i % 2 === 0 ? 1 : -1) * wipeShare * ragMm;
      yield step(rag.x - wayMm, y, offRagZ, i === 0 ? travelMmS : plungeMmS, 'wipe');
      yield step(rag.x - wayMm, y, ragZ, plungeMmS, 'wipe');
      yield step(rag.x + wayMm, y, ragZ, paintMmS, 'wipe');
      yield step(rag.x + wayMm, y, offRagZ, plungeMmS, 'wipe');
    }
    if (round < rounds - 1) yield step(rag.x, rag.y, clearZ, travelMmS, 'wipe');
  }
  yield step(rag.x, rag.y, clearZ, travelMmS, 'lift');
}

import type { Machine, MachinePoint } from '../machine.ts';
import type { Motion } from '../painter/motion.ts';

/** machine mm */
export const travelZ = (machine: Machine): number => machine.canvasOrigin.z + machine.heights.travelMm;

/** Straight up to the travel height; nothing where the brush is that high already. */
export function liftMotions(machine: Machine, at: MachinePoint): readonly Motion[] {
  if (at.z >= travelZ(machine)) return [];
  return [{ kind: 'lift', to: { ...at, z: travelZ(machine) }, speedMmS: machine.speeds.travelMmS }];
}

/** From the travel height to the place of rest: over it first, so that nothing is crossed on the way down or up. */
export function parkMotions(machine: Machine, at: MachinePoint): readonly Motion[] {
  const z = Math.max(travelZ(machine), at.z, machine.park.z);
  const speedMmS = machine.speeds.travelMmS;
  return [
    { kind: 'park', to: { ...at, z }, speedMmS },
    { kind: 'park', to: { x: machine.park.x, y: machine.park.y, z }, speedMmS },
    { kind: 'park', to: machine.park, speedMmS },
  ];
}

import { done, type Result, refused } from '../../engine/result.ts';
import { type Machine, type MachinePoint, machineSchema, rimOf } from '../machine.ts';
import { type ArmMachine, armMachineSchema, mostDepthMm, rampRun } from './machine-arm.ts';

/** A gantry comes to its wells from above. */
const opening = (at: MachinePoint) => ({ at, approach: { x: 0, y: 0, z: 1 } });

/** A description of version 1, which knows gantries alone, as one of version 2. What it says of no joint, each is given. */
export function fromVersion1(machine: Machine): ArmMachine {
  const { id, name, driver, baud, reach, canvasOrigin, heights, speeds, wells, wash, park, hardware } = machine;
  const range = ({ min, max }: { readonly min: number; readonly max: number }) => ({ minMm: min, maxMm: max });
  const beside = heights.hoverMm * rampRun;
  const rate = { speedMmS: Math.max(speeds.travelMmS, speeds.paintMmS), accelerationMmS2: speeds.accelerationMmS2 };
  return {
    version: 2,
    id,
    name,
    driver,
    wire: 'points',
    baud,
    kinematics: { kind: 'cartesian', x: range(reach.x), y: range(reach.y), z: range(reach.z) },
    rates: ['x', 'y', 'z'].map((joint) => ({ joint, ...rate })),
    canvas: {
      corner: canvasOrigin,
      right: { x: 1, y: 0, z: 0 },
      up: { x: 0, y: 1, z: 0 },
      maxWidthMm: reach.x.max - canvasOrigin.x - beside,
      maxHeightMm: reach.y.max - canvasOrigin.y - beside,
      tiltDeg: 0,
    },
    heights: { depthMm: Math.min(mostDepthMm, canvasOrigin.z - reach.z.min), ...heights },
    speeds,
    rim: rimOf(machine),
    wells: wells.map(opening),
    ...(wash !== undefined && { wash: { water: opening(wash.water), rag: opening(wash.rag) } }),
    park: { at: park },
    fence: { min: { x: reach.x.min, y: reach.y.min, z: reach.z.min }, max: { x: reach.x.max, y: reach.y.max, z: reach.z.max } },
    keepOut: [],
    ...(hardware !== undefined && { hardware }),
  };
}

/** @param value - a parsed JSON file of either version. @param name - of the file, for the refusal */
export function readArmMachine(value: unknown, name: string): Result<ArmMachine> {
  const old = typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
  if (old) {
    const parsed = machineSchema.safeParse(value);
    if (!parsed.success) return invalid(name, parsed.error.issues[0]);
    return readArmMachine(fromVersion1(parsed.data), name);
  }
  const parsed = armMachineSchema.safeParse(value);
  return parsed.success ? done(parsed.data) : invalid(name, parsed.error.issues[0]);
}

function invalid(name: string, issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): Result<never> {
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  const text = `${name} is no machine description: ${where}${issue?.message ?? 'nothing is known of it'}`;
  return refused('machine/invalid', text, 'Correct that field in the file.');
}

import { offEasel } from '../../devices/kinematics/easel-machine.ts';
import { withinFence } from '../../devices/kinematics/fence.ts';
import type { MachinePoint } from '../../devices/machine.ts';
import { loadMachine } from '../../devices/machine-load.ts';
import type { ArmSetting } from '../../devices/process/messages.ts';
import { createVirtualGrbl, type VirtualGrbl } from '../../devices/virtual/grbl.ts';
import { jointArm } from '../../devices/virtual/joint-arm.ts';
import { createVirtualMarlin } from '../../devices/virtual/marlin/marlin.ts';
import type { Travelled } from '../../devices/virtual/motion.ts';
import type { Vec3 } from '../../devices/virtual/vector.ts';
import { armOf, must } from '../devices/kinematics/arms.ts';
import { setting as easelSetting } from '../devices/stream/rig.ts';
import type { Script } from './script.ts';

/** A controller and the arm behind it, before anything has happened: its position is not known, and it stands near its switches. */
export interface Stand {
  readonly setting: ArmSetting;
  readonly controller: VirtualGrbl;
  /** the canvas's corner in the frame of `way` */
  readonly corner: MachinePoint;
  /** true way of the brush, by the true way of the axes */
  way(travelled: readonly Travelled[]): Travelled[];
  /** height of the brush above first contact now, truly, mm */
  heightMm(): number;
  /** its own panel says that it has halted: only switching it off and on helps */
  halted(): boolean;
  /** why a true place of the axes is outside of what the description allows; undefined inside */
  outside(axes: Vec3): string | undefined;
}

const nearSwitches = [2, 2, 78] as const;
/** of the virtual gantry, whose steps are 0.0125 mm */
const stepMm = 0.02;

export function makeStand(script: Script): Stand {
  return script.stands === 'joints' ? jointStand(script) : gantryStand(script);
}

function gantryStand({ stands, inside, seed, mmPerDip, opensWithReset, noise, build }: Script): Stand {
  const { machine } = easelSetting;
  const common = { start: nearSwitches, faults: inside, seed, bootloader: opensWithReset };
  // bytes altered on a wire without checksums can ask for any place: only the controller's own soft limits hold there
  const softLimits = { 20: Number(noise.length > 0) };
  const controller =
    stands === 'marlin'
      ? createVirtualMarlin({ ...common, ...build })
      : createVirtualGrbl({ ...common, homing: true, avr: stands === 'avr', settings: softLimits });
  return {
    setting: { ...easelSetting, mmPerDip, machine: { ...machine, driver: stands === 'marlin' ? 'marlin' : 'grbl' } },
    controller,
    corner: machine.canvasOrigin,
    way: (travelled) => [...travelled],
    heightMm: () => controller.position()[2] - machine.canvasOrigin.z,
    halted: () => stands === 'marlin' && controller.state() === 'Alarm',
    outside: ([x, y, z]) => {
      const { reach } = machine;
      const out = (value: number, { min, max }: { min: number; max: number }): boolean => value < min - stepMm || value > max + stepMm;
      return out(x, reach.x) || out(y, reach.y) || out(z, reach.z) ? `(${[x, y, z].map((v) => v.toFixed(2))}) is out of reach` : undefined;
    },
  };
}

const six = armOf('six-axis');
const sixMachine = must(loadMachine('six-axis'));
/** each piece of at most 10 ms is looked at in so many parts */
const parts = 3;

function jointStand({ inside, seed, mmPerDip, noise }: Script): Stand {
  const { kinematics, plane } = six;
  const { settings, ...options } = jointArm(six.machine);
  const softLimits = { 20: Number(noise.length > 0) };
  const controller = createVirtualGrbl({ ...options, settings: { ...settings, ...softLimits }, faults: inside, seed });
  const brushAt = (axes: Vec3): Vec3 => {
    const { x, y, z } = offEasel(plane, must(kinematics.forward(axes)));
    return [x, y, z];
  };
  return {
    setting: { ...easelSetting, mmPerDip, machine: sixMachine, canvas: { widthMm: 700, heightMm: 500 } },
    controller,
    corner: sixMachine.canvasOrigin,
    way: (travelled) => travelled.flatMap((piece) => brushPieces(piece, brushAt)),
    heightMm: () => brushAt(controller.position())[2],
    halted: () => false,
    outside: (axes) => {
      const fenced = withinFence(six.machine, 'The brush', must(kinematics.forward(axes)));
      return fenced.ok ? undefined : fenced.why.text;
    },
  };
}

function brushPieces({ from, to, startMs, durationMs }: Travelled, brushAt: (axes: Vec3) => Vec3): Travelled[] {
  const at = (i: number): Vec3 => {
    const [x, y, z, ...others] = from.map((value, axis) => value + (((to[axis] ?? 0) - value) * i) / parts);
    return brushAt([x ?? 0, y ?? 0, z ?? 0, ...others]);
  };
  const places = Array.from({ length: parts + 1 }, (_, i) => at(i));
  return places.slice(1).map((place, i) => ({
    from: places[i] ?? place,
    to: place,
    startMs: startMs + (durationMs * i) / parts,
    durationMs: durationMs / parts,
  }));
}

import { type EaselMachine, onEasel } from '../../devices/kinematics/easel-machine.ts';
import { figureOf } from '../../devices/kinematics/figure.ts';
import { type Plane, planeOf } from '../../devices/kinematics/frame.ts';
import type { Joints } from '../../devices/kinematics/kinematics.ts';
import type { ArmMachine, Box } from '../../devices/kinematics/machine-arm.ts';
import { makeKinematics } from '../../devices/kinematics/make.ts';
import { parkOf } from '../../devices/kinematics/reach.ts';
import { add, cosDeg, scale, sinDeg, unit, type Vector } from '../../devices/kinematics/space.ts';
import { fromVersion1 } from '../../devices/kinematics/upgrade.ts';
import type { MachinePoint } from '../../devices/machine.ts';
import type { Paint } from '../../engine/palette.ts';
import type { Canvas } from '../../engine/stroke.ts';
import type { ArmFigure, BoxView, MachineView, Place3 } from '../protocol/machine-view.ts';

/** A machine as pages see it. */
export interface MachineSight {
  readonly view: MachineView;
  /**
   * @param at - brush as reported, machine mm; null when unknown. How it leans is not reported: a straight brush is shown
   * @returns null when unknown, or where the arm cannot be: a report that its description does not allow
   */
  figure(at: MachinePoint | null): ArmFigure | null;
}

/** A gantry is shown as a drawing table. Steeper would pour its wells out, flatter would hide its painting; degrees from level. */
const leanDeg = 62;

/** The directions that a page needs, to about a micrometre over a metre. */
const direction = ({ x, y, z }: Vector): Place3 => [round(x, 1e6), round(y, 1e6), round(z, 1e6)];
const place = ({ x, y, z }: Vector): Place3 => [round(x, 10), round(y, 10), round(z, 10)];
/** 0 rather than −0, which JSON would not tell apart */
const round = (value: number, per: number): number => Math.round(value * per) / per + 0;
const opening = ({ at, approach }: ArmMachine['wells'][number]) => ({ at: place(at), approach: direction(unit(approach)) });
const boxed = ({ min, max }: Box): BoxView => ({ min: place(min), max: place(max) });

/** @param machine - of either version. @param canvas - as the programme has it. @param palette - the n-th well holds the n-th paint */
export function lookAtMachine(machine: EaselMachine | ArmMachine, canvas: Canvas, palette: readonly Paint[]): MachineSight {
  const behind = machine.version === 1 ? machine.arm : undefined;
  const arm = machine.version === 2 ? machine : (behind ?? fromVersion1(machine));
  const plane = planeOf(arm.canvas);
  /** an arm behind its easel reports in the easel's frame */
  const ownFrame = (at: MachinePoint): MachinePoint => (behind ? onEasel(plane, at) : at);
  const kinematics = makeKinematics(arm.kinematics, plane);
  const park = parkOf(arm, kinematics);
  let near: Joints | undefined = park.ok ? park.value.joints : undefined;
  let last: { readonly at: MachinePoint; readonly figure: ArmFigure | null } | null = null;

  const drawn = (joints: Joints): ArmFigure | null => {
    const figure = figureOf(arm.kinematics, kinematics, joints);
    if (!figure.ok) return null;
    const rounded = ([x, y, z]: Place3): Place3 => place({ x, y, z });
    return {
      members: figure.value.members.map(({ kind, from, to, radiusMm }) => ({
        kind,
        from: rounded(from),
        to: rounded(to),
        radiusMm: round(radiusMm, 10),
      })),
    };
  };
  const stand = (reported: MachinePoint): ArmFigure | null => {
    const at = ownFrame(reported);
    const pose = { x: at.x, y: at.y, z: at.z, tiltDeg: 0, tiltTowardsDeg: 0 };
    const kept = kinematics.inverse(pose, near);
    const joints = kept.ok ? kept : kinematics.inverse(pose);
    if (!joints.ok) return null;
    near = joints.value;
    return drawn(joints.value);
  };

  return {
    view: {
      id: arm.id,
      name: arm.name,
      ...standing(arm, plane),
      canvas: {
        corner: place(plane.corner),
        right: direction(plane.right),
        up: direction(plane.up),
        normal: direction(plane.normal),
        widthMm: canvas.widthMm,
        heightMm: canvas.heightMm,
      },
      wells: arm.wells.map((well, index) => ({ ...opening(well), paint: palette[index]?.id ?? null })),
      wash: arm.wash === undefined ? null : { water: opening(arm.wash.water), rag: opening(arm.wash.rag) },
      rim: arm.rim,
      park: park.ok ? place(park.value.pose) : null,
      rest: park.ok ? drawn(park.value.joints) : null,
      fence: boxed(arm.fence),
      keepOut: arm.keepOut.map(({ name, box }) => ({ name, box: boxed(box) })),
    },
    figure(at) {
      if (at === null) return null;
      if (last?.at !== at) last = { at, figure: stand(at) };
      return last.figure;
    },
  };
}

/** An arm on a base has z up. A gantry's description does not say how it hangs. */
function standing({ kinematics }: ArmMachine, { up, normal }: Plane): Pick<MachineView, 'up' | 'stands'> {
  if (kinematics.kind !== 'cartesian' && kinematics.kind !== 'corexy') return { up: [0, 0, 1], stands: 'ground' };
  return { up: direction(add(scale(up, sinDeg(leanDeg)), scale(normal, cosDeg(leanDeg)))), stands: 'frame' };
}

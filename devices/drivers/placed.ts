import { done, type Result, refused } from '../../engine/result.ts';
import { offEasel, onEasel } from '../kinematics/easel-machine.ts';
import { planeOf } from '../kinematics/frame.ts';
import type { Joints } from '../kinematics/kinematics.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import { makeKinematics } from '../kinematics/make.ts';
import type { BrushPose } from '../kinematics/pose.ts';
import { parkOf } from '../kinematics/reach.ts';
import type { MachinePoint } from '../machine.ts';
import type { ArmDriver, Controller, Report, Timers } from './driver.ts';
import { stepsOf } from './joint-steps.ts';
import { placedLimits } from './limits.ts';

/** so near to where it was sent, a resting arm is there: reports have two decimals or three, mm */
const thereMm = 0.02;
/** after homing it goes to the park at this share of the travel speed: nobody has looked along that way */
const parkShare = 0.5;
/** what speeding up and braking may add to a way to the park, ms */
const parkSlackMs = 4000;

/**
 * A machine whose firmware knows its kinematics and is told of the brush's place, behind the same interface as a gantry that
 * stands square to its canvas: places are easel mm (see `EaselMachine`), and mm of the machine's own frame on the wire.
 *
 * Each straight motion is held against the machine's description before a line of it is sent: reach, joint limits, singularities,
 * fence and kept-out boxes, over all of its way; one that cannot be taken is `rejected` in the kinematics' own words, and nothing
 * is taken after it until the arm has been halted. It is slowed to what the slowest joint can follow, since firmwares differ in
 * what they do then.
 *
 * @param inner - speaks machine mm
 */
export function placedDriver(inner: ArmDriver, machine: ArmMachine, timers: Timers): ArmDriver {
  const plane = planeOf(machine.canvas);
  const kinematics = makeKinematics(machine.kinematics, plane);
  let tell: Parameters<ArmDriver['onEvent']>[0] = () => undefined;
  /** where all that was taken ends; null while that is not known, or a motion was rejected */
  let end: { readonly joints: Joints; readonly pose: BrushPose; readonly at: MachinePoint } | null = null;
  /** the motion that was refused room last: it is asked for again and again */
  let tried: { readonly from: BrushPose; readonly to: MachinePoint; readonly way: ReturnType<typeof wayTo> } | undefined;
  let parking: ((report: Report) => void) | undefined;

  const wayTo = (from: NonNullable<typeof end>, pose: BrushPose, speedMmS: number): Result<{ joints: Joints; mmS: number }> => {
    const steps = stepsOf(machine, kinematics, from.pose, pose, speedMmS, from.joints);
    if (!steps.ok) return steps;
    const mmS = steps.value.reduce((least, step) => (step.lengthMm > 0 ? Math.min(least, step.lengthMm / step.seconds) : least), speedMmS);
    return done({ joints: steps.value.at(-1)?.to ?? from.joints, mmS });
  };

  const seen = (report: Report): Report => {
    const { x, y, z } = offEasel(plane, report.at);
    const there = report.state === 'idle' && end !== null && Math.hypot(x - end.at.x, y - end.at.y, z - end.at.z) < thereMm;
    return { ...report, at: there && end !== null ? end.at : { x, y, z } };
  };

  /** From here on the arm is known to stand where it says. */
  const standing = (answer: Result<Report>): Result<Report> => {
    end = null;
    if (!answer.ok) return answer;
    const { x, y, z } = answer.value.at;
    const pose = { x, y, z, tiltDeg: 0, tiltTowardsDeg: 0 };
    const joints = kinematics.inverse(pose);
    if (!joints.ok) return misplaced(machine, joints.why.text);
    const at = offEasel(plane, pose);
    end = { joints: joints.value, pose, at };
    return done({ ...answer.value, at });
  };

  inner.onEvent((event) => {
    if (event.kind === 'report') {
      parking?.(event.report);
      tell({ kind: 'report', report: seen(event.report) });
      return;
    }
    if (event.kind !== 'accepted' && event.kind !== 'silent') end = null;
    tell(event);
  });

  /** Straight, from wherever the switches are. */
  const goToPark = async (from: Report): Promise<Result<Report>> => {
    const stands = standing(done(from));
    const parked = parkOf(machine, kinematics);
    if (!stands.ok || !parked.ok || end === null) return stands.ok && !parked.ok ? parked : stands;
    const { pose } = parked.value;
    const way = wayTo(end, pose, machine.speeds.travelMmS * parkShare);
    if (!way.ok) return notParked(way.why.text);
    const lengthMm = Math.hypot(pose.x - end.pose.x, pose.y - end.pose.y, pose.z - end.pose.z);
    if (lengthMm < thereMm) return done(from);
    if (!inner.send({ to: { x: pose.x, y: pose.y, z: pose.z }, speedMmS: way.value.mmS })) return notParked('it took no motion.');
    inner.watch('closely');
    const report = await new Promise<Report | undefined>((resolve) => {
      const cancel = timers.after((2000 * lengthMm) / way.value.mmS + parkSlackMs, () => resolve(undefined));
      parking = (latest) => {
        const { x, y, z } = latest.at;
        if (latest.state !== 'idle' || Math.hypot(x - pose.x, y - pose.y, z - pose.z) > thereMm) return;
        cancel();
        resolve(latest);
      };
    });
    parking = undefined;
    inner.watch('moving');
    return report === undefined ? notParked('it was not seen there.') : done(report);
  };

  return {
    connect: async () => {
      const found = await inner.connect();
      if (!found.ok) return found;
      if (!found.value.canHome) return noSwitches(found.value, machine);
      const limits = placedLimits(machine, found.value.limits);
      const startsAt = offEasel(plane, found.value.startsAt ?? { x: 0, y: 0, z: 0 });
      const stands = standing(done(found.value.report));
      // where it cannot be, it says so when it is unlocked: only its switches help
      const report: Report = stands.ok ? stands.value : { ...seen(found.value.report), state: 'locked' };
      return done({ ...found.value, limits, startsAt, report });
    },
    send: ({ to, speedMmS }) => {
      if (end === null) return false;
      const pose = { ...onEasel(plane, to), tiltDeg: 0, tiltTowardsDeg: 0 };
      const again = tried?.from === end.pose && tried.to === to;
      const way = again && tried !== undefined ? tried.way : wayTo(end, pose, speedMmS);
      if (!way.ok) {
        end = null;
        timers.after(0, () => tell({ kind: 'rejected', why: way.why }));
        return true;
      }
      tried = { from: end.pose, to, way };
      if (!inner.send({ to: { x: pose.x, y: pose.y, z: pose.z }, speedMmS: way.value.mmS })) return false;
      end = { joints: way.value.joints, pose, at: { x: to.x, y: to.y, z: to.z } };
      return true;
    },
    halt: () => {
      const halted = inner.halt();
      end = null;
      return halted.then(standing);
    },
    abort: () => {
      inner.abort();
      end = null;
    },
    home: async () => {
      end = null;
      const homed = await inner.home();
      return standing(homed.ok ? await goToPark(homed.value) : homed);
    },
    unlock: async () => {
      end = null;
      return standing(await inner.unlock());
    },
    watch: (pace) => inner.watch(pace),
    onEvent: (listener) => {
      tell = listener;
    },
    close: () => inner.close(),
  };
}

const misplaced = ({ name }: ArmMachine, text: string): Result<never> =>
  refused('arm/misplaced', `${name} says that it stands where it cannot be. ${text}`, 'See that the way is free, then press Home.');

const notParked = (text: string): Result<never> =>
  refused(
    'arm/not-parked',
    `The arm found its reference, but does not go to its park place from there: ${text}`,
    'See that the way is free, then press Home.',
  );

const noSwitches = ({ firmware }: Controller, { name }: ArmMachine): Result<never> =>
  refused(
    'arm/no-switches',
    `The ${firmware} has homing switched off ($22=0), and ${name} is driven in the frame that its switches give.`,
    'Fit its switches and set $22=1 in the controller, or set the canvas square to a gantry: canvas.right (1, 0, 0), canvas.up (0, 1, 0).',
  );

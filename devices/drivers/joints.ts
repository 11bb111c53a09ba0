import { done, type Result, refused } from '../../engine/result.ts';
import { offEasel, onEasel } from '../kinematics/easel-machine.ts';
import { planeOf } from '../kinematics/frame.ts';
import type { Joints } from '../kinematics/kinematics.ts';
import type { ArmMachine } from '../kinematics/machine-arm.ts';
import { makeKinematics } from '../kinematics/make.ts';
import type { BrushPose } from '../kinematics/pose.ts';
import { parkOf } from '../kinematics/reach.ts';
import { accelerationsOf } from '../kinematics/speed.ts';
import type { MachinePoint } from '../machine.ts';
import type { Lean } from '../painter/motion.ts';
import type { ArmDriver, Controller, DriverEvent, Report, Timers } from './driver.ts';
import { axesOf, type JointStep, jointsOf, leastSeconds, offStep, stepsOf } from './joint-steps.ts';
import { brushLimits } from './limits.ts';

/** a report has three decimals of a degree: so near to where it was sent, a resting arm is there, degrees or mm */
const thereDeg = 0.0016;
/** after homing the joints go to the park at this share of their speed: nobody has looked along that way */
const parkShare = 0.25;
/** what speeding up and braking may add to a way to the park, ms */
const parkSlackMs = 3000;
/** where a lean cannot be reached, so much of it is tried */
const leanShares = [1, 0.75, 0.5, 0.25];
/** steps that are remembered to tell the brush's speed by */
const mostRemembered = 512;
/** about what a corner of the joints' path may be rounded by ($11), at arm's length, mm */
const junctionMm = 0.01;

/**
 * An arm that is told of its joints, behind the same interface as a gantry: places are easel mm (see `EaselMachine`).
 *
 * Each straight motion becomes steps of the joints, timed so that the brush keeps the speed asked for; it is `accepted` when
 * the last of them is. A motion that cannot be taken is `rejected` in the kinematics' own words, and nothing is taken after it
 * until the arm has been halted.
 *
 * @param inner - speaks joints, under the letters of the controller's axes
 */
export function jointDriver(inner: ArmDriver, machine: ArmMachine, timers: Timers): ArmDriver {
  const plane = planeOf(machine.canvas);
  const kinematics = makeKinematics(machine.kinematics, plane);
  const count = kinematics.axes.length;
  let tell: (event: DriverEvent) => void = () => undefined;
  /** where all that was taken ends; null while that is not known, or a motion was rejected */
  let end: { readonly joints: Joints; readonly pose: BrushPose; readonly at: MachinePoint } | null = null;
  /** taken, and not yet in the controller's buffer */
  let waiting: JointStep[] = [];
  /** of each step that was not acknowledged: whether it ends a motion */
  let owed: boolean[] = [];
  let sent: JointStep[] = [];
  let parking: ((report: Report) => void) | undefined;

  const forget = (): void => {
    end = null;
    waiting = [];
    owed = [];
    sent = [];
  };

  const sendStep = (step: JointStep): boolean => {
    if (!inner.send({ to: axesOf(step.to), speedMmS: step.lengthMm / step.seconds, seconds: step.seconds })) return false;
    owed.push(step.last);
    sent.push(step);
    if (sent.length > mostRemembered) sent.shift();
    return true;
  };
  const flush = (): void => {
    for (let step = waiting[0]; step !== undefined && sendStep(step); step = waiting[0]) waiting.shift();
  };

  /** mm that the brush goes for each degree over all joints, about where the arm is */
  const mmPerDeg = (joints: Joints): number => {
    let nearest = { index: -1, off: Number.POSITIVE_INFINITY };
    for (const [index, step] of sent.entries()) {
      const off = offStep(joints, step);
      if (off < nearest.off) nearest = { index, off };
    }
    const step = sent[nearest.index];
    if (step === undefined) return 0;
    sent = sent.slice(nearest.index);
    const lengthDeg = Math.hypot(...step.to.map((value, i) => value - (step.from[i] ?? 0)));
    return lengthDeg === 0 ? 0 : step.lengthMm / lengthDeg;
  };

  /** A report of joints as one of the brush. @returns undefined where the controller has too few axes */
  const seen = (report: Report): (Report & { readonly joints: Joints; readonly pose: BrushPose }) | undefined => {
    const joints = jointsOf(report.at, count);
    const pose = joints === undefined ? undefined : kinematics.forward(joints);
    if (joints === undefined || pose?.ok !== true) return undefined;
    const rests = report.state === 'idle' && waiting.length === 0 && end !== null;
    const there = rests && end?.joints.every((value, i) => Math.abs(value - (joints[i] ?? 0)) < thereDeg) === true;
    return {
      ...report,
      at: there && end !== null ? end.at : offEasel(plane, pose.value),
      speedMmS: report.speedMmS === null ? null : report.speedMmS * mmPerDeg(joints),
      drained: report.drained === null ? null : report.drained && waiting.length === 0,
      joints,
      pose: pose.value,
    };
  };

  /** From here on the arm is known to stand where it says. */
  const standing = (answer: Result<Report>): Result<Report> => {
    forget();
    if (!answer.ok) return answer;
    const found = seen(answer.value);
    if (found === undefined) return fewAxes(machine, count);
    const { joints, pose, ...report } = found;
    end = { joints, pose, at: report.at };
    return done(report);
  };

  const hear = (event: DriverEvent): void => {
    if (event.kind === 'accepted') {
      const last = owed.shift();
      flush();
      if (last === true) tell(event);
      return;
    }
    if (event.kind === 'report') {
      const found = seen(event.report);
      if (found === undefined) return;
      parking?.(event.report);
      const { joints: _joints, pose: _pose, ...report } = found;
      tell({ kind: 'report', report });
      return;
    }
    if (event.kind === 'rejected') {
      waiting = [];
      end = null;
    } else if (event.kind !== 'silent') forget();
    tell(event);
  };
  inner.onEvent(hear);

  /** Straight in the joints' space, from wherever the switches are. */
  const goToPark = async (from: Report): Promise<Result<Report>> => {
    const parked = parkOf(machine, kinematics);
    if (!parked.ok) return parked;
    const joints = jointsOf(from.at, count);
    if (joints === undefined) return fewAxes(machine, count);
    const to = parked.value.joints;
    const seconds = Math.max(0.05, leastSeconds(machine, joints, to) / parkShare);
    if (!inner.send({ to: axesOf(to), speedMmS: 1, seconds })) return notParked;
    inner.watch('closely');
    const report = await new Promise<Report | undefined>((resolve) => {
      const cancel = timers.after(seconds * 1000 + parkSlackMs, () => resolve(undefined));
      parking = (latest) => {
        const now = jointsOf(latest.at, count);
        if (latest.state !== 'idle' || now?.every((value, i) => Math.abs(value - (to[i] ?? 0)) < thereDeg) !== true) return;
        cancel();
        resolve(latest);
      };
    });
    parking = undefined;
    inner.watch('moving');
    return report === undefined ? notParked : done(report);
  };

  /** Leans as far as it can there, and is refused only where an upright brush would be. */
  const leaning = (from: { readonly pose: BrushPose; readonly joints: Joints }, at: MachinePoint, speedMmS: number, lean?: Lean) => {
    const upright: BrushPose = { ...at, tiltDeg: 0, tiltTowardsDeg: 0 };
    const stepsTo = (pose: BrushPose) => stepsOf(machine, kinematics, from.pose, pose, speedMmS, from.joints);
    if (lean !== undefined && lean.deg > 0)
      for (const share of leanShares) {
        const pose = { ...at, tiltDeg: share * lean.deg, tiltTowardsDeg: lean.towardsDeg };
        const steps = stepsTo(pose);
        if (steps.ok) return { pose, steps };
      }
    return { pose: upright, steps: stepsTo(upright) };
  };

  return {
    connect: async () => {
      const found = await inner.connect();
      if (!found.ok) return found;
      if (!found.value.canHome) return noLock(found.value);
      const report = standing(done(found.value.report));
      const limits = brushLimits(machine, accelerationsOf(machine, kinematics, plane), junctionMm);
      return report.ok ? done({ ...found.value, limits, report: report.value }) : report;
    },
    send: ({ to, speedMmS, lean }) => {
      if (end === null || waiting.length > 0) return false;
      const { pose, steps } = leaning(end, onEasel(plane, to), speedMmS, lean);
      if (!steps.ok) {
        end = null;
        timers.after(0, () => tell({ kind: 'rejected', why: steps.why }));
        return true;
      }
      const [first, ...others] = steps.value;
      if (first === undefined || !sendStep(first)) return false;
      end = { joints: steps.value.at(-1)?.to ?? end.joints, pose, at: { x: to.x, y: to.y, z: to.z } };
      waiting = others;
      flush();
      return true;
    },
    halt: () => {
      const halted = inner.halt();
      forget();
      return halted.then(standing);
    },
    abort: () => {
      inner.abort();
      forget();
    },
    home: async () => {
      forget();
      const homed = await inner.home();
      return standing(homed.ok ? await goToPark(homed.value) : homed);
    },
    unlock: async () => {
      forget();
      return standing(await inner.unlock());
    },
    watch: (pace) => inner.watch(pace),
    onEvent: (listener) => {
      tell = listener;
    },
    close: () => inner.close(),
  };
}

const fewAxes = (machine: ArmMachine, count: number): Result<never> =>
  refused(
    'arm/axes',
    `The controller does not report the ${count} axes of ${machine.name}.`,
    `Give the port of its controller, built for ${count} axes, or choose another machine in the programme.`,
  );

const noLock = ({ firmware }: Controller): Result<never> =>
  refused(
    'arm/no-lock',
    `The ${firmware} has homing switched off ($22=0), so it would move from a false place after a restart.`,
    'Set $22=1 in the controller: an arm that is told of its joints must lock when it starts.',
  );

const notParked: Result<never> = refused(
  'arm/not-parked',
  'The arm found its reference, but did not come to its park place from there.',
  'See that the way is free, then press Home.',
);

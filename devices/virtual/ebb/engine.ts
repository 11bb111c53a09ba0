import type { Travelled } from '../motion.ts';
import type { Vec3 } from '../vector.ts';
import type { Core, Engine, Item } from './core.ts';
import { type AxisRun, runAxis, ticksPerMs } from './steps.ts';

/** what is told of at once, ms */
const sliceMs = 10;
/** a servo is told a new place so often, ms; it needs as long for a step of any size */
const frameMs = 24;
export const stepsPerMm = 80;

/** Heights of the pen, mm, at two pulse widths of its servo, 1/12 µs. */
export interface PenLift {
  readonly up: { readonly pulse: number; readonly mm: number };
  readonly down: { readonly pulse: number; readonly mm: number };
}

interface Running {
  readonly item: Item;
  readonly startMs: number;
  readonly endMs: number;
  readonly runs: readonly [AxisRun, AxisRun] | undefined;
  readonly from: readonly [number, number];
}

/** The motion engine, and what hangs on it: two motors on one belt (m1 = x + y, m2 = x − y) and a pen on a servo. */
export interface VirtualEngine extends Engine {
  advance(): void;
  nextMs(): number;
  /** true place, mm */
  position(): Vec3;
  /** where its steps say it is, mm */
  believed(): Vec3;
  power(on: boolean): void;
  /** time until all that is queued is done, ms */
  committedMs(): number;
  boot(): void;
}

export function createEngine(
  core: () => Core,
  lift: PenLift,
  start: readonly [number, number],
  travelled: (piece: Travelled) => void,
): VirtualEngine {
  let running: Running | undefined;
  let steps: [number, number] = [0, 0];
  let rest: [number, number] = [0, 0];
  /** true steps, which are not taken without power */
  const truth: [number, number] = [(start[0] + start[1]) * stepsPerMm, (start[0] - start[1]) * stepsPerMm];
  let pulse = lift.up.pulse;
  let goal = { pulse, rate: 0 };
  let powered = true;
  let shownMs = 0;

  const height = (): number => lift.down.mm + ((pulse - lift.down.pulse) / (lift.up.pulse - lift.down.pulse)) * (lift.up.mm - lift.down.mm);
  const place = ([a, b]: readonly [number, number]): Vec3 => [(a + b) / 2 / stepsPerMm, (a - b) / 2 / stepsPerMm, height()];
  let shown: Vec3 = place(truth);

  const take = (next: readonly [number, number]): void => {
    const on = core().motors;
    for (const axis of [0, 1] as const) if (powered && on[axis] > 0) truth[axis] += next[axis] - steps[axis];
    steps = [...next];
  };
  const stepsNow = (at: Running, nowMs: number): readonly [number, number] => {
    if (at.runs === undefined) return at.from;
    const ticks = Math.floor((nowMs - at.startMs) * ticksPerMs + 1e-6);
    return [at.from[0] + at.runs[0].stepsAt(ticks), at.from[1] + at.runs[1].stepsAt(ticks)];
  };
  const slew = (ms: number): void => {
    const left = goal.pulse - pulse;
    const most = goal.rate === 0 ? Math.abs(left) + (ms / frameMs) * 1e6 : (goal.rate * ms) / frameMs;
    pulse += Math.sign(left) * Math.min(Math.abs(left), most);
  };
  const show = (nowMs: number): void => {
    if (running !== undefined) take(stepsNow(running, nowMs));
    slew(nowMs - shownMs);
    const to = place(truth);
    if (to.some((value, i) => value !== shown[i])) travelled({ from: shown, to, startMs: shownMs, durationMs: nowMs - shownMs });
    shown = to;
    shownMs = nowMs;
  };

  const begin = (item: Item, nowMs: number): void => {
    const c = core();
    c.counted.segments++;
    let runs: readonly [AxisRun, AxisRun] | undefined;
    let ms = 0;
    if (item.kind === 'move') {
      if (c.motors[0] === 0 || c.motors[1] === 0) c.motors = [c.motors[0] || 1, c.motors[1] || 1];
      if ((item.clear & 1) !== 0) rest[0] = 0;
      if ((item.clear & 2) !== 0) rest[1] = 0;
      runs = [runAxis(item.axes[0], rest[0]), runAxis(item.axes[1], rest[1])];
      rest = [runs[0].rest, runs[1].rest];
      ms = Math.max(runs[0].ticks, runs[1].ticks) / ticksPerMs;
    } else if (item.kind === 'servo') {
      goal = { pulse: item.pulse, rate: item.rate };
      c.penUp = item.up;
      ms = item.ms;
    } else if (item.kind === 'delay') ms = item.ms;
    else {
      c.motors = [...item.motors];
      steps = [0, 0];
    }
    running = { item, startMs: nowMs, endMs: nowMs + ms, runs, from: [...steps] };
  };

  const moves = (): boolean => running !== undefined || goal.pulse !== pulse;
  const itemMs = (item: Item): number => {
    if (item.kind === 'move') return Math.max(runAxis(item.axes[0], 0).ticks, runAxis(item.axes[1], 0).ticks) / ticksPerMs;
    return item.kind === 'enable' ? 0 : item.ms;
  };

  return {
    advance: () => {
      const { nowMs, fifo } = core();
      for (;;) {
        const untilMs = Math.min(nowMs, running?.endMs ?? nowMs);
        while (moves() && shownMs + sliceMs <= untilMs) show(shownMs + sliceMs);
        if (running !== undefined && nowMs < running.endMs) return;
        if (running !== undefined) show(running.endMs);
        else if (!moves()) shownMs = nowMs;
        const beginMs = running === undefined ? nowMs : running.endMs;
        running = undefined;
        const next = fifo.shift();
        if (next === undefined) return;
        begin(next, beginMs);
      }
    },
    nextMs: () => {
      const { fifo } = core();
      if (!moves()) return fifo.length > 0 ? shownMs : Number.POSITIVE_INFINITY;
      return Math.min(shownMs + sliceMs, running?.endMs ?? Number.POSITIVE_INFINITY);
    },
    busy: () => running !== undefined,
    moving: () => {
      if (running?.runs === undefined) return [false, false];
      const ticks = (core().nowMs - running.startMs) * ticksPerMs;
      return [ticks < running.runs[0].ticks, ticks < running.runs[1].ticks];
    },
    steps: () => (running === undefined ? steps : stepsNow(running, core().nowMs)),
    remaining: () => {
      if (running?.runs === undefined || running.item.kind !== 'move') return [0, 0];
      const now = stepsNow(running, core().nowMs);
      const { axes } = running.item;
      return [Math.abs(running.from[0] + axes[0].steps - now[0]), Math.abs(running.from[1] + axes[1].steps - now[1])];
    },
    clearSteps: () => {
      show(core().nowMs);
      if (running !== undefined) running = { ...running, from: [running.from[0] - steps[0], running.from[1] - steps[1]] };
      steps = [0, 0];
    },
    stop: () => {
      show(core().nowMs);
      running = undefined;
      core().fifo.length = 0;
    },
    lift: () => {
      const { pen } = core();
      goal = { pulse: pen.up, rate: pen.rateUp };
      core().penUp = true;
    },
    supply: () => (powered ? 300 : 12),
    power: (on) => {
      show(core().nowMs);
      powered = on;
    },
    position: () => {
      if (running !== undefined) take(stepsNow(running, core().nowMs));
      return place(truth);
    },
    believed: () => place(running === undefined ? steps : stepsNow(running, core().nowMs)),
    committedMs: () => {
      const { nowMs, fifo } = core();
      return Math.max(0, (running?.endMs ?? nowMs) - nowMs) + fifo.reduce((sum, item) => sum + itemMs(item), 0);
    },
    boot: () => {
      show(core().nowMs);
      running = undefined;
      steps = [0, 0];
      rest = [0, 0];
    },
  };
}

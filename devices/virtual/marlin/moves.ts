import { add, subtract, type Vec3, zip } from '../vector.ts';
import { atRest, type Core, clamp, logical, native, type Pause } from './core.ts';
import { kill } from './stop.ts';
import type { Command } from './words.ts';

/** the first motion after a rest is held back so long, in the hope of more to plan with */
const deliverAfterMs = 100;
/** homing: mm/s to the switch, back off by mm, and again at half the speed */
const homing = { rates: [50, 50, 20], bumpsMm: [5, 5, 2] } as const;
const names = ['X', 'Y', 'Z'] as const;

/** Plans one straight motion, and waits while the plan is full. */
export function* planMove(core: Core, to: Vec3, feedMmS: number): Generator<Pause, void> {
  yield { kind: 'until', ready: () => !core.motion.planner.full() };
  const { motion } = core;
  const first = motion.planner.blocks.length === 0 && !motion.running();
  core.target = to;
  core.steppersOn = true;
  core.lastMoveMs = core.nowMs;
  motion.queue({ target: to, feed: feedMmS * 60, rapid: false, inverseTime: false, line: 0 });
  if (first) core.deliverAtMs = core.nowMs + deliverAfterMs;
  if (motion.planner.blocks.length > 0) core.counted.blocks++;
}

/** Sets queued motion off once it may go; called whenever something has changed. */
export function deliver(core: Core): void {
  const { motion } = core;
  const planned = motion.planner.blocks.length;
  if (motion.running() || planned === 0) return;
  if (planned >= 3 || core.nowMs >= core.deliverAtMs) motion.begin(core.nowMs);
}

/** M400 */
export function* finish(core: Core): Generator<Pause, void> {
  yield { kind: 'until', ready: () => atRest(core) };
}

/** The target of a G0 or G1, native mm, within the soft endstops. */
export function targetOf(core: Core, words: Command['words'], from: Vec3 = core.target): Vec3 {
  const here = logical(core, from);
  const place = names.map((name, axis) => {
    const value = words.get(name);
    const now = here[axis] ?? 0;
    if (value === undefined || value === null) return now;
    return core.absolute ? value : now + value;
  });
  const [x = 0, y = 0, z = 0] = place;
  return clamp(core, native(core, [x, y, z]));
}

/** G28: z away from the canvas first, then x and y to their least. Without a switch the search ends in a kill. */
export function* home(core: Core, words: Command['words']): Generator<Pause, void> {
  const all = !names.some((name) => words.has(name));
  yield* finish(core);
  core.homing = true;
  for (const axis of [2, 0, 1] as const) {
    if (!all && !words.has(names[axis])) continue;
    if (!(yield* homeAxis(core, axis))) {
      kill(core);
      return;
    }
  }
  core.homing = false;
  if (all) core.shift = [0, 0, 0];
}

function* homeAxis(core: Core, axis: 0 | 1 | 2): Generator<Pause, boolean> {
  const { x, y, z } = core.travel;
  const only = (way: Vec3): Vec3 => zip(way, [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0], (a, b) => a * b);
  const rate = homing.rates[axis];
  const stops = core.quickstops;
  const go = function* (way: Vec3, mmS: number): Generator<Pause, void> {
    yield* planMove(core, add(core.motion.position(core.nowMs), only(way)), mmS);
    yield* finish(core);
  };
  const toSwitch = (): Vec3 => subtract(core.homeAt, core.motion.truePosition(core.nowMs));
  if (!core.switches) {
    const travel = [x.max - x.min, y.max - y.min, z.max - z.min][axis] ?? 0;
    const far = axis === 2 ? 1.5 * travel : -1.5 * travel;
    yield* go([far, far, far], rate);
    return false;
  }
  const bump = homing.bumpsMm[axis] * (axis === 2 ? -1 : 1);
  for (const [way, mmS] of [
    [toSwitch, rate],
    [() => [bump, bump, bump] as const, rate],
    [toSwitch, rate / 2],
  ] as const) {
    yield* go(way(), mmS);
    // a quickstop on the way: the switch that was looked for is not pressed
    if (core.quickstops !== stops) return false;
  }
  const believed = core.motion.position(core.nowMs);
  core.motion.believe(add(subtract(believed, only(believed)), only(core.homeAt)), core.nowMs);
  core.target = core.motion.position(core.nowMs);
  core.homed = [core.homed[0] || axis === 0, core.homed[1] || axis === 1, core.homed[2] || axis === 2];
  return true;
}

/** G92: calls this place by other numbers. */
export function setPosition(core: Core, words: Command['words']): void {
  const here = logical(core, core.target);
  const shifts = names.map((name, axis) => {
    const value = words.get(name);
    return value === undefined || value === null ? 0 : value - (here[axis] ?? 0);
  });
  const [x = 0, y = 0, z = 0] = shifts;
  core.shift = add(core.shift, [x, y, z]);
  const e = words.get('E');
  if (e !== undefined && e !== null) core.extruded = e;
}

import type { Core, Pause } from './core.ts';
import { moveAndWait } from './execute.ts';
import { resetNow, syncParser } from './realtime.ts';
import { add, axesOf, subtract, type Vec3, zip } from './vector.ts';

/** Which way each axis looks for its switch: z away from the canvas, the others to their least. */
const seekWay = (axes: number): Vec3 => axesOf(axes, (axis) => (axis === 2 ? 1 : -1));
/** as grblHAL begins with $44 to $47 */
const cycles: readonly Vec3[] = [
  [0, 0, 1],
  [1, 1, 0],
  [0, 0, 0, 1, 1, 1],
];

/**
 * `$H`: first z up, then x and y together, then all others; fast to the switch ($25), off it ($27), slowly on it ($24), off it again.
 * Afterwards the machine's coordinates are those of the arm's reach. Where no switch is fitted the search ends
 * after one and a half travels with `ALARM:9`.
 */
export function* home(core: Core): Generator<Pause, void> {
  core.state = 'Home';
  for (const axes of core.make.axes > 3 ? cycles : cycles.slice(0, 2)) {
    if (!core.switches) {
      yield* searchInVain(core, axes);
      return;
    }
    yield* findSwitches(core, axes);
  }
  core.state = 'Idle';
}

function* findSwitches(core: Core, axes: Vec3): Generator<Pause, void> {
  const corner = core.homeAt;
  const pulloff = core.settings.get(27);
  const [slow, fast] = [core.settings.get(24), core.settings.get(25)];
  const only = (way: Vec3): Vec3 => zip(way, axes, (a, b) => a * b);
  const go = function* (way: Vec3, rate: number): Generator<Pause, void> {
    yield* moveAndWait(core, add(core.motion.position(core.nowMs), only(way)), rate);
  };
  const off = zip(seekWay(core.make.axes), axes, (way) => -way * pulloff);
  // the switch is where the arm truly is, whatever the controller believes
  yield* go(subtract(corner, core.motion.truePosition(core.nowMs)), fast);
  yield* go(off, fast);
  yield* go(subtract(corner, core.motion.truePosition(core.nowMs)), slow);
  yield* go(off, slow);
  const truth = core.motion.truePosition(core.nowMs);
  const believed = core.motion.position(core.nowMs);
  core.motion.believe(
    add(
      only(truth),
      zip(believed, axes, (a, b) => a * (1 - b)),
    ),
    core.nowMs,
  );
  syncParser(core);
}

function* searchInVain(core: Core, axes: Vec3): Generator<Pause, void> {
  const far = zip(core.settings.axes(130), seekWay(core.make.axes), (travel, way) => 1.5 * travel * way);
  yield* moveAndWait(
    core,
    add(
      core.motion.position(core.nowMs),
      zip(far, axes, (a, b) => a * b),
    ),
    core.settings.get(25),
  );
  core.alarm = 9;
  resetNow(core);
  yield { kind: 'until', ready: () => false };
}

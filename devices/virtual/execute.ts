import { beyondTravel, type Core, type Pause } from './core.ts';
import { type Action, type Parsed, parseJog, parseLine } from './gcode.ts';
import type { Move } from './planner.ts';
import { syncParser } from './realtime.ts';
import type { Vec3 } from './vector.ts';

/** An EEPROM byte takes so long to write, with interrupts off, ms. */
const eepromByteMs = 3.4;

/** @returns Grbl's error code, 0 for ok; the answer is due only then */
export function* execute(core: Core, text: string): Generator<Pause, number> {
  return yield* run(core, parseLine(text, core.parser, core.places, core.settings.get(12), core.make.axes));
}

/** A jog line after its `$J=`. */
export function* executeJog(core: Core, text: string): Generator<Pause, number> {
  const parsed = parseJog(text, core.parser, core.places, core.make.axes);
  if (!parsed.ok) return parsed.error;
  if (core.settings.on(20) && beyondTravel(core, parsed.state.position)) return 15;
  const error = yield* run(core, parsed);
  if (core.state === 'Idle' && core.motion.planner.blocks.length > 0) {
    core.state = 'Jog';
    core.motion.begin(core.nowMs);
  }
  return error;
}

function* run(core: Core, parsed: Parsed): Generator<Pause, number> {
  if (!parsed.ok) return parsed.error;
  const { state, actions } = parsed;
  const before = core.parser;
  if (state.modes.system !== before.modes.system || state.shift !== before.shift) core.reportsToWco = 0;
  if (state.modes.spindle !== before.modes.spindle || state.modes.coolant !== before.modes.coolant) core.reportsToOv = 0;
  if (actions.length === 0) core.parser = state;
  for (const [i, action] of actions.entries()) {
    core.todo = { actions, from: i };
    // until the first motion the old offsets and modes are still in force
    if (action.kind !== 'sync' && action.kind !== 'dwell') core.parser = state;
    yield* act(core, action);
  }
  core.todo = { actions: [], from: 0 };
  core.parser = state;
  return 0;
}

function* act(core: Core, action: Action): Generator<Pause, void> {
  switch (action.kind) {
    case 'move':
      return yield* move(core, action.move);
    case 'sync':
      return yield* finishMoves(core);
    case 'dwell': {
      if (core.state === 'Check') return;
      yield* finishMoves(core);
      const wakeMs = core.nowMs + action.seconds * 1000;
      yield { kind: 'until', ready: () => core.nowMs >= wakeMs, wakeMs };
      return;
    }
    case 'store':
      return yield* storePlace(core, action.index, action.place);
    case 'pause':
      if (core.state !== 'Check') core.flags.hold = true;
      yield { kind: 'until', ready: () => !core.flags.hold };
      return;
    case 'end':
      core.feedOverride = 100;
      core.rapidOverride = 100;
      core.motion.override(100, 100);
      core.say('[MSG:Pgm End]\r\n');
      return;
  }
}

function* move(core: Core, wanted: Move): Generator<Pause, void> {
  if (core.settings.on(20) && core.state !== 'Jog' && core.state !== 'Home' && beyondTravel(core, wanted.target)) yield* softLimit(core);
  if (core.state === 'Check') return;
  yield { kind: 'until', ready: () => !core.motion.planner.full() };
  core.motion.queue(wanted);
  core.counted.blocks++;
}

/** brings the arm to rest, raises the alarm, and waits for the reset that must come */
function* softLimit(core: Core): Generator<Pause, void> {
  core.softLimit = true;
  if (core.state === 'Run') {
    core.flags.hold = true;
    yield { kind: 'until', ready: () => core.state === 'Idle' };
  }
  core.alarm = 2;
  yield { kind: 'until', ready: () => false };
}

/** Waits until all that is queued was executed. */
export function* finishMoves(core: Core): Generator<Pause, void> {
  yield { kind: 'until', ready: () => core.motion.planner.blocks.length === 0 && core.state !== 'Run' && core.state !== 'Jog' };
}

function* storePlace(core: Core, index: number, place: Vec3): Generator<Pause, void> {
  core.places = core.places.map((old, i) => (i === index ? place : old));
  core.reportsToWco = 0;
  yield* writeEeprom(3 * 4 + 1);
}

/** Nothing is heard while the EEPROM is written. */
export function* writeEeprom(bytes: number): Generator<Pause, void> {
  if (bytes > 0) yield { kind: 'deaf', ms: bytes * eepromByteMs };
}

/** A motion of the controller's own, waited for: homing. */
export function* moveAndWait(core: Core, target: Vec3, mmPerMinute: number): Generator<Pause, void> {
  core.motion.queue({ target, feed: mmPerMinute, rapid: false, inverseTime: false, line: 0 });
  core.motion.begin(core.nowMs);
  yield { kind: 'until', ready: () => !core.motion.running() };
  syncParser(core);
}

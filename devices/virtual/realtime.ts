import type { Core, Pause } from './core.ts';
import { statusReport } from './status.ts';

/** Grbl waits so long after an alarm, so that its message gets out, ms. */
const alarmPauseMs = 500;

/**
 * What happens at the very moment a byte comes in, whatever the processor is doing: realtime bytes are picked out
 * anywhere, other bytes over 0x7F are dropped, and a full ring drops silently.
 */
export function interrupt(core: Core, byte: number): void {
  const { flags } = core;
  if (byte === 0x18) resetNow(core);
  else if (byte === 0x3f) flags.status = true;
  else if (byte === 0x7e) flags.start = true;
  else if (byte === 0x21) flags.hold = true;
  else if (byte === 0x84) flags.door = true;
  else if (byte === 0x85) flags.jogCancel = flags.jogCancel || core.state === 'Jog';
  else if (byte > 0x7f) {
    if (byte >= 0x90 && byte <= 0x9d) flags.overrides.push(byte);
  } else if (core.rx.length < core.make.bytes) core.rx.push(byte);
}

/** Stops the drives at once; in motion that costs the certainty of the position, so it raises an alarm. */
export function resetNow(core: Core): void {
  if (core.flags.reset) return;
  core.flags.reset = true;
  const moving = core.state === 'Run' || core.state === 'Jog' || core.state === 'Home' || core.motion.running();
  if (!moving) return;
  if (core.alarm === 0) core.alarm = core.state === 'Home' ? 6 : 3;
  core.motion.halt(core.nowMs);
}

/** whether `realtime` has something to do */
export function pending(core: Core): boolean {
  const { flags } = core;
  if (core.alarm !== 0 || flags.reset) return true;
  // a homing cycle looks at nothing but the reset
  if (core.state === 'Home') return false;
  return (
    flags.status || flags.start || flags.hold || flags.door || flags.sleep || flags.jogCancel || flags.stopped || flags.overrides.length > 0
  );
}

/** Acts on what came in, in Grbl's order: alarm, reset, status, holds, start, stop, overrides. */
export function* realtime(core: Core): Generator<Pause, void> {
  const { flags } = core;
  if (core.alarm !== 0) {
    const code = core.alarm;
    core.state = 'Alarm';
    core.say(`ALARM:${code}\r\n`);
    yield { kind: 'busy', ms: alarmPauseMs };
    if (code === 1 || code === 2) {
      core.say('[MSG:Reset to continue]\r\n');
      flags.reset = false;
      yield { kind: 'until', ready: () => flags.reset };
    }
    core.alarm = 0;
  }
  if (flags.reset) {
    core.abort = true;
    return;
  }
  if (core.state === 'Home') return;
  if (flags.status) {
    flags.status = false;
    core.say(statusReport(core));
  }
  const heldNow = holds(core);
  if (flags.start) {
    flags.start = false;
    if (!heldNow) start(core);
  }
  if (flags.stopped) {
    flags.stopped = false;
    stopped(core);
  }
  for (const byte of flags.overrides.splice(0)) override(core, byte);
}

/** @returns whether a hold of any kind was asked for just now */
function holds(core: Core): boolean {
  const { flags, motion } = core;
  const { hold, door, jogCancel, sleep } = flags;
  if (!hold && !door && !jogCancel && !sleep) return false;
  flags.hold = flags.door = flags.jogCancel = flags.sleep = false;
  if (core.state !== 'Alarm' && core.state !== 'Check' && core.state !== 'Sleep') {
    if (core.state === 'Run') motion.hold();
    if (core.state === 'Jog') {
      motion.hold();
      core.suspend = { complete: false, jogCancel: true };
    } else {
      if (core.state === 'Idle' && (hold || door || sleep)) core.suspend = { complete: true, jogCancel: false };
      if (hold && core.state !== 'Door') core.state = 'Hold';
      if (door) core.state = 'Door';
    }
    if (door) core.say('[MSG:Check Door]\r\n');
  }
  if (sleep) {
    core.state = 'Sleep';
    core.suspend = { complete: true, jogCancel: false };
    core.say('[MSG:Sleeping]\r\n');
  }
  return hold || door || jogCancel;
}

/** only Idle and a hold that has come to rest can start; in Hold:1 the byte is ignored */
function start(core: Core): void {
  const ready = core.state === 'Idle' || ((core.state === 'Hold' || core.state === 'Door') && core.suspend?.complete === true);
  if (!ready) return;
  core.suspend = undefined;
  if (core.motion.planner.blocks.length === 0) {
    core.state = 'Idle';
    return;
  }
  core.state = 'Run';
  core.motion.begin(core.nowMs);
}

/** the drives came to rest: the end of a hold, of a cancelled jog, or of all there was to do */
function stopped(core: Core): void {
  if ((core.state === 'Hold' || core.state === 'Door') && !core.softLimit) {
    core.motion.settle();
    core.suspend = { complete: true, jogCancel: false };
    return;
  }
  if (core.suspend?.jogCancel === true) {
    core.motion.halt(core.nowMs);
    syncParser(core);
  }
  core.suspend = undefined;
  if (core.state === 'Run' || core.state === 'Jog' || core.state === 'Hold' || core.state === 'Door') core.state = 'Idle';
}

const feedSteps: Readonly<Record<number, number>> = { 145: 10, 146: -10, 147: 1, 148: -1 };
const spindleSteps: Readonly<Record<number, number>> = { 154: 10, 155: -10, 156: 1, 157: -1 };
const rapids: Readonly<Record<number, number>> = { 149: 100, 150: 50, 151: 25 };

function override(core: Core, byte: number): void {
  const clamp = (value: number): number => Math.min(200, Math.max(10, value));
  const feed = byte === 0x90 ? 100 : clamp(core.feedOverride + (feedSteps[byte] ?? 0));
  const rapid = rapids[byte] ?? core.rapidOverride;
  const spindle = byte === 0x99 ? 100 : clamp(core.spindleOverride + (spindleSteps[byte] ?? 0));
  if (feed === core.feedOverride && rapid === core.rapidOverride && spindle === core.spindleOverride) return;
  core.feedOverride = feed;
  core.rapidOverride = rapid;
  core.spindleOverride = spindle;
  core.reportsToOv = 0;
  core.motion.override(feed, rapid);
}

/** The parser goes on from where the arm is believed to stand. */
export function syncParser(core: Core): void {
  core.parser = { ...core.parser, position: core.motion.position(core.nowMs) };
}

import type { Action, ParserState } from './gcode.ts';
import { freshParser } from './gcode.ts';
import { createLineBuilder, type LineBuilder } from './lines.ts';
import type { Motion } from './motion.ts';
import type { Settings } from './settings.ts';
import { add, axesOf, origin, type Vec3 } from './vector.ts';

export type MachineState = 'Idle' | 'Alarm' | 'Check' | 'Home' | 'Run' | 'Hold' | 'Jog' | 'Door' | 'Sleep';

/** What the processor waits for: nothing else happens for so long (`deaf`: not even bytes come in), or until ready. */
export type Pause =
  | { readonly kind: 'busy' | 'deaf'; readonly ms: number }
  | { readonly kind: 'until'; readonly ready: () => boolean; readonly wakeMs?: number };

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The reach of an arm, machine mm, degrees for a hinge. Limit switches, where fitted, sit at the least of each axis, at z's most. */
export interface Travel {
  readonly x: Range;
  readonly y: Range;
  readonly z: Range;
  readonly a?: Range;
  readonly b?: Range;
  readonly c?: Range;
}

/** What kind of controller it is. */
export interface Make {
  readonly firmware: 'grbl' | 'grblHAL';
  /** 3 to 6 */
  readonly axes: number;
  /** of the planner */
  readonly blocks: number;
  /** of the receive ring */
  readonly bytes: number;
}
export const grblMake: Make = { firmware: 'grbl', axes: 3, blocks: 15, bytes: 128 };

/** Realtime commands that came and were not yet acted on. */
export interface Flags {
  reset: boolean;
  status: boolean;
  start: boolean;
  hold: boolean;
  door: boolean;
  sleep: boolean;
  jogCancel: boolean;
  /** the steppers ran out of pieces */
  stopped: boolean;
  overrides: number[];
}

/** All that the firmware keeps: one mutable record, as in the original, handed to the few functions that act on it. */
export interface Core {
  readonly settings: Settings;
  readonly motion: Motion;
  readonly make: Make;
  readonly travel: Travel;
  /** where the home switches sit, which need not be at the ends of the travel */
  readonly homeAt: Vec3;
  /** whether limit switches are fitted */
  readonly switches: boolean;
  /** whether lines take the time that an ATmega328p takes */
  readonly avr: boolean;
  nowMs: number;
  state: MachineState;
  parser: ParserState;
  places: Vec3[];
  startup: [string, string];
  rx: number[];
  line: LineBuilder;
  flags: Flags;
  alarm: number;
  /** stopped in Hold, Door or Sleep, or a jog being cancelled: lines wait */
  suspend: { readonly complete: boolean; readonly jogCancel: boolean } | undefined;
  softLimit: boolean;
  abort: boolean;
  /** a line is being executed and its answer is owed */
  owesAnswer: boolean;
  /** what that line has the machine do, and how much of it was done */
  todo: { readonly actions: readonly Action[]; readonly from: number };
  feedOverride: number;
  rapidOverride: number;
  spindleOverride: number;
  reportsToWco: number;
  reportsToOv: number;
  say(text: string): void;
  /** answers a line: Grbl's code, 0 for ok */
  answer(error: number): void;
  counted: { lines: number; blocks: number };
}

export const noFlags = (): Flags => ({
  reset: false,
  status: false,
  start: false,
  hold: false,
  door: false,
  sleep: false,
  jogCancel: false,
  stopped: false,
  overrides: [],
});

export function createCore(
  parts: Pick<Core, 'settings' | 'motion' | 'make' | 'travel' | 'homeAt' | 'switches' | 'avr' | 'say' | 'answer'>,
): Core {
  return {
    ...parts,
    nowMs: 0,
    state: 'Idle',
    parser: freshParser(origin),
    places: Array.from({ length: 8 }, () => origin),
    startup: ['', ''],
    rx: [],
    line: createLineBuilder(),
    flags: noFlags(),
    alarm: 0,
    suspend: undefined,
    softLimit: false,
    abort: false,
    owesAnswer: false,
    todo: { actions: [], from: 0 },
    feedOverride: 100,
    rapidOverride: 100,
    spindleOverride: 100,
    reportsToWco: 0,
    reportsToOv: 0,
    counted: { lines: 0, blocks: 0 },
  };
}

/** Everything that a soft reset forgets; position, settings, stored places and the state before it are kept. */
export function forget(core: Core): void {
  const here = core.motion.position(core.nowMs);
  core.motion.halt(core.nowMs);
  core.motion.override(100, 100);
  core.parser = freshParser(here);
  core.rx = [];
  core.line = createLineBuilder();
  core.flags = noFlags();
  core.alarm = 0;
  core.suspend = undefined;
  core.softLimit = false;
  core.abort = false;
  core.owesAnswer = false;
  core.todo = { actions: [], from: 0 };
  core.feedOverride = 100;
  core.rapidOverride = 100;
  core.spindleOverride = 100;
  core.reportsToWco = 0;
  core.reportsToOv = 0;
}

/** Work offset: machine mm of the work's origin. */
export function workOffset(core: Core): Vec3 {
  const { modes, shift } = core.parser;
  const system = core.places[modes.system] ?? origin;
  return add(system, shift);
}

/** Soft limits: from the reach's lower corner as far as the travels $130 to $132 say. */
export function beyondTravel(core: Core, target: Vec3): boolean {
  const travels = core.settings.axes(130);
  return rangesOf(core.travel, core.make.axes).some(({ min }, i) => (target[i] ?? 0) < min || (target[i] ?? 0) > min + (travels[i] ?? 0));
}

const nowhere: Range = { min: 0, max: 0 };

/** The reach of each axis, in their order. */
export const rangesOf = ({ x, y, z, a, b, c }: Travel, axes: number): readonly Range[] =>
  [x, y, z, a ?? nowhere, b ?? nowhere, c ?? nowhere].slice(0, axes);

/** @returns the places of the switches where nothing else is said: at the least of each axis, and at z's most */
export function cornerOf(travel: Travel, axes: number): Vec3 {
  const ranges = rangesOf(travel, axes);
  return axesOf(axes, (axis) => (axis === 2 ? ranges[axis]?.max : ranges[axis]?.min) ?? 0);
}

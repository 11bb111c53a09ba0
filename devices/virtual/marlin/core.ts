import type { Travel } from '../core.ts';
import type { Motion } from '../motion.ts';
import { add, origin, subtract, type Vec3 } from '../vector.ts';
import type { MarlinSettings } from './settings.ts';

/** What the processor waits for: nothing else happens for so long, or until ready. */
export type Pause =
  | { readonly kind: 'busy'; readonly ms: number }
  | { readonly kind: 'until'; readonly ready: () => boolean; readonly wakeMs?: number };

/** How a firmware was compiled. */
export interface Build {
  /** EMERGENCY_PARSER: M108, M112 and M410 are picked out of the stream as they arrive */
  readonly emergencyParser: boolean;
  /** ADVANCED_OK: `ok N5 P14 B3` */
  readonly advancedOk: boolean;
  /** M114_REALTIME and AUTO_REPORT_REAL_POSITION */
  readonly realtimePosition: boolean;
  /** BUFSIZE: commands that wait, the one being executed among them */
  readonly commands: number;
  /** RX_BUFFER_SIZE, bytes; the ring holds one less */
  readonly receiveBytes: number;
}

/** One line in the command queue. `number` is undefined for a line without N. */
export interface Queued {
  readonly text: string;
  readonly number: number | undefined;
}

/** All that the firmware keeps: one mutable record, as in the original, handed to the few functions that act on it. */
export interface Core {
  readonly settings: MarlinSettings;
  readonly motion: Motion;
  readonly travel: Travel;
  /** where the home switches sit, native mm */
  readonly homeAt: Vec3;
  /** steps of the motors, where they are not the axes */
  readonly motors: ((at: Vec3) => readonly number[]) | undefined;
  /** whether limit switches are fitted */
  readonly switches: boolean;
  readonly build: Build;
  nowMs: number;
  rx: number[];
  /** the line that is coming in, and whether its rest is ignored */
  begun: string;
  ignoring: boolean;
  queue: Queued[];
  lastN: number;
  absolute: boolean;
  absoluteE: boolean;
  feedMmS: number;
  /** where the last planned motion ends, native mm: `current_position` */
  target: Vec3;
  extruded: number;
  /** G92: reported = native + shift */
  shift: Vec3;
  homed: readonly [boolean, boolean, boolean];
  softEndstops: boolean;
  steppersOn: boolean;
  /** M84 S; 0 is never */
  steppersOffAfterMs: number;
  lastMoveMs: number;
  /** a quickstop refuses motion until then */
  cleaningUntilMs: number;
  quickstops: number;
  /** the first motion after a rest waits until then, unless three are planned */
  deliverAtMs: number;
  homing: boolean;
  killed: boolean;
  /** since when a command is being handled */
  handlingSinceMs: number | undefined;
  nextBusyMs: number;
  autoPosition: { everyMs: number; nextMs: number };
  autoTemperature: { everyMs: number; nextMs: number };
  counted: { lines: number; blocks: number };
  say(text: string): void;
  losesOk(): boolean;
}

export const keepAliveMs = 2000;
/** motions that BLOCK_BUFFER_SIZE 16 holds: one place stays empty */
export const plannedMoves = 15;
const never = Number.POSITIVE_INFINITY;
const defaultFeedMmS = 25;

export type Parts = Pick<Core, 'settings' | 'motion' | 'travel' | 'homeAt' | 'motors' | 'switches' | 'build' | 'say' | 'losesOk'>;

export function createCore(parts: Parts): Core {
  return {
    ...parts,
    nowMs: 0,
    counted: { lines: 0, blocks: 0 },
    ...fresh(),
  };
}

/** What is in memory after a reset. */
export function fresh(): Omit<Core, keyof Parts | 'nowMs' | 'counted'> {
  return {
    rx: [],
    begun: '',
    ignoring: false,
    queue: [],
    lastN: 0,
    absolute: true,
    absoluteE: true,
    feedMmS: defaultFeedMmS,
    target: origin,
    extruded: 0,
    shift: origin,
    homed: [false, false, false],
    softEndstops: true,
    steppersOn: false,
    steppersOffAfterMs: 120_000,
    lastMoveMs: 0,
    cleaningUntilMs: -never,
    quickstops: 0,
    deliverAtMs: -never,
    homing: false,
    killed: false,
    handlingSinceMs: undefined,
    nextBusyMs: never,
    autoPosition: { everyMs: 0, nextMs: never },
    autoTemperature: { everyMs: 0, nextMs: never },
  };
}

/** native mm as the host is told */
export const logical = (core: Core, native: Vec3): Vec3 => add(native, core.shift);
export const native = (core: Core, place: Vec3): Vec3 => subtract(place, core.shift);

/** Soft endstops: a target beyond the reach becomes the nearest within, without a word; only axes that were homed have them. */
export function clamp(core: Core, place: Vec3): Vec3 {
  if (!core.softEndstops) return place;
  const { x, y, z } = core.travel;
  const within = (value: number, axis: 0 | 1 | 2, { min, max }: { min: number; max: number }): number =>
    core.homed[axis] ? Math.min(max, Math.max(min, value)) : value;
  return [within(place[0], 0, x), within(place[1], 1, y), within(place[2], 2, z)];
}

/** @returns whether everything planned was executed */
export const atRest = (core: Core): boolean =>
  core.motion.planner.blocks.length === 0 && !core.motion.running() && core.nowMs >= core.cleaningUntilMs;

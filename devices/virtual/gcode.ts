import { readArc } from './arc-words.ts';
import { type Commands, freshModes, type Modes, readCommands } from './modes.ts';
import type { Move } from './planner.ts';
import { letters } from './settings.ts';
import { add, axesOf, origin, subtract, type Vec3 } from './vector.ts';
import { readWords, type Word } from './words.ts';

/** What the parser remembers: mm, mm/min, machine frame. */
export interface ParserState {
  readonly modes: Modes;
  /** where the last motion asked for ends */
  readonly position: Vec3;
  readonly feed: number;
  readonly speed: number;
  readonly tool: number;
  /** G92 */
  readonly shift: Vec3;
}

export const freshParser = (position: Vec3): ParserState => ({
  modes: freshModes,
  position,
  feed: 0,
  speed: 0,
  tool: 0,
  shift: origin,
});

/** G54 to G59, then the places of G28 and G30; machine mm. */
export type Places = readonly Vec3[];

/** What a line has the machine do, in order. `store` writes the EEPROM. */
export type Action =
  | { readonly kind: 'sync' }
  | { readonly kind: 'dwell'; readonly seconds: number }
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'store'; readonly index: number; readonly place: Vec3 }
  | { readonly kind: 'pause' }
  | { readonly kind: 'end' };

export type Parsed =
  | { readonly ok: true; readonly state: ParserState; readonly actions: readonly Action[] }
  | { readonly ok: false; readonly error: number };

const fail = (error: number): Parsed => ({ ok: false, error });
const known = 'FGIJKLMNPRSTXYZ';
const further = 'ABC';

/**
 * Reads one line of G-code without doing anything: all errors are found before anything moves, as in Grbl.
 *
 * @param count - of axes: letters beyond them are unknown
 */
export function parseLine(text: string, before: ParserState, places: Places, arcToleranceMm: number, count = 3): Parsed {
  const words = readWords(text);
  if (typeof words === 'number') return fail(words);
  const values = readValues(words, count);
  if (typeof values === 'number') return fail(values);
  const commands = readCommands(words, before.modes);
  if (typeof commands === 'number') return fail(commands);
  return interpret(commands, values, before, places, arcToleranceMm, count);
}

/**
 * Reads what follows `$J=`: units, distance, G53, axes and F, nothing else (`error:16`). Only the position is remembered.
 */
export function parseJog(text: string, before: ParserState, places: Places, count = 3): Parsed {
  const words = readWords(text);
  if (typeof words === 'number') return fail(words);
  const values = readValues(words, count);
  if (typeof values === 'number') return fail(values);
  const commands = readCommands(words, { ...before.modes, motion: 1, inverseTime: false });
  if (typeof commands === 'number') return fail(commands);
  const allowed = ['units', 'distance', 'once'];
  if ([...commands.groups].some((group) => !allowed.includes(group))) return fail(16);
  if (commands.once !== 'none' && commands.once !== 'absolute') return fail(16);
  if (!values.has('F')) return fail(22);
  if (values.has('S') || values.has('T')) return fail(36);
  if (!letters.slice(0, count).some((axis) => values.has(axis))) return fail(26);
  const parsed = interpret(commands, values, before, places, 0, count);
  return parsed.ok ? { ...parsed, state: { ...before, position: parsed.state.position } } : parsed;
}

/** The value words; what is taken from the map was used, what is left over at the end is `error:36`. */
export function readValues(words: readonly Word[], count = 3): Map<string, number> | number {
  const values = new Map<string, number>();
  for (const { letter, value } of words) {
    if (!known.includes(letter) && !further.slice(0, count - 3).includes(letter)) return 20;
    if (letter === 'G' || letter === 'M') continue;
    if (letter === 'T' && value > 255) return 38;
    if (values.has(letter)) return 25;
    if ('FNPTS'.includes(letter) && value < 0) return 4;
    values.set(letter, value);
  }
  return (values.get('N') ?? 0) > 10_000_000 ? 27 : values;
}

function interpret(
  commands: Commands,
  values: Map<string, number>,
  before: ParserState,
  places: Places,
  arcToleranceMm: number,
  count: number,
): Parsed {
  const { modes, once, flow } = commands;
  const take = (letter: string): number | undefined => {
    const value = values.get(letter);
    values.delete(letter);
    return value;
  };
  const unit = modes.inches ? 25.4 : 1;
  const axes = letters.slice(0, count);
  const given = axes.map((axis) => values.has(axis));
  const anyAxis = given.includes(true);
  const claims = commands.claims === 'none' && anyAxis ? 'motion' : commands.claims;
  const moves = claims === 'motion' && modes.motion !== 80;

  const line = Math.trunc(take('N') ?? 0);
  const feedWord = take('F');
  if (modes.inverseTime && moves && modes.motion !== 0 && feedWord === undefined) return fail(22);
  const kept = modes.inverseTime || before.modes.inverseTime ? 0 : before.feed;
  const feed = feedWord === undefined ? kept : feedWord * (modes.inverseTime ? 1 : unit);
  const speed = take('S') ?? before.speed;
  const tool = Math.trunc(take('T') ?? before.tool);

  const actions: Action[] = [];
  const spindleChanges = modes.spindle !== before.modes.spindle || (speed !== before.speed && modes.spindle !== 5);
  if (spindleChanges || modes.coolant !== before.modes.coolant) actions.push({ kind: 'sync' });
  if (once === 'dwell') {
    const seconds = take('P');
    if (seconds === undefined) return fail(28);
    actions.push({ kind: 'dwell', seconds });
  }
  if (modes.system !== before.modes.system) actions.push({ kind: 'sync' });

  const system = places[modes.system] ?? origin;
  // a, b and c turn: degrees, whatever the unit of lengths
  const asGiven = axesOf(count, (axis) => (values.get(axes[axis] ?? '') ?? 0) * (axis < 3 ? unit : 1));
  const pick = (ifGiven: Vec3, otherwise: Vec3): Vec3 => axesOf(count, (axis) => (given[axis] ? ifGiven : otherwise)[axis] ?? 0);
  const wanted = once === 'absolute' ? asGiven : add(asGiven, modes.incremental ? before.position : add(system, before.shift));
  const target = pick(wanted, before.position);
  const rapid = (to: Vec3): Action => ({ kind: 'move', move: { target: to, feed: 0, rapid: true, inverseTime: false, line } });

  let position = before.position;
  let shift = before.shift;
  switch (once) {
    case 'offsets': {
      if (!anyAxis) return fail(26);
      const which = take('P');
      const how = take('L');
      if (which === undefined || how === undefined) return fail(28);
      if (Math.trunc(which) > 6) return fail(29);
      if (how !== 2 && how !== 20) return fail(20);
      const index = which < 1 ? modes.system : Math.trunc(which) - 1;
      const fresh = how === 2 ? asGiven : subtract(subtract(before.position, before.shift), asGiven);
      actions.push({ kind: 'sync' }, { kind: 'store', index, place: pick(fresh, places[index] ?? origin) });
      break;
    }
    case 'shift':
      if (!anyAxis) return fail(26);
      shift = pick(subtract(subtract(before.position, system), asGiven), before.shift);
      actions.push({ kind: 'sync' });
      break;
    case 'unshift':
      shift = origin;
      actions.push({ kind: 'sync' });
      break;
    case 'home0':
    case 'home1': {
      const home = places[once === 'home0' ? 6 : 7] ?? origin;
      if (anyAxis) actions.push(rapid(target));
      position = anyAxis ? pick(home, target) : home;
      actions.push(rapid(position));
      break;
    }
    case 'keep0':
    case 'keep1':
      actions.push({ kind: 'sync' }, { kind: 'store', index: once === 'keep0' ? 6 : 7, place: before.position });
      break;
    case 'absolute':
      if (modes.motion > 1) return fail(30);
      break;
  }

  if (modes.motion === 80 && anyAxis) return fail(31);
  if (moves && modes.motion === 0 && anyAxis) {
    actions.push(rapid(target));
    position = target;
  } else if (moves && modes.motion !== 0) {
    if (feed === 0) return fail(22);
    const ends =
      modes.motion === 1
        ? anyAxis
          ? [target]
          : []
        : readArc({ values, given, modes, from: before.position, to: target, toleranceMm: arcToleranceMm, unit });
    if (typeof ends === 'number') return fail(ends);
    // in inverse time F is for the whole way: an arc's chords share it
    const each = modes.inverseTime ? feed * ends.length : feed;
    for (const end of ends) {
      actions.push({ kind: 'move', move: { target: end, feed: each, rapid: false, inverseTime: modes.inverseTime, line } });
    }
    if (ends.length > 0) position = target;
  }

  if (claims !== 'none') for (const name of axes) values.delete(name);
  if (values.size > 0) return fail(36);
  if (flow !== 'none') actions.push({ kind: 'sync' }, { kind: flow });
  const ended: Modes = { ...modes, motion: 1, plane: 17, incremental: false, inverseTime: false, system: 0, spindle: 5, coolant: 9 };
  const state: ParserState = {
    modes: flow === 'end' ? ended : modes,
    position,
    feed: modes.inverseTime ? 0 : feed,
    speed,
    tool,
    shift,
  };
  return { ok: true, state, actions };
}

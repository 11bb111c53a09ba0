import type { FadeWish } from './cues/cue.ts';
import { type Fades, stepFades, withoutFade } from './cues/fades.ts';
import { MOST_KEPT, type Snapshot } from './cues/snapshot.ts';
import type { Masters } from './masters.ts';
import { own } from './own.ts';

/** What an artist has under the hands: the scene's parameters and the masters, how they fade, and what was kept of them. */
export interface Board {
  readonly params: Readonly<Record<string, number>>;
  readonly masters: Masters;
  /** by the name of what they move: `light`, `sound`, `param/swell` */
  readonly fades: Fades;
  readonly kept: Readonly<Record<string, Snapshot>>;
  /** what was changed by hand, the latest last */
  readonly past: readonly Change[];
}

/** One thing that a hand moved, and where it was before. */
export interface Change {
  readonly name: string;
  readonly was: number;
  /** step of the last movement that belongs to it */
  readonly step: number;
}

/** Most changes that can be undone. */
const MOST_PAST = 50;
/** movements of one fader within this are one change, steps */
const ONE_CHANGE_STEPS = 60;
/** an undone change goes back so fast, s: quick, and never a jump */
const UNDO_S = 0.3;

const paramName = (name: string): string => `param/${name}`;
const isMaster = (name: string): name is 'light' | 'sound' => name === 'light' || name === 'sound';

function read(board: Board, name: string): number | undefined {
  return isMaster(name) ? board.masters[name] : board.params[name.slice('param/'.length)];
}

function write<B extends Board>(board: B, values: Readonly<Record<string, number>>): B {
  let { params, masters } = board;
  for (const [name, value] of Object.entries(values)) {
    if (isMaster(name)) masters = { ...masters, [name]: value };
    else params = { ...params, [name.slice('param/'.length)]: value };
  }
  return { ...board, params, masters };
}

function fadeTo<B extends Board>(board: B, name: string, to: number, seconds: number, curve: 'even' | 'soft' = 'soft'): B {
  const from = read(board, name);
  if (from === undefined) return board;
  if (seconds <= 0) return { ...write(board, { [name]: to }), fades: withoutFade(board.fades, name) };
  return { ...board, fades: { ...board.fades, [name]: { from, to, seconds, doneS: 0, curve } } };
}

/** A hand moves a fader: it stays where the hand leaves it, and the change can be undone. */
export function moveByHand<B extends Board>(
  board: B,
  fader: { readonly param: string } | { readonly master: 'light' | 'sound' },
  to: number,
  step: number,
): B {
  const name = 'param' in fader ? paramName(fader.param) : fader.master;
  const was = read(board, name);
  if (was === undefined) return board;
  const last = board.past.at(-1);
  const goesOn = last?.name === name && step - last.step <= ONE_CHANGE_STEPS;
  const past = goesOn ? [...board.past.slice(0, -1), { ...last, step }] : [...board.past, { name, was, step }].slice(-MOST_PAST);
  return { ...write(board, { [name]: to }), fades: withoutFade(board.fades, name), past };
}

/** Takes the latest change back. */
export function undo<B extends Board>(board: B): B {
  const last = board.past.at(-1);
  return last === undefined ? board : fadeTo({ ...board, past: board.past.slice(0, -1) }, last.name, last.was, UNDO_S);
}

/** Another scene comes: its parameters stand at once, and of all that fades or can be taken back the masters alone go on. */
export function withParams<B extends Board>(board: B, params: Board['params']): B {
  const fades = Object.fromEntries(Object.entries(board.fades).filter(([name]) => isMaster(name)));
  return { ...board, params, fades, past: board.past.filter(({ name }) => isMaster(name)) };
}

/** Keeps a value in the range of the scene's parameter of this name. */
export type Clamp = (param: string, value: number) => number;

/** A cue's own fades; parameters that the scene does not have are left out. */
export function beginFades<B extends Board>(board: B, wishes: readonly FadeWish[], clamp: Clamp): B {
  return wishes.reduce((now, wish) => {
    const name = wish.what === 'param' ? paramName(wish.name) : wish.what;
    if (read(now, name) === undefined) return now;
    return fadeTo(now, name, wish.what === 'param' ? clamp(wish.name, wish.to) : wish.to, wish.seconds, wish.curve);
  }, board);
}

/** Parameters go where a cue wants them, all at once; one that is there already stays, wherever it was on its way to. */
export function fadeParams<B extends Board>(board: B, to: Readonly<Record<string, number>>, seconds: number): B {
  return Object.entries(to).reduce(
    (now, [name, value]) => fadeTo(now, paramName(name), value, now.params[name] === value ? 0 : seconds),
    board,
  );
}

export function store<B extends Board>(board: B, name: string): B {
  const { light, sound } = board.masters;
  const others = Object.entries(board.kept).filter(([other]) => other !== name);
  return { ...board, kept: Object.fromEntries([...others.slice(-(MOST_KEPT - 1)), [name, { params: board.params, light, sound }]]) };
}

export function forget<B extends Board>(board: B, name: string): B {
  const { [name]: _, ...kept } = board.kept;
  return { ...board, kept };
}

/** Goes back to what was stored; of its parameters, those that this scene has, and no further than it goes. */
export function recall<B extends Board>(board: B, name: string, seconds: number, clamp: Clamp): B {
  const kept = own(board.kept, name);
  if (kept === undefined) return board;
  const masters = fadeTo(fadeTo(board, 'light', kept.light, seconds), 'sound', kept.sound, seconds);
  return fadeParams(masters, shared(kept, board, clamp), seconds);
}

/** @param amount - 0 is the one, 1 the other; between them every value lies between */
export function morph<B extends Board>(board: B, one: string, other: string, amount: number, clamp: Clamp): B {
  const [a, b] = [own(board.kept, one), own(board.kept, other)];
  if (a === undefined || b === undefined) return board;
  const mix = (from: number, to: number): number => from + (to - from) * amount;
  const goals = shared(b, board, clamp);
  const common = Object.entries(shared(a, board, clamp)).flatMap(([name, value]) => {
    const goal = own(goals, name);
    return goal === undefined ? [] : [[paramName(name), mix(value, goal)] as const];
  });
  const values = { light: mix(a.light, b.light), sound: mix(a.sound, b.sound), ...Object.fromEntries(common) };
  const fades = Object.keys(values).reduce(withoutFade, board.fades);
  return { ...write(board, values), fades };
}

/** Of a snapshot's parameters those that the scene has: it may have been stored in another, or written by hand. */
const shared = (kept: Snapshot, { params }: Board, clamp: Clamp): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(kept.params).flatMap(([name, value]) => (Object.hasOwn(params, name) ? [[name, clamp(name, value)]] : [])),
  );

export function stepBoard<B extends Board>(board: B, dt: number): B {
  if (Object.keys(board.fades).length === 0) return board;
  const { fades, values } = stepFades(board.fades, dt);
  return { ...write(board, values), fades };
}

import { type Cue, type Until, untilsOf } from './cue.ts';
import { type Happening, noProgress, type Progress, stepUntil } from './until.ts';
import { leadOf, type Passed, placeOf } from './ways.ts';

/** A second GO within this time is a slip of the finger, s (FIELD.md §2: double GO). */
export const goGuardS = 0.5;

/** Where a list of cues stands. Plain data; places are those in the list, from 0. */
export interface CueState {
  readonly place: number;
  /** what the next GO fires; past the last place there is nothing */
  readonly standby: number;
  /** s since the cue fired, and since the last GO; they stand still while it is held */
  readonly elapsedS: number;
  readonly sinceGoS: number;
  /** a cue whose pre-wait runs, and what it waits for then */
  readonly waiting: Waiting | null;
  /** false after a stop: nothing follows by itself before the next GO */
  readonly follows: boolean;
  readonly held: boolean;
  /** of each condition of the cue that is on */
  readonly progress: readonly Progress[];
  /** what each voter wants, since the cue fired */
  readonly votes: Readonly<Record<string, string>>;
  /** how often each looping cue was gone back from, by its number */
  readonly loops: Readonly<Record<string, number>>;
  /** what the latest vote that was decided chose */
  readonly chosen: Chosen | null;
  /** the latest cues that fired, the one that is on last */
  readonly path: readonly Passed[];
}

/** What a vote ended in. `question`: the step in which its cue fired, by which one vote is told from another */
export interface Chosen {
  readonly question: number;
  readonly label: string;
}

interface Waiting {
  readonly place: number;
  readonly leftS: number;
  readonly on: 'beat' | 'bar' | null;
}

/** What an operator asks of the list. */
export type CueOrder =
  | { readonly kind: 'go' }
  /** fires the cue before this one */
  | { readonly kind: 'cue/back' }
  /** fires a cue by its number, without its pre-wait; guarded as GO is */
  | { readonly kind: 'cue/jump'; readonly number: number }
  /** chooses what the next GO fires, by its number */
  | { readonly kind: 'cue/standby'; readonly number: number }
  /** time stands still for all that follows by itself */
  | { readonly kind: 'cue/hold'; readonly on: boolean }
  /** nothing waits or follows any more */
  | { readonly kind: 'cue/stop' };

/** @returns the state of a list whose first cue has just fired */
export const firstCue = (cues: readonly Cue[]): CueState =>
  fired(
    {
      place: 0,
      standby: 0,
      elapsedS: 0,
      sinceGoS: goGuardS,
      waiting: null,
      follows: true,
      held: false,
      progress: [],
      votes: {},
      loops: {},
      chosen: null,
      path: cues.slice(0, 1).map(({ number }) => ({ number, step: 0 })),
    },
    0,
    cues,
  );

function fired(state: CueState, place: number, cues: readonly Cue[]): CueState {
  const standby = Math.min(place + 1, cues.length);
  return { ...state, place, standby, elapsedS: 0, waiting: null, follows: true, progress: [], votes: {} };
}

/** @returns null for a cue that fires at once */
function waitFor({ preWaitS = 0, quantise }: Cue, place: number): Waiting | null {
  return preWaitS > 0 || quantise !== undefined ? { place, leftS: preWaitS, on: quantise ?? null } : null;
}

/**
 * Obeys one order.
 *
 * @returns the state after it, and the place of the cue that fires by it, if any
 */
export function obeyCue(
  state: CueState,
  order: CueOrder,
  cues: readonly Cue[],
): { readonly state: CueState; readonly fires: number | null } {
  const stay = (change: Partial<CueState>): { state: CueState; fires: null } => ({ state: { ...state, ...change }, fires: null });
  const fire = (place: number): { state: CueState; fires: number } => ({
    state: { ...fired(state, place, cues), sinceGoS: 0 },
    fires: place,
  });
  switch (order.kind) {
    case 'go': {
      if (state.sinceGoS < goGuardS) return stay({});
      if (state.waiting !== null) return fire(state.waiting.place);
      const next = cues[state.standby];
      if (next === undefined) return stay({});
      const waiting = waitFor(next, state.standby);
      return waiting === null ? fire(state.standby) : stay({ waiting, sinceGoS: 0, held: false });
    }
    case 'cue/back':
      return state.place > 0 ? fire(state.place - 1) : stay({});
    case 'cue/jump': {
      const place = placeOf(cues, order.number);
      return place < 0 || state.sinceGoS < goGuardS ? stay({}) : fire(place);
    }
    case 'cue/standby': {
      const place = placeOf(cues, order.number);
      return place < 0 ? stay({}) : stay({ standby: place });
    }
    case 'cue/hold':
      return stay({ held: order.on });
    case 'cue/stop':
      return stay({ waiting: null, follows: false });
  }
}

/**
 * One step of time.
 *
 * @param dt - s
 * @returns the state after it, and the place of the cue that fires by itself in it, if any
 */
export function stepCues(
  before: CueState,
  cues: readonly Cue[],
  now: Happening,
  dt: number,
): { readonly state: CueState; readonly fires: number | null } {
  const sinceGoS = Math.min(before.sinceGoS + dt, 3600);
  if (before.held) return { state: { ...before, sinceGoS }, fires: null };
  const { place, standby, waiting, follows, held, progress: progressed, loops, votes, chosen, path } = before;
  const elapsedS = before.elapsedS + dt;
  // named, not spread: this is done in every step of a night
  const state = { place, standby, elapsedS, sinceGoS, waiting, follows, held, progress: progressed, loops, votes, chosen, path };
  if (state.waiting !== null) {
    const { leftS, on } = { ...state.waiting, leftS: Math.max(0, state.waiting.leftS - dt) };
    const begins = on === null || now.beat === 'bar' || now.beat === on;
    if (leftS > 1e-9 || !begins) return { state: { ...state, waiting: { ...state.waiting, leftS } }, fires: null };
    return { state: fired(state, state.waiting.place, cues), fires: state.waiting.place };
  }
  const cue = cues[state.place];
  if (cue === undefined || !state.follows) return { state, fires: null };
  const { fulfilled, progress } = weigh(untilsOf(cue), state, now, dt);
  const due = fulfilled !== null || (cue.follow !== undefined && state.elapsedS >= cue.follow.afterS);
  const told = progress === state.progress ? state : { ...state, progress };
  return due ? onward(told, cue, cues, fulfilled) : { state: told, fires: null };
}

/** @returns the step in which the cue that is on fired */
export const questionOf = ({ path }: Pick<CueState, 'path'>): number => path.at(-1)?.step ?? 0;

const nothing: readonly Progress[] = [];

/** @returns the first condition that is fulfilled, if any, and how far each has come */
function weigh(untils: readonly Until[], { progress, elapsedS }: CueState, now: Happening, dt: number) {
  if (untils.length === 0) return { fulfilled: null, progress: nothing };
  const weighed = untils.map((until, i) => stepUntil(until, progress[i] ?? noProgress, now, elapsedS, dt));
  const first = weighed.findIndex(([so]) => so);
  return { fulfilled: untils[first] ?? null, progress: weighed.map(([, come]) => come) };
}

/**
 * What follows a cue by itself: where its condition leads, or its loop, or the next, after its pre-wait.
 *
 * @param fulfilled - the condition that decides, if any
 */
function onward(
  state: CueState,
  cue: Cue,
  cues: readonly Cue[],
  fulfilled: Until | null,
): { readonly state: CueState; readonly fires: number | null } {
  const gone = state.loops[cue.number] ?? 0;
  const { place, back } = leadOf(cues, state.place, gone, fulfilled?.to);
  const chosen = fulfilled?.on === 'vote' ? { question: questionOf(state), label: fulfilled.label ?? fulfilled.choice } : state.chosen;
  const next = cues[place];
  // at the end of the list nothing follows; whoever wants it to begin again says so with a loop
  if (next === undefined) return { state: { ...state, chosen, follows: false }, fires: null };
  const counted = back ? { ...state.loops, [cue.number]: gone + 1 } : { ...state.loops, [cue.number]: 0 };
  const waiting = waitFor(next, place);
  const ready = { ...state, chosen, loops: counted };
  if (waiting !== null) return { state: { ...ready, waiting }, fires: null };
  return { state: fired(ready, place, cues), fires: place };
}

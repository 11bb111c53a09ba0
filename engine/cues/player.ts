import { type Cue, type Until, untilsOf } from './cue.ts';
import { type Happening, noProgress, type Progress, ROUNDING_S, stepUntil } from './until.ts';
import { leadOf, loopsAround, type Passed, placeOf } from './ways.ts';

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
  /** an operator has chosen another cue for GO meanwhile */
  readonly passedOver: boolean;
}

/** What an operator asks of the list. */
export type CueOrder =
  | { readonly kind: 'go' }
  /** fires the cue before this one; guarded as GO is */
  | { readonly kind: 'cue/back' }
  /** fires a cue by its number, without its pre-wait; guarded as GO is */
  | { readonly kind: 'cue/jump'; readonly number: number }
  /** chooses what the next GO fires, by its number */
  | { readonly kind: 'cue/standby'; readonly number: number }
  /** time stands still for all that follows by itself; what GO calls meanwhile fires at once, and the hold stays */
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

/** @param lateS - since the moment at which it was due, s: less than a step, and the next is so much earlier, or a chain of cues would drag */
function fired(state: CueState, place: number, cues: readonly Cue[], lateS = 0): CueState {
  const standby = Math.min(place + 1, cues.length);
  const loops = loopsAround(state.loops, cues, place);
  return { ...state, place, standby, elapsedS: lateS, waiting: null, follows: true, progress: [], votes: {}, loops };
}

/** @returns null for a cue that fires at once */
function waitFor({ preWaitS = 0, quantise }: Cue, place: number, lateS = 0): Waiting | null {
  return preWaitS > 0 || quantise !== undefined
    ? { place, leftS: Math.max(0, preWaitS - lateS), on: quantise ?? null, passedOver: false }
    : null;
}

/** @returns place of what GO fires: what waits already, unless another was chosen */
export const placeOfNext = ({ waiting, standby }: Pick<CueState, 'waiting' | 'standby'>): number =>
  waiting === null || waiting.passedOver ? standby : waiting.place;

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
      const place = placeOfNext(state);
      const next = cues[place];
      if (next === undefined || state.sinceGoS < goGuardS) return stay({});
      const waits = place === state.waiting?.place || state.held ? null : waitFor(next, place);
      return waits === null ? fire(place) : stay({ waiting: waits, sinceGoS: 0 });
    }
    case 'cue/back':
      return state.place === 0 || state.sinceGoS < goGuardS ? stay({}) : fire(state.place - 1);
    case 'cue/jump': {
      const place = placeOf(cues, order.number);
      return place < 0 || state.sinceGoS < goGuardS ? stay({}) : fire(place);
    }
    case 'cue/standby': {
      const place = placeOf(cues, order.number);
      const { waiting } = state;
      return place < 0 ? stay({}) : stay({ standby: place, waiting: waiting && { ...waiting, passedOver: place !== waiting.place } });
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
  if (waiting !== null) {
    const { on } = waiting;
    const leftS = waiting.leftS - dt;
    const begins = on === null || now.beat === 'bar' || now.beat === on;
    if (leftS > ROUNDING_S || !begins) return { state: { ...state, waiting: { ...waiting, leftS: Math.max(0, leftS) } }, fires: null };
    return { state: fired(state, waiting.place, cues, on === null ? lateBy(-leftS, dt) : 0), fires: waiting.place };
  }
  const cue = cues[state.place];
  if (cue === undefined || !state.follows) return { state, fires: null };
  const { fulfilled, progress } = weigh(untilsOf(cue), state, now, dt);
  const followed = cue.follow !== undefined && elapsedS >= cue.follow.afterS - ROUNDING_S;
  const told = progress === state.progress ? state : { ...state, progress };
  if (fulfilled === null && !followed) return { state: told, fires: null };
  const dueS = fulfilled === null ? cue.follow?.afterS : fulfilled.on === 'time' ? fulfilled.seconds : undefined;
  return onward(told, cue, cues, fulfilled, dueS === undefined ? 0 : lateBy(elapsedS - dueS, dt));
}

/** A chain of cues without any wait fires one in a step, and what it owes is not made up for. */
const lateBy = (s: number, dt: number): number => Math.min(dt, Math.max(0, s));

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
 * @param lateS - since it was due
 */
function onward(
  state: CueState,
  cue: Cue,
  cues: readonly Cue[],
  fulfilled: Until | null,
  lateS: number,
): { readonly state: CueState; readonly fires: number | null } {
  const gone = state.loops[cue.number] ?? 0;
  const { place, back } = leadOf(cues, state.place, gone, fulfilled?.to);
  const chosen = fulfilled?.on === 'vote' ? { question: questionOf(state), label: fulfilled.label ?? fulfilled.choice } : state.chosen;
  const next = cues[place];
  // at the end of the list nothing follows; whoever wants it to begin again says so with a loop
  if (next === undefined) return { state: { ...state, chosen, follows: false }, fires: null };
  const { [cue.number]: _, ...others } = state.loops;
  const ready = { ...state, chosen, loops: back ? { ...others, [cue.number]: gone + 1 } : others };
  const waiting = waitFor(next, place, lateS);
  if (waiting !== null) return { state: { ...ready, waiting }, fires: null };
  return { state: fired(ready, place, cues, lateS), fires: place };
}

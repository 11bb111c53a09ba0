import { replayFrom, type StampedInput } from '../replay.ts';
import type { Show, ShowState, Stepped } from '../show.ts';

/** Steps between kept states: ten seconds. An hour keeps 360 of them, and no place is further than 600 steps from one. */
export const KEEP_STEPS = 600;

/** A recorded performance that can be entered anywhere. */
export interface Reel {
  readonly lastStep: number;
  /** Goes through the whole once, and keeps states on its way; until it has ended, only what it went through can be entered. */
  survey(): Generator<Stepped>;
  /**
   * The steps after `from`, up to and with `to`. Each is what a replay from the beginning makes of it.
   *
   * @param from - 0 is the beginning
   */
  play(from: number, to: number): Generator<Stepped>;
}

/** @param inputs - of the whole performance, ascending by step */
export function createReel(show: Show, run: number, inputs: readonly StampedInput[], lastStep: number): Reel {
  const kept: ShowState[] = [show.begin(run)];

  const before = (step: number): ShowState => {
    let found = kept[0] ?? show.begin(run);
    for (const state of kept) if (state.step <= step) found = state;
    return found;
  };
  function* after(step: number): Generator<StampedInput> {
    for (let n = firstAfter(inputs, step); n < inputs.length; n++) {
      const input = inputs[n];
      if (input) yield input;
    }
  }
  return {
    lastStep,
    *survey() {
      kept.length = 1;
      for (const stepped of replayFrom(show, before(0), inputs, lastStep)) {
        // a state is never written to: each step makes another, so that keeping one is keeping a reference
        if (stepped.state.step % KEEP_STEPS === 0) kept.push(stepped.state);
        yield stepped;
      }
    },
    *play(from, to) {
      const state = before(from);
      for (const stepped of replayFrom(show, state, after(state.step), Math.min(to, lastStep)))
        if (stepped.state.step > from) yield stepped;
    },
  };
}

/** @returns the place of the first input of a later step, by halving */
export function firstAfter(inputs: readonly StampedInput[], step: number): number {
  let low = 0;
  let high = inputs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inputs[middle]?.step ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { Input } from './input.ts';
import type { Show, ShowState, Stepped } from './show.ts';
import type { Stroke } from './stroke.ts';

/** Inputs as the ledger keeps them: in order of their steps. */
export interface StampedInput {
  readonly step: number;
  readonly input: Input;
}

/**
 * Run a recorded performance again.
 *
 * @param inputs - ascending by step; step n is the n-th call of `Show.step`, from 1
 * @param lastStep - how far the recording goes at least: it ends there, or with the last input
 * @returns every step in turn
 */
export const replay = (show: Show, run: number, inputs: Iterable<StampedInput>, lastStep: number): Generator<Stepped> =>
  goOn(show, show.begin(run), inputs, (step, more) => step < lastStep || more);

/**
 * Run a recorded performance on from a state that it was in.
 *
 * @param inputs - those after that state, ascending by step
 * @param lastStep - where to end
 */
export const replayFrom = (show: Show, from: ShowState, inputs: Iterable<StampedInput>, lastStep: number): Generator<Stepped> =>
  goOn(show, from, inputs, (step) => step < lastStep);

function* goOn(
  show: Show,
  from: ShowState,
  inputs: Iterable<StampedInput>,
  goes: (step: number, more: boolean) => boolean,
): Generator<Stepped> {
  const queue = inputs[Symbol.iterator]();
  try {
    let next = queue.next();
    let state = from;
    while (goes(state.step, !next.done)) {
      const now: Input[] = [];
      while (!next.done && next.value.step <= state.step + 1) {
        now.push(next.value.input);
        next = queue.next();
      }
      const stepped = show.step(state, now);
      state = stepped.state;
      yield stepped;
    }
  } finally {
    // whoever looks no further leaves nothing open behind
    queue.return?.();
  }
}

/** One line for a stroke, the same on every machine: what the digest of a show is made of. */
export const strokeLine = (stroke: Stroke): string =>
  JSON.stringify([stroke.id, stroke.step, stroke.scene, stroke.author, stroke.paint, stroke.brush, stroke.cause, stroke.points]);

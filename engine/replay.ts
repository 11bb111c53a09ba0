import type { Input } from './input.ts';
import type { Show, Stepped } from './show.ts';
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
export function* replay(show: Show, run: number, inputs: Iterable<StampedInput>, lastStep: number): Generator<Stepped> {
  const queue = inputs[Symbol.iterator]();
  let next = queue.next();
  let state = show.begin(run);
  while (state.step < lastStep || !next.done) {
    const now: Input[] = [];
    while (!next.done && next.value.step <= state.step + 1) {
      now.push(next.value.input);
      next = queue.next();
    }
    const stepped = show.step(state, now);
    state = stepped.state;
    yield stepped;
  }
}

/** One line for a stroke, the same on every machine: what the digest of a show is made of. */
export const strokeLine = (stroke: Stroke): string =>
  JSON.stringify([stroke.id, stroke.step, stroke.scene, stroke.author, stroke.paint, stroke.brush, stroke.cause, stroke.points]);

/**
 * Plain data as one text that says only what it holds: keys in alphabetical order, whatever order they were written in, absent
 * ones left out, numbers as JSON writes them. What the digest of a show's state is made of.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += `,${canonical(one)}`;
    return `[${text.slice(1)}]`;
  }
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, field] of fields) if (field !== undefined) text += `,${JSON.stringify(key)}:${canonical(field)}`;
  return `{${text.slice(1)}}`;
}

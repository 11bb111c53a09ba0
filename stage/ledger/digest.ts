import { createHash } from 'node:crypto';
import { canonical } from '../../engine/canonical.ts';
import type { Cue } from '../../engine/cues/cue.ts';
import type { Edit } from '../../engine/editing/history.ts';
import { strokeLine } from '../../engine/replay.ts';
import type { ShowState } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';

/** A digest of strokes that grows as they come. */
export function strokesDigest() {
  const hash = createHash('sha256');
  return { add: (stroke: Stroke) => hash.update(`${strokeLine(stroke)}\n`), hex: () => hash.digest('hex') };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Figures by which two states are the same show, and what is nothing beside a wall's width. */
const FIGURES = 6;
const NOTHING = 1e-9;
const rough = (number: string): string => {
  const value = Number(number);
  return Math.abs(value) < NOTHING ? '0' : String(Number(value.toPrecision(FIGURES)));
};
/** numbers that are no part of a name */
const NUMBER = /(?<=[:,[])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=[,\]}])/g;
const nearly = (text: string): string => text.replace(NUMBER, rough);

/** Digests of a state, SHA-256, hex. */
export interface StateDigests {
  /** of every bit */
  readonly state: string;
  /** of six figures: another version of V8 may err otherwise in the last bits of a sine, and that is no other show */
  readonly near: string;
}

/**
 * Cues, and the edits that can be gone back to, make nearly all of a state and hardly ever change: each of them is summed up once.
 * The show stands still while this reckons.
 */
export function stateDigests({ book, edits, ...rest }: ShowState): StateDigests {
  const history = [...edits.done, ...edits.undone].map(ofEdit);
  return together(ofData({ ...rest, made: edits.made, done: edits.done.length }), [ofList(book.list), ...history]);
}

const together = (first: StateDigests, others: readonly StateDigests[]): StateDigests => ({
  state: sha256([first, ...others].map(({ state }) => state).join()),
  near: sha256([first, ...others].map(({ near }) => near).join()),
});

/** @returns the same, which remembers what it made of each object for as long as that is there */
function once<T extends object>(make: (of: T) => StateDigests): (of: T) => StateDigests {
  const known = new WeakMap<T, StateDigests>();
  return (of) => {
    const made = known.get(of) ?? make(of);
    known.set(of, made);
    return made;
  };
}

function ofData(data: unknown): StateDigests {
  const text = canonical(data);
  return { state: sha256(text), near: sha256(nearly(text)) };
}
const ofCue = once<Cue>(ofData);
const ofEdit = once<Edit>(ofData);
const ofList = once<readonly Cue[]>((list) => together({ state: 'cues', near: 'cues' }, list.map(ofCue)));

/** @returns digest of any plain data to six figures */
export const nearDigest = (value: unknown): string => sha256(nearly(canonical(value)));

import { createHash } from 'node:crypto';
import { canonical } from '../../engine/canonical.ts';
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

export function stateDigests(state: ShowState): StateDigests {
  const text = canonical(state);
  return { state: sha256(text), near: sha256(nearly(text)) };
}

/** @returns digest of any plain data to six figures */
export const nearDigest = (value: unknown): string => sha256(nearly(canonical(value)));

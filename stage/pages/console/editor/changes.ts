import type { Cue } from '../../../../engine/cues/cue.ts';
import { type Draft, draftOf } from './draft.ts';

export type Field = keyof Draft;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const FIELDS: readonly Field[] = [
  ...(['number', 'name', 'scene', 'group', 'notes', 'params', 'transition', 'transitionS', 'fades', 'preWaitS'] as const),
  ...(['quantise', 'followS', 'untils', 'loopTo', 'loopTimes'] as const),
];

/** What is one thing with another field, and is not told twice. */
const TWINS: Readonly<Partial<Record<Field, Field>>> = { transitionS: 'transition', loopTimes: 'loopTo' };

/** @returns what differs between a draft as it was begun and as it is, in the form's order */
export function changesOf(begun: Draft, is: Draft): readonly Field[] {
  const changed = FIELDS.filter((field) => !same(begun[field], is[field]));
  const told = (field: Field): boolean => {
    const twin = TWINS[field];
    return twin === undefined || !changed.includes(twin);
  };
  return changed.filter(told);
}

/** What has become of a cue in the list since somebody began to edit it. */
export type Meanwhile = 'same' | 'changed' | 'gone';

/** @param from - the cue as it was then */
export function meanwhile(from: Cue, list: readonly Cue[]): Meanwhile {
  const now = list.find(({ number }) => number === from.number);
  if (now === undefined) return 'gone';
  return same(draftOf(now), draftOf(from)) ? 'same' : 'changed';
}

import { isDeepStrictEqual } from 'node:util';
import type { Input } from '../../../engine/input.ts';
import { mappingsNow } from '../../../engine/mapping/book.ts';
import { MOST_MAPPINGS } from '../../../engine/mapping/schema.ts';
import type { Programme } from '../../../engine/programme.ts';
import type { ShowState } from '../../../engine/show.ts';
import { keptOf, mappingsIn } from './document.ts';

/** What a file that was edited asks of the show that plays. */
export interface Changes {
  /** to be said to the show */
  readonly inputs: readonly Input[];
  /** fields that only count when the show is opened again */
  readonly later: readonly string[];
}

/** Fields that a show cannot change while it plays. */
const FIXED = ['title', 'seed', 'canvas', 'palette', 'brushes', 'machine', 'dryingS', 'paints', 'tempo', 'safety', 'snapshots'] as const;

/** @param was - the programme that the show was opened with; @param is - the file as it is now */
export function changesOf(was: Programme, is: Programme, state: Pick<ShowState, 'book' | 'mapping' | 'kept'>): Changes {
  const now = keptOf(was, state);
  const wanted = mappingsIn(is).slice(0, MOST_MAPPINGS);
  const there = mappingsNow(state.mapping);
  const moved =
    wanted.length !== there.length || wanted.some((one) => !there.some((other) => other.id === one.id && isDeepStrictEqual(other, one)));
  // one file is one edit, and taken back as one
  const inputs: Input[] =
    moved || !isDeepStrictEqual(now.cues, is.cues) ? [{ kind: 'cue/list', cues: is.cues, ...(moved && { mappings: [...wanted] }) }] : [];
  // snapshots are made in the console: what the console has made since counts, not what the file still says
  const snapshots = isDeepStrictEqual(is.snapshots, was.snapshots) || isDeepStrictEqual(is.snapshots, now.snapshots);
  return {
    inputs,
    later: FIXED.filter((field) => (field === 'snapshots' ? !snapshots : !isDeepStrictEqual(was[field], is[field]))),
  };
}

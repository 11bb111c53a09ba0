import type { Board } from '../board.ts';
import type { Cue } from '../cues/cue.ts';
import type { CueBook } from '../cues/edit.ts';
import type { Snapshot } from '../cues/snapshot.ts';
import { type MappingState, mappingsNow } from '../mapping/book.ts';
import type { Mapping } from '../mapping/schema.ts';

/** What an artist edits, and a file keeps: three lists. */
export interface Parts {
  readonly cues: readonly Cue[];
  readonly mappings: readonly Mapping[];
  readonly kept: readonly (readonly [name: string, Snapshot])[];
}

/** Where a show has them. */
export interface Edited extends Pick<Board, 'kept'> {
  readonly book: CueBook;
  readonly mapping: MappingState;
}

export const partsOf = ({ book, mapping, kept }: Edited): Parts => ({
  cues: book.list,
  mappings: mappingsNow(mapping),
  kept: Object.entries(kept),
});

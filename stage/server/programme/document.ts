import { isDeepStrictEqual } from 'node:util';
import { mappingsNow } from '../../../engine/mapping/book.ts';
import { mappingsOf } from '../../../engine/mapping/defaults.ts';
import type { Mapping } from '../../../engine/mapping/schema.ts';
import type { Programme } from '../../../engine/programme.ts';
import type { ShowState } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';

/** What an artist makes in the console, and a file keeps. */
export type Kept = Pick<Programme, 'cues' | 'mappings' | 'snapshots'>;

/** What scenes bring without being asked. */
const brought = (programme: Programme): readonly Mapping[] => mappingsOf({ ...programme, mappings: [] }, scenes);

/** @returns the mappings that a programme begins with: of two with one id the later */
export function mappingsIn(programme: Programme): readonly Mapping[] {
  const all = mappingsOf(programme, scenes);
  return all.filter(({ id }, i) => !all.slice(i + 1).some((one) => one.id === id));
}

function keep(programme: Programme, cues: Kept['cues'], mappings: readonly Mapping[], snapshots: Kept['snapshots']): Kept {
  const theirs = brought(programme);
  const mine = mappings.filter((one) => !theirs.some((other) => isDeepStrictEqual(other, one)));
  // what a scene brings comes back by itself: the artist who took it out finds it there, and mute
  const taken = theirs.filter(({ id }) => !mappings.some((one) => one.id === id)).map((one) => ({ ...one, mute: true }));
  return { cues, mappings: [...mine, ...taken], snapshots };
}

/** @returns of a programme's file, as much as a console changes */
export const keptIn = (programme: Programme): Kept => keep(programme, programme.cues, mappingsIn(programme), programme.snapshots);

/** @returns of a running show, what its programme would be opened with again */
export const keptOf = (programme: Programme, { book, mapping, kept }: Pick<ShowState, 'book' | 'mapping' | 'kept'>): Kept =>
  keep(programme, [...book.list], mappingsNow(mapping), { ...kept });

/** @returns the text of the file: what was written in it, and what the artist has made since */
export const textOf = (written: Readonly<Record<string, unknown>>, kept: Kept): string =>
  `${JSON.stringify({ ...written, ...kept }, null, 2)}\n`;

/** What an artist asks of cues and faders, as pages and server tell one another of it. */
import { z } from 'zod';
import type { EditName } from '../../engine/editing/name.ts';
import { artistInputs } from '../../engine/input.ts';
import type { Refusal } from '../../engine/result.ts';

export const artistSchema = z.discriminatedUnion('kind', artistInputs);
export type ArtistWish = z.infer<typeof artistSchema>;

/** An edit that can be taken back, or done again: what it did, and by what it is told from others. */
export interface Turnable {
  readonly id: number;
  readonly name: EditName;
}

/** How the programme is kept on disk. */
export interface SavedView {
  /** the file's name, without its folder */
  readonly file: string;
  readonly state: 'saved' | 'saving' | 'failed';
  /** why it failed, and what to do */
  readonly why: Refusal | null;
}

/** What an artist asks of cues and faders, as pages and server tell one another of it. */
import { z } from 'zod';
import type { Cue } from '../../engine/cues/cue.ts';
import { artistInputs } from '../../engine/input.ts';

export const artistSchema = z.discriminatedUnion('kind', artistInputs);
export type ArtistWish = z.infer<typeof artistSchema>;

/** The list of cues, for a page that shows it and tries what the next would bring. */
export type CueList = readonly Pick<Cue, 'number' | 'name' | 'scene' | 'notes' | 'group' | 'params' | 'transition' | 'fades'>[];

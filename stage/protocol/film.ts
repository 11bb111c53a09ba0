/** A film of a replay: what the page that draws it is told to draw, and what it tells meanwhile. */
import { z } from 'zod';

/** A film is held in memory while its sound is rendered: longer ones are made in parts, min. */
export const LONGEST_MIN = 15;

/** Answer of `/film/job`. Frame n (from 1) shows the show at `fromS + (n − 1) / fps`. */
export const filmJobSchema = z.object({
  run: z.number().int().min(1),
  /** of the show, s */
  fromS: z.number().min(0),
  frames: z.number().int().min(1),
  fps: z.number().min(1).max(60),
  width: z.number().int().min(16).max(7680),
  height: z.number().int().min(16).max(4320),
  /** seconds before the stretch that the picture and the sound have seen, at most */
  warmUpS: z.number().min(0),
  quality: z.number().min(0.2).max(1),
});
export type FilmJob = z.infer<typeof filmJobSchema>;

/** Samples a second, and bytes of a sample of both channels, of the film's sound. */
export const SOUND_HZ = 48_000;
export const SOUND_BYTES = 6;
export const soundSamples = ({ frames, fps }: Pick<FilmJob, 'frames' | 'fps'>): number => Math.round((frames / fps) * SOUND_HZ);

/** What the page tells, beside frames and sound: `POST /film/tell`. */
export const filmWordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), what: z.enum(['reading', 'replaying', 'warming', 'sounding']), share: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('trouble'), text: z.string().max(400) }),
  z.object({
    kind: z.literal('done'),
    /** of the run's strokes, as the page's replay made them, and whether the recording says the same */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    identical: z.boolean(),
    /** the renderer, for whoever compares two films */
    renderer: z.string().max(200),
    cues: z.array(z.object({ number: z.number(), name: z.string().max(120), frame: z.number().int().min(1) })).max(10_000),
  }),
]);
export type FilmWord = z.infer<typeof filmWordSchema>;

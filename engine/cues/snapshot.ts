import { z } from 'zod';

const level = z.number().min(0).max(1);

/** What an artist calls a snapshot. */
export const snapshotName = z.string().min(1).max(60);

/** Where every fader stood when it was stored: parameters in their own units, masters 0..1. */
export const snapshotSchema = z.object({ params: z.record(z.string().max(60), z.number()), light: level, sound: level });
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;

/** Most that are kept. */
export const MOST_KEPT = 64;

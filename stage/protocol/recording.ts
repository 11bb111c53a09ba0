/** Recordings, as the server tells operators' pages of them. Both sides check: a recording may come from another version. */
import { z } from 'zod';
import { inputSchema } from '../../engine/input.ts';
import { programmeSchema } from '../../engine/programme.ts';

const count = z.number().int().min(0);
const summary = {
  run: z.number().int().min(1),
  title: z.string(),
  /** ISO 8601 */
  began: z.string(),
  steps: count,
  inputs: count,
  strokes: count,
};

/** Answer of `/api/runs`. `folder`: where the ledger lies, for a command line. */
export const runsSchema = z.object({ folder: z.string(), runs: z.array(z.object(summary)) });
export type Runs = z.infer<typeof runsSchema>;
export type RunSummary = Runs['runs'][number];

/** First line of `/api/run?run=n`; `digest` is that of all strokes, as they were recorded. */
export const runHeadSchema = z.object({ ...summary, programme: programmeSchema, digest: z.string() });
export type RunHead = z.infer<typeof runHeadSchema>;

/** Every further line. */
export const inputLineSchema = z.tuple([count, inputSchema]);

import { z } from 'zod';
import { readInput } from '../../engine/input-read.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import type { StampedInput } from '../../engine/replay.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Entry } from './chain.ts';

/** Entries of one performance, in order, of these kinds. */
export type ReadRun = (kinds: readonly string[]) => Iterable<Entry>;

/** How a performance began. */
export interface Begun {
  readonly run: number;
  readonly programme: Programme;
}

const beginSchema = z.object({ run: z.number().int(), programme: programmeSchema });

export function readBegin(read: ReadRun): Result<Begun> {
  const [first] = read(['show/begin']);
  const begun = first && beginSchema.safeParse(JSON.parse(first.body));
  return begun?.success
    ? done(begun.data)
    : refused('ledger/no-begin', 'this performance has no readable beginning in the ledger', 'choose another run, or verify the ledger');
}

/**
 * What anyone did in a performance, one input at a time: an hour of it would not be welcome in memory.
 *
 * @param entries - of kind `input`, in order
 * @throws ZodError where one is no input
 */
export function* readInputs(entries: Iterable<Entry>): Generator<StampedInput> {
  for (const { step, body } of entries) yield { step, input: readInput(JSON.parse(body)) };
}

import { z } from 'zod';
import { readInput } from '../../engine/input-read.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import type { StampedInput } from '../../engine/replay.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Entry } from './chain.ts';
import { entryTrouble, readEntry } from './entry.ts';

/** Entries of one performance, in order, of these kinds. */
export type ReadRun = (kinds: readonly string[]) => Iterable<Entry>;

/** How a performance began. */
export interface Begun {
  readonly run: number;
  readonly programme: Programme;
}

const beginSchema = z.object({ run: z.number().int(), programme: programmeSchema });

export function readBegin(read: ReadRun): Result<Begun> {
  try {
    const [first] = read(['show/begin']);
    if (first) return done(readEntry(first, beginSchema.parse));
  } catch (error) {
    const trouble = entryTrouble(error);
    if (trouble === null) throw error;
    return refused('ledger/no-begin', `this performance has no readable beginning in the ledger: ${trouble}`, ANOTHER_VERSION);
  }
  return refused('ledger/no-begin', 'this performance has no beginning in the ledger', 'choose another run');
}

const ANOTHER_VERSION = 'if the chain is whole, replay it with the version that recorded it; if not, it was damaged there';

/** Why a performance cannot be gone through to its end. */
export const unreadableRun = (trouble: string) => refused('ledger/entry', trouble, ANOTHER_VERSION);

/**
 * What anyone did in a performance, one input at a time: an hour of it would not be welcome in memory.
 *
 * @param entries - of kind `input`, in order
 * @throws EntryFault where one is no input
 */
export function* readInputs(entries: Iterable<Entry>): Generator<StampedInput> {
  for (const entry of entries) yield { step: entry.step, input: readEntry(entry, readInput) };
}

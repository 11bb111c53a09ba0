import { z } from 'zod';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { done, type Refusal, type Result, refused } from '../../engine/result.ts';
import type { Entry } from '../ledger/chain.ts';
import { entryTrouble, readEntry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/store.ts';
import { BOOK_KINDS, type Books } from './books.ts';

const begunSchema = z.object({
  programme: z.unknown(),
  rehearsal: z.object({ run: z.number().int() }).optional(),
});

/**
 * Take up the books where the last run left them, and enter this run.
 *
 * A rehearsal and a show never share a folder: what one painted is nothing to the other.
 *
 * @param newCanvas - a fresh canvas is on the easel: what was painted and what was waiting stays in the ledger, but is over
 * @param rehearsal - whose audience comes in; null in a show
 * @returns the number of this run, from 1
 */
export function recall(
  ledger: Ledger,
  books: Books,
  programme: Programme,
  newCanvas: boolean,
  rehearsal: { readonly run: number; readonly title: string } | null = null,
): Result<{ readonly run: number }> {
  const { run: played, last } = lastOf(ledger);
  const run = played + 1;
  const enter = (kind: string, body: unknown) => ledger.append({ run, step: 0, kind, body });
  if (last !== null && (last.kind === 'rehearsal') !== (rehearsal !== null))
    return rehearsal
      ? refused('rehearsal/folder', 'this data folder holds a show, and a rehearsal would be written into it', OWN_FOLDER)
      : refused('data/rehearsal', 'this data folder holds rehearsals, and no show', OWN_FOLDER);
  if (last !== null && last.programme === null && !newCanvas)
    return refused(
      'canvas/unknown',
      `the beginning of run ${played} in this data folder is damaged or of another version, so that its canvas is not known`,
      `add --new-canvas if a new canvas is on the easel, or ${OWN_FOLDER}`,
    );
  const differs = last?.programme && difference(last.programme, programme);
  if (differs && !newCanvas)
    return refused(
      'canvas/another',
      `the canvas in this data folder was begun with another ${differs}`,
      'add --new-canvas if a new canvas is on the easel, or give this programme a folder of its own with --data DIR',
    );
  const kept = newCanvas ? null : rebuild(ledger, books);
  if (kept !== null) return kept;
  if (newCanvas && last) enter('canvas/new', {});
  enter('show/begin', { run, programme, ...(rehearsal && { rehearsal: { run: rehearsal.run, title: rehearsal.title } }) });
  ledger.flush();
  return done({ run });
}
/** Who played here last: the programme is null where this version cannot read it. */
interface Last {
  readonly kind: 'show' | 'rehearsal';
  readonly programme: Programme | null;
}

/** A number is never given twice, whatever can be read of the runs that had it: strokes are numbered by it. */
function lastOf(ledger: Ledger): { readonly run: number; readonly last: Last | null } {
  let run = 0;
  let last: Last | null = null;
  for (const entry of ledger.read({ kinds: ['show/begin'] })) {
    run = Math.max(run, entry.run);
    last = readLast(entry);
  }
  return { run, last };
}

function readLast(entry: Entry): Last {
  try {
    const { programme, rehearsal } = readEntry(entry, begunSchema.parse);
    const read = programmeSchema.safeParse(programme);
    return { kind: rehearsal === undefined ? 'show' : 'rehearsal', programme: read.success ? read.data : null };
  } catch {
    return { kind: 'show', programme: null };
  }
}

/** Goes through the ledger into the books. @returns why it cannot be, or null */
function rebuild(ledger: Ledger, books: Books): { readonly ok: false; readonly why: Refusal } | null {
  try {
    // of what stood on an earlier canvas nothing need be read
    const fresh = [...ledger.read({ kinds: ['canvas/new'] })].at(-1);
    for (const entry of ledger.read({ kinds: BOOK_KINDS, after: (fresh?.seq ?? 1) - 1 })) books.remember(entry);
    return null;
  } catch (error) {
    const trouble = entryTrouble(error);
    if (trouble === null) throw error;
    return refused(
      'ledger/entry',
      `what was painted is not known: ${trouble}`,
      `add --new-canvas if a new canvas is on the easel, or ${OWN_FOLDER}; replay says whether the ledger was altered`,
    );
  }
}

const OWN_FOLDER = 'give it a folder of its own with --data DIR';

/** What of the canvas itself is different, if anything: its size, its wells, its brushes. */
function difference(before: Programme, now: Programme): string | null {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (!same(before.canvas, now.canvas)) return `size (${before.canvas.widthMm} × ${before.canvas.heightMm} mm)`;
  if (!same(before.palette, now.palette)) return 'palette';
  // one that has worn since, or is known better, is the same brush
  const marks = ({ brushes }: Programme) => brushes.map(({ id, widthMm }) => [id, widthMm]);
  return same(marks(before), marks(now)) ? null : 'set of brushes';
}

import { z } from 'zod';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Ledger } from '../ledger/store.ts';
import { BOOK_KINDS, type Books } from './books.ts';

const begunSchema = z.object({
  run: z.number().int(),
  programme: programmeSchema,
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
  let last: z.infer<typeof begunSchema> | null = null;
  for (const entry of ledger.read({ kinds: ['show/begin'] })) {
    const begun = begunSchema.safeParse(JSON.parse(entry.body));
    if (begun.success) last = begun.data;
  }
  const run = (last?.run ?? 0) + 1;
  const enter = (kind: string, body: unknown) => ledger.append({ run, step: 0, kind, body });
  if (last && (last.rehearsal !== undefined) !== (rehearsal !== null))
    return rehearsal
      ? refused('rehearsal/folder', 'this data folder holds a show, and a rehearsal would be written into it', OWN_FOLDER)
      : refused('data/rehearsal', 'this data folder holds rehearsals, and no show', OWN_FOLDER);
  const differs = last && difference(last.programme, programme);
  if (differs && !newCanvas)
    return refused(
      'canvas/another',
      `the canvas in this data folder was begun with another ${differs}`,
      'add --new-canvas if a new canvas is on the easel, or give this programme a folder of its own with --data DIR',
    );
  if (newCanvas && last) enter('canvas/new', {});
  enter('show/begin', { run, programme, ...(rehearsal && { rehearsal: { run: rehearsal.run, title: rehearsal.title } }) });
  ledger.flush();
  for (const entry of ledger.read({ kinds: BOOK_KINDS })) books.remember(entry);
  return done({ run });
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

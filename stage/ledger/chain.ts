import { createHash } from 'node:crypto';

/** One line of the ledger. `body` is JSON text, kept as it was written so that its hash never depends on a re-encoding. */
export interface Entry {
  readonly seq: number;
  readonly run: number;
  readonly step: number;
  /** ms since the epoch, of the machine that wrote it: a witness, not a source of the replay */
  readonly at: number;
  readonly kind: string;
  readonly body: string;
  /** SHA-256, hex, of the previous entry's hash and all of the above */
  readonly hash: string;
}

/** What the first entry chains to. */
export const GENESIS = '0'.repeat(64);

/** @returns SHA-256, hex, over the previous hash and the entry's fields, each closed by a newline that JSON text cannot hold */
export const entryHash = (previous: string, entry: Omit<Entry, 'hash'>): string =>
  createHash('sha256')
    .update(`${previous}\n${entry.seq}\n${entry.run}\n${entry.step}\n${entry.at}\n${entry.kind}\n${entry.body}\n`)
    .digest('hex');

/** The first entry that does not follow from the one before it, or null when the chain is whole. */
export function firstBreak(entries: Iterable<Entry>): { readonly seq: number; readonly why: string } | null {
  let previous = GENESIS;
  let expected = 1;
  for (const entry of entries) {
    if (entry.seq !== expected) return { seq: expected, why: `entry ${expected} is missing; ${entry.seq} follows` };
    if (entryHash(previous, entry) !== entry.hash)
      return { seq: entry.seq, why: `entry ${entry.seq} (${entry.kind}) was altered after it was written` };
    previous = entry.hash;
    expected++;
  }
  return null;
}

import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Entry } from './chain.ts';

/** What is wrong with an entry, with its number: thrown from where entries are gone through, and told by `entryTrouble`. */
export class EntryFault extends Error {}

/** Characters of what is wrong that help; a schema may name all that it would have taken. */
const MOST = 160;

/**
 * @param entry - of a ledger that anybody may have written to
 * @param read - what is made of its JSON; throws where it cannot be
 * @throws EntryFault
 */
export function readEntry<T>(entry: Pick<Entry, 'seq' | 'kind' | 'step' | 'body'>, read: (body: unknown) => T): T {
  try {
    return read(JSON.parse(entry.body));
  } catch (error) {
    const { seq, kind, step } = entry;
    throw new EntryFault(`entry ${seq} (${kind}, step ${step}) cannot be read: ${reason(error).slice(0, MOST)}`);
  }
}

function reason(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue === undefined) return error instanceof Error ? error.message : String(error);
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message;
}

/** @returns in words what stopped the reading of a ledger, its file or an entry; null where the error is none of the ledger's */
export function entryTrouble(error: unknown): string | null {
  if (error instanceof EntryFault) return error.message;
  return error instanceof Database.SqliteError ? `its file cannot be read: ${error.message}` : null;
}

import Database from 'better-sqlite3';
import { refused } from '../../engine/result.ts';
import { HZ } from '../../engine/show.ts';
import type { Ledger } from '../ledger/store.ts';
import type { LogLine } from '../protocol/messages.ts';

/** Steps between attempts to write what could not be written: a second. */
const AGAIN_STEPS = HZ;
/** Entries that memory keeps: an hour of a lively room. */
const MOST_WAITING = 400_000;

/** Why a ledger that can be opened cannot be written. */
export const unwritable = (file: string, error: unknown) =>
  refused(
    'ledger/unwritable',
    `the ledger ${file} cannot be written: ${reason(error)}`,
    'make room on its disk, or give another folder with --data DIR',
  );

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Writes the ledger once a step. A disk that is full, or another program that holds the file, ends no show: what is done
 * is kept in memory, in order, and written as soon as it can be.
 */
export function createScribe(ledger: Pick<Ledger, 'file' | 'flush' | 'waiting'>, log: (level: LogLine['level'], text: string) => void) {
  /** the step since which it cannot be written, and the last at which it was tried */
  let stuck: { readonly since: number; readonly tried: number } | null = null;
  const fail = (error: unknown, step: number): false => {
    // anything else is a mistake of ours
    if (!(error instanceof Database.SqliteError)) throw error;
    if (stuck === null)
      log(
        'error',
        `the ledger ${ledger.file} cannot be written: ${error.message}. The show goes on and keeps what is done in memory, the arm waits: make room on its disk, and end what else uses that file`,
      );
    stuck = { since: stuck?.since ?? step, tried: step };
    if (ledger.waiting() > MOST_WAITING)
      throw new Error(`${ledger.waiting()} entries could not be written to ${ledger.file}; memory keeps no more`);
    return false;
  };
  return {
    unwritten: (): number => (stuck === null ? 0 : ledger.waiting()),
    /** @returns whether all that was recorded is in the file */
    write(step: number): boolean {
      if (stuck !== null && step - stuck.tried < AGAIN_STEPS) return false;
      try {
        ledger.flush();
      } catch (error) {
        return fail(error, step);
      }
      if (stuck !== null) log('info', `the ledger is written again, after ${Math.round((step - stuck.since) / HZ)} s; nothing is lost`);
      stuck = null;
      return true;
    },
    /** the last that is written */
    end(): void {
      try {
        ledger.flush();
      } catch (error) {
        log('error', `${ledger.waiting()} entries of the ledger are lost, since ${ledger.file} cannot be written: ${reason(error)}`);
      }
    },
  };
}

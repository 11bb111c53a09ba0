import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { done, type Result, refused } from '../../engine/result.ts';

/** @param path - a data folder, or the ledger in it; @returns the ledger's file, which is there */
export function ledgerFile(path: string): Result<string> {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'show.ledger') : resolve(path);
  return existsSync(file)
    ? done(resolve(file))
    : refused('ledger/absent', `there is no ledger at ${resolve(file)}`, 'give a data folder that a show has played in');
}

/** Why a file is no ledger. */
export const unreadable = (file: string, error: unknown) => ({
  code: 'ledger/unreadable',
  text: `${resolve(file)} cannot be read as a ledger: ${error instanceof Error ? error.message : error}`,
  remedy: 'give the show.ledger of a data folder',
});

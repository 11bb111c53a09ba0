import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { done, type Result, refused } from '../../engine/result.ts';

/** A data folder that is ours alone until `release`. */
export interface DataFolder {
  readonly path: string;
  readonly ledgerFile: string;
  /** tell who holds it, for the message that a second show prints */
  announce(url: string): void;
  release(): void;
}

/**
 * Take a data folder for one show. The lock is a SQLite write lock: the kernel lets go of it however the process ends,
 * so a crash never leaves a folder locked.
 */
export function takeFolder(folder: string): Result<DataFolder> {
  const path = resolve(folder);
  const holder = join(path, 'holder.json');
  let lock: Database.Database;
  try {
    mkdirSync(path, { recursive: true });
    lock = new Database(join(path, 'lock.sqlite'), { timeout: 0 });
  } catch (error) {
    return refused('data/unusable', `the data folder ${path} cannot be used: ${reason(error)}`, 'give another one with --data DIR');
  }
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY'))
      return refused(
        'data/unusable',
        `nothing can be written into the data folder ${path}: ${reason(error)}`,
        'make room on its disk, or give another one with --data DIR',
      );
    return refused(
      'data/in-use',
      `another show is running on the data folder ${path}${whoHolds(holder)}`,
      'stop that one, or give this one a folder of its own with --data DIR',
    );
  }
  return done({
    path,
    ledgerFile: join(path, 'show.ledger'),
    announce: (url) => {
      try {
        writeFileSync(holder, JSON.stringify({ pid: process.pid, url }));
      } catch {
        // a full disk: who holds the folder is a help, and no more
      }
    },
    release: () => {
      if (!lock.open) return;
      lock.exec('ROLLBACK');
      lock.close();
    },
  });
}

function whoHolds(file: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8'));
    return ` (process ${Number(pid)}, ${String(url)})`;
  } catch {
    return '';
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

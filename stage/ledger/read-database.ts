import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * A ledger's file, open for reading. SQLite needs to write beside a file that is open for two; where nothing can be written,
 * as in an archive, nobody else writes either, and it is read into memory.
 *
 * @throws SqliteError where it is no database, or cannot be read
 */
export function readDatabase(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.prepare('SELECT 1 FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CANTOPEN')) throw error;
    if (sizeOf(`${file}-wal`) > 0)
      throw new Database.SqliteError(
        'it lies where nothing can be written, and part of it is in the -wal beside it: copy both to where something can',
        error.code,
      );
    return new Database(alone(readFileSync(file)), { readonly: true });
  }
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** Its header no longer says that a write-ahead log belongs to it (bytes 18 and 19: 1 for none, 2 for one). */
function alone(bytes: Buffer): Buffer {
  bytes[18] = 1;
  bytes[19] = 1;
  return bytes;
}

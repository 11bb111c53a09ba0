import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type Entry, entryHash, GENESIS } from './chain.ts';
import { readDatabase } from './read-database.ts';

/** An append-only, hash-chained record on disk. Entries gather in memory until `flush` writes them in one transaction. */
export interface Ledger {
  readonly file: string;
  append(entry: { readonly run: number; readonly step: number; readonly kind: string; readonly body: unknown }): void;
  /**
   * @returns how many entries were written
   * @throws SqliteError where they cannot be: then they wait on, in their order, and the next flush writes them too
   */
  flush(): number;
  /** entries that are not written yet */
  waiting(): number;
  /** entries so far, and the hash of the last */
  head(): { readonly entries: number; readonly hash: string };
  /** in order, of one kind or all, after a given seq; written entries only */
  read(query?: LedgerQuery): IterableIterator<Entry>;
  close(): void;
}

export interface LedgerQuery {
  readonly after?: number;
  readonly limit?: number;
  readonly run?: number;
  readonly kinds?: readonly string[];
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY, run INTEGER NOT NULL, step INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_kind ON entries (kind, seq);
`;

/** How long a step waits for another program that is writing to the file, ms. */
const PATIENCE_MS = 20;

/**
 * Open or create a ledger.
 *
 * WAL with `synchronous = NORMAL`: a killed process loses nothing that was flushed; a power cut may lose the last
 * transactions but never breaks the chain.
 *
 * @param now - ms since the epoch
 * @throws when the file is no SQLite database or cannot be written
 */
export function openLedger(file: string, now: () => number): Ledger {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(SCHEMA);
  // a show does not stand still for another program that holds the file
  db.pragma(`busy_timeout = ${PATIENCE_MS}`);
  const insert = db.prepare('INSERT INTO entries (seq, run, step, at, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const last = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1').get();
  let head = { entries: last?.seq ?? 0, hash: last?.hash ?? GENESIS };
  let waiting: Entry[] = [];
  const writeAll = db.transaction((entries: readonly Entry[]) => {
    for (const e of entries) insert.run(e.seq, e.run, e.step, e.at, e.kind, e.body, e.hash);
  });
  const flush = (): number => {
    if (waiting.length === 0) return 0;
    const writing = waiting;
    writeAll(writing);
    waiting = [];
    return writing.length;
  };
  return {
    file,
    append({ run, step, kind, body }) {
      const entry = { seq: head.entries + 1, run, step, at: Math.round(now()), kind, body: JSON.stringify(body) };
      const hash = entryHash(head.hash, entry);
      waiting.push({ ...entry, hash });
      head = { entries: entry.seq, hash };
    },
    flush,
    waiting: () => waiting.length,
    head: () => head,
    read: (query) => readEntries(db, query),
    close() {
      if (!db.open) return;
      try {
        flush();
      } finally {
        db.close();
      }
    },
  };
}

/**
 * Open a ledger for reading only: a running show may go on writing it.
 *
 * @param still - all of it is read as it stood at the first reading. For what ends soon: meanwhile the file of what is new grows
 */
export function readLedger(file: string, still = false): { read(query?: LedgerQuery): IterableIterator<Entry>; close(): void } {
  const db = readDatabase(file);
  if (still) db.exec('BEGIN');
  return { read: (query) => readEntries(db, query), close: () => db.close() };
}

function readEntries(db: Database.Database, { after = 0, limit = -1, run, kinds }: LedgerQuery = {}): IterableIterator<Entry> {
  const wanted = kinds ? `AND kind IN (${kinds.map(() => '?').join(', ')})` : '';
  const only = run === undefined ? '' : 'AND run = ?';
  return db
    .prepare<(string | number)[], Entry>(`SELECT * FROM entries WHERE seq > ? ${wanted} ${only} ORDER BY seq LIMIT ?`)
    .iterate(after, ...(kinds ?? []), ...(run === undefined ? [] : [run]), limit);
}

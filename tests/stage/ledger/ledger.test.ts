import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../../stage/ledger/chain.ts';
import { openLedger, readLedger } from '../../../stage/ledger/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alla-prima-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'show.ledger');
const write = (n: number) => {
  const ledger = openLedger(file(), () => 1_000_000);
  for (let i = 0; i < n; i++) ledger.append({ run: 1, step: i, kind: i % 2 ? 'input' : 'stroke/proposed', body: { i } });
  ledger.close();
};

describe('the ledger', () => {
  it('chains every entry to the one before, over several openings', () => {
    write(20);
    write(20);
    const ledger = readLedger(file());
    expect(firstBreak(ledger.read())).toBeNull();
    expect([...ledger.read()]).toHaveLength(40);
    ledger.close();
  });

  it.each([
    ['a body', 'UPDATE entries SET body = \'{"i":99}\' WHERE seq = 7'],
    ['a time', 'UPDATE entries SET at = 5 WHERE seq = 7'],
    ['a kind', "UPDATE entries SET kind = 'bid' WHERE seq = 7"],
    ['an entry that was taken out', 'DELETE FROM entries WHERE seq = 7'],
  ])('shows where %s was altered', (_what, sql) => {
    write(20);
    const db = new Database(file());
    db.exec(sql);
    db.close();
    const ledger = readLedger(file());
    expect(firstBreak(ledger.read())?.seq).toBe(7);
    ledger.close();
  });

  it('reads by kind, run and place', () => {
    write(10);
    const ledger = readLedger(file());
    expect([...ledger.read({ kinds: ['input'] })]).toHaveLength(5);
    expect([...ledger.read({ after: 8 })].map((entry) => entry.seq)).toEqual([9, 10]);
    expect([...ledger.read({ run: 2 })]).toEqual([]);
    expect([...ledger.read({ limit: 3 })]).toHaveLength(3);
    ledger.close();
  });

  it('can be read while a show writes it, and holds what was flushed even if nobody closes it', () => {
    const writer = openLedger(file(), () => 1);
    writer.append({ run: 1, step: 1, kind: 'input', body: {} });
    writer.flush();
    writer.append({ run: 1, step: 2, kind: 'input', body: {} });
    const reader = readLedger(file());
    expect([...reader.read()]).toHaveLength(1);
    expect(writer.head().entries).toBe(2);
    reader.close();
    writer.close();
  });

  it('keeps what could not be written, so that the chain is whole when it can be again', () => {
    const writer = openLedger(file(), () => 1);
    const other = new Database(file());
    other.exec('BEGIN IMMEDIATE');
    for (const step of [1, 2, 3]) {
      writer.append({ run: 1, step, kind: 'input', body: {} });
      expect(() => writer.flush()).toThrow(/locked/);
    }
    expect(writer.waiting()).toBe(3);
    other.exec('ROLLBACK');
    other.close();
    expect(writer.flush()).toBe(3);
    expect(firstBreak(writer.read())).toBeNull();
    writer.close();
  });

  it('is read as it stood at the first reading where that is wanted', () => {
    const writer = openLedger(file(), () => 1);
    const add = (step: number) => {
      writer.append({ run: 1, step, kind: 'input', body: {} });
      writer.flush();
    };
    add(1);
    const [still, live] = [readLedger(file(), true), readLedger(file())];
    const count = (reader: typeof still) => [...reader.read()].length;
    expect([count(still), count(live)]).toEqual([1, 1]);
    add(2);
    expect([count(still), count(live)]).toEqual([1, 2]);
    for (const each of [still, live, writer]) each.close();
  });

  it('is read where nothing can be written beside it, as in an archive', () => {
    write(20);
    // a name to which nothing can be added: the same as a folder that cannot be written, also for root
    const archived = join(folder, 'x'.repeat(253));
    renameSync(file(), archived);
    const ledger = readLedger(archived, true);
    expect(firstBreak(ledger.read())).toBeNull();
    expect([...ledger.read()]).toHaveLength(20);
    ledger.close();
  });
});

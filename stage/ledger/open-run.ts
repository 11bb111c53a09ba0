import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { done, type Result, refused } from '../../engine/result.ts';
import type { Entry } from './chain.ts';
import type { ReadRun } from './run.ts';
import { readLedger } from './store.ts';

/** One performance of a ledger, open for reading. */
export interface OpenRun {
  readonly file: string;
  readonly run: number;
  readonly read: ReadRun;
  /** entries of one kind, a few hundred at a time: nothing stays open between them, however slowly they are taken */
  pages(kind: string): Iterable<Entry>;
  close(): void;
}

const PAGE = 400;

/** @param path - a data folder, or the show.ledger in it */
export function ledgerFile(path: string): string {
  return resolve(existsSync(path) && statSync(path).isDirectory() ? join(path, 'show.ledger') : path);
}

/** @param wanted - number of the performance; the last one unless given */
export function openRun(path: string, wanted?: number): Result<OpenRun> {
  const file = ledgerFile(path);
  if (!existsSync(file))
    return refused(
      'ledger/absent',
      `there is no ledger at ${file}`,
      'give a data folder that a show has played in, or the show.ledger in it',
    );
  let ledger: ReturnType<typeof readLedger> | undefined;
  let runs: number[];
  try {
    ledger = readLedger(file);
    runs = [...ledger.read({ kinds: ['show/begin'] })].map((entry) => entry.run);
  } catch (error) {
    ledger?.close();
    return refused(
      'ledger/unreadable',
      `${file} cannot be read as a ledger: ${error instanceof Error ? error.message : error}`,
      'give the show.ledger of a data folder',
    );
  }
  const run = wanted ?? runs.at(-1);
  if (run === undefined || !runs.includes(run)) {
    ledger.close();
    return run === undefined
      ? refused('ledger/no-run', `no performance is recorded in ${file}`, 'give the ledger of a show that has played')
      : refused('ledger/no-run', `there is no performance ${run} in ${file}`, `choose one of: ${runs.join(', ')}`);
  }
  const { read, close } = ledger;
  return done({
    file,
    run,
    read: (kinds) => read({ kinds, run }),
    *pages(kind) {
      for (let after = 0; ; ) {
        const page: readonly Entry[] = [...read({ kinds: [kind], run, after, limit: PAGE })];
        yield* page;
        const last = page.at(-1);
        if (last === undefined) return;
        after = last.seq;
      }
    },
    close,
  });
}

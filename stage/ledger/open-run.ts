import { done, type Result, refused } from '../../engine/result.ts';
import type { Entry } from './chain.ts';
import { ledgerFile, unreadable } from './ledger-file.ts';
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

/** @param wanted - number of the performance; the last one unless given */
export function openRun(path: string, wanted?: number): Result<OpenRun> {
  const found = ledgerFile(path);
  if (!found.ok) return found;
  const file = found.value;
  let ledger: ReturnType<typeof readLedger> | undefined;
  let runs: number[];
  try {
    ledger = readLedger(file);
    runs = [...ledger.read({ kinds: ['show/begin'] })].map((entry) => entry.run);
  } catch (error) {
    ledger?.close();
    return { ok: false, why: unreadable(file, error) };
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

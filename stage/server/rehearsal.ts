import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Input } from '../../engine/input.ts';
import { rehearse } from '../../engine/rehearsal.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import { HZ } from '../../engine/show.ts';
import { openRun } from '../ledger/open-run.ts';
import { readBegin, readInputs } from '../ledger/run.ts';
import type { LogLine } from '../protocol/messages.ts';

/** Whose audience comes in, and how. */
export interface RehearsalOptions {
  /** a data folder, or the ledger in it */
  readonly ledger: string;
  /** the last performance unless given */
  readonly run?: number;
  /** begins so far into it, s */
  readonly fromS: number;
  /** 2 is twice as fast as it was */
  readonly pace: number;
}

/** What `/health` says of it. */
export interface RehearsalView {
  readonly run: number;
  readonly title: string;
  readonly inputs: number;
  readonly over: boolean;
}

/** Yesterday's audience, as it comes into a running show. */
export interface Rehearsal {
  readonly run: number;
  readonly file: string;
  readonly title: string;
  view(): RehearsalView;
  /** say what it does before this step of the show, from 1 */
  before(step: number, say: (input: Input) => void, log: (level: LogLine['level'], text: string) => void): void;
  dispose(): void;
}

/** Before every name of yesterday: no phone, pointer or camera of tonight is called so. */
const PREFIX = 'rehearsal-';

/** Where a folder really is; it may not be there yet. */
function placeOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** @param data - the folder that the rehearsal itself is recorded in */
export function openRehearsal({ ledger, run: wanted, fromS, pace }: RehearsalOptions, data: string): Result<Rehearsal> {
  const opened = openRun(ledger, wanted);
  if (!opened.ok) return opened;
  const { file, run, read, pages, close } = opened.value;
  const giveUp = <T extends { readonly ok: false }>(why: T): T => {
    close();
    return why;
  };
  if (placeOf(dirname(file)) === placeOf(data))
    return giveUp(
      refused(
        'rehearsal/folder',
        `${file} lies in the data folder that this rehearsal would be recorded in`,
        'give the rehearsal a folder of its own with --data DIR',
      ),
    );
  const begun = readBegin(read);
  if (!begun.ok) return giveUp(begun);
  const { title } = begun.value.programme;
  const coming = rehearse(readInputs(pages('input')), { withArtist: false, fromS, pace, prefix: PREFIX });
  let inputs = 0;
  let next: ReturnType<typeof coming.next> | null;
  try {
    next = coming.next();
  } catch (error) {
    return giveUp(refused('ledger/input', `performance ${run} cannot be read: ${reason(error)}`, 'choose another performance'));
  }
  if (next.done)
    return giveUp(
      refused(
        'rehearsal/nobody',
        `nobody came to performance ${run} of ${file}${fromS > 0 ? ` after its first ${fromS} s` : ''}`,
        'choose another performance with --rehearse-run N',
      ),
    );
  return done({
    ...{ run, file, title },
    view: () => ({ run, title, inputs, over: next === null }),
    before(step, say, log) {
      if (next === null) return;
      try {
        while (!next.done && next.value.step <= step) {
          say(next.value.input);
          inputs++;
          next = coming.next();
        }
        if (!next.done) return;
        next = null;
        log('info', `the rehearsal is over: the audience of run ${run} of “${title}” has left after ${clock(step)}; the show goes on`);
      } catch (error) {
        next = null;
        log('error', `the rehearsal ends here: performance ${run} cannot be read on: ${reason(error)}`);
      }
    },
    dispose() {
      next = null;
      close();
    },
  });
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const clock = (step: number): string => `${Math.floor(step / HZ / 60)} min ${Math.round(step / HZ) % 60} s`;

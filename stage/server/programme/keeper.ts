import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../../../engine/result.ts';
import { HZ, type ShowState } from '../../../engine/show.ts';
import type { SavedView } from '../../protocol/artist.ts';
import { type Kept, keptIn, keptOf, textOf } from './document.ts';
import type { LoadedProgramme } from './load.ts';
import { type OpenProgramme, stamp } from './open.ts';
import { writeWhole } from './write.ts';

interface Parts {
  readonly open: OpenProgramme;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** ms since the epoch */
  readonly now: () => number;
}

/** A change is on disk within a second. */
const LOOK_STEPS = HZ;
/** What could not be saved is tried again after so long, ms. */
const AGAIN_MS = 10_000;

/** Keeps the programme as the artist makes it: saved by itself, whole at every moment, with a copy beside it. */
export function createKeeper({ open, log, now }: Parts) {
  const { file, lastGood, programme } = open;
  let { written } = open;
  let seen: Pick<ShowState, 'book' | 'mapping' | 'kept'> | null = null;
  /** what the file would be opened with */
  let saved: Kept = keptIn(programme);
  /** what this file holds, as far as we know: another hand may write it too */
  let onDisk = textOnDisk(file);
  let why: Refusal | null = null;
  let nextTryMs = 0;

  const save = (text: string): void => {
    try {
      const there = textOnDisk(file);
      if (there !== null && there !== onDisk) {
        const aside = `${file}.${stamp(now())}.aside`;
        writeFileSync(aside, there);
        log('warn', `${basename(file)} was changed by another program and not read yet: that version is kept as ${basename(aside)}`);
      }
      writeWhole(file, text);
      onDisk = text;
      mkdirSync(dirname(lastGood), { recursive: true });
      copyFileSync(file, lastGood);
      if (why !== null) log('info', `${basename(file)} is saved again`);
      why = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (why === null) log('warn', `the programme could not be saved in ${file}: ${reason}; it is tried again`);
      why = {
        code: 'programme/unsaved',
        text: `the programme could not be saved: ${reason}`,
        remedy: 'make room on the disk, or let this user write there; until then it lives in the ledger',
      };
      nextTryMs = now() + AGAIN_MS;
    }
  };
  const look = (state: ShowState): void => {
    const kept = keptOf(programme, state);
    if (isDeepStrictEqual(kept, saved)) why = null;
    else if (now() >= nextTryMs) {
      save(textOf(written, kept));
      if (why === null) saved = kept;
    }
  };

  return {
    file,
    /** what this file holds as we know it: the text that was read or written last */
    holds: (): string | null => onDisk,
    /** after each step; it looks once a second */
    see(state: ShowState): void {
      if (state.step % LOOK_STEPS !== 0 && seen !== null) return;
      if (seen?.book === state.book && seen.kept === state.kept && seen.mapping === state.mapping && why === null) return;
      seen = state;
      look(state);
    },
    /** the file was read again: from now on it holds this */
    took(loaded: LoadedProgramme, text: string): void {
      onDisk = text;
      written = loaded.written;
      saved = keptIn(loaded.programme);
    },
    view: (): SavedView => ({ file: basename(file), state: why === null ? 'saved' : 'failed', why }),
    /** at the end: whatever is not saved yet */
    close(state: ShowState): void {
      nextTryMs = 0;
      look(state);
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;

export function textOnDisk(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

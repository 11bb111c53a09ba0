import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../../../engine/result.ts';
import { HZ, type ShowState } from '../../../engine/show.ts';
import type { SavedView } from '../../protocol/artist.ts';
import { type Disk, realDisk } from './disk.ts';
import { type Kept, keptIn, keptOf, textOf } from './document.ts';
import type { LoadedProgramme } from './load.ts';
import { type OpenProgramme, stamp } from './open.ts';
import { writeWhole } from './write.ts';

interface Parts {
  readonly open: OpenProgramme;
  readonly log: (level: 'info' | 'warn', text: string) => void;
  /** ms since the epoch */
  readonly now: () => number;
  readonly disk?: Disk;
}

/** A change is on its way to the disk within a second. */
const LOOK_STEPS = HZ;
/** What could not be saved is tried again after so long, ms. */
const AGAIN_MS = 10_000;

/**
 * Keeps the programme as the artist makes it: saved by itself, whole at every moment, with a copy beside it. The show never waits
 * for the disk; one writing follows the other, and what was edited while one went on is in the next.
 */
export function createKeeper({ open, log, now, disk = realDisk }: Parts) {
  const { file, lastGood, programme } = open;
  let { written } = open;
  let latest: ShowState | null = null;
  let seen: ShowState | null = null;
  /** what the file would be opened with; null when that is not known, and it is written whatever it holds */
  let saved: Kept | null = keptIn(programme);
  /** what this file holds, as far as we know: another hand may write it too, and of two that wrote at once either may be there */
  let onDisk: readonly (string | null)[] = [textOnDisk(file)];
  /** what is on its way there */
  let writing: { readonly text: string; readonly over: Promise<void> } | null = null;
  let why: Refusal | null = null;
  let nextTryMs = 0;

  const wrote = (text: string): boolean => onDisk.includes(text) || text === writing?.text;
  const failed = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    if (why === null) log('warn', `the programme could not be saved in ${file}: ${reason}; it is tried again`);
    why = {
      code: 'programme/unsaved',
      text: `the programme could not be saved: ${reason}`,
      remedy: 'make room on the disk, or let this user write there; until then it lives in the ledger',
    };
    nextTryMs = now() + AGAIN_MS;
  };
  const save = async (kept: Kept, text: string): Promise<void> => {
    const before = written;
    try {
      const aside = `${file}.${stamp(now())}.aside`;
      const strange = await writeWhole(disk, file, text, { known: wrote, aside });
      if (strange)
        log('warn', `${basename(file)} was changed by another program and not read yet: that version is kept as ${basename(aside)}`);
      onDisk = before === written ? [text] : [text, ...onDisk];
      saved = null;
      await disk.folder(dirname(lastGood));
      await disk.place(await disk.draft(lastGood, text), lastGood);
      // where the file was read again meanwhile, what else was written in it is not in this text
      if (before === written) saved = kept;
      if (why !== null) log('info', `${basename(file)} is saved again`);
      why = null;
    } catch (error) {
      failed(error);
    }
  };
  const look = (state: ShowState): void => {
    seen = state;
    const kept = keptOf(programme, state);
    if (saved !== null && isDeepStrictEqual(kept, saved)) {
      why = null;
      return;
    }
    if (now() < nextTryMs) return;
    const text = textOf(written, kept);
    const over = save(kept, text).finally(() => {
      writing = null;
    });
    writing = { text, over };
  };
  const isDue = (state: ShowState): boolean => seen === null || seen.edits !== state.edits || why !== null || saved === null;

  return {
    file,
    /** whether a text is what this file holds as we know it, or will hold in a moment: then nobody else has written it */
    wrote,
    /** after each step; it looks once a second */
    see(state: ShowState): void {
      latest = state;
      if (writing === null && (state.step % LOOK_STEPS === 0 || seen === null) && isDue(state)) look(state);
    },
    /** the file was read again: from now on it holds this */
    took(loaded: LoadedProgramme, text: string): void {
      onDisk = [text];
      written = loaded.written;
      saved = keptIn(loaded.programme);
    },
    view(): SavedView {
      const pending = writing !== null || (seen !== null && seen.edits !== latest?.edits);
      return { file: basename(file), state: why !== null ? 'failed' : pending ? 'saving' : 'saved', why };
    },
    /** at the end: whatever is not saved yet */
    async close(state: ShowState): Promise<void> {
      await writing?.over;
      nextTryMs = 0;
      look(state);
      await writing?.over;
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

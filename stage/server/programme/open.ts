import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { done, type Result } from '../../../engine/result.ts';
import { draftOf } from './disk.ts';
import { builtInProgramme, type LoadedProgramme, readProgramme } from './load.ts';

/** A programme that is open, and the file that it is kept in. */
export interface OpenProgramme extends LoadedProgramme {
  readonly file: string;
  /** a copy of it as it last was whole */
  readonly lastGood: string;
  /** something was amiss and was mended: to be said */
  readonly amiss: string | null;
}

const nameless = 'programme.show.json';
/** `2026-11-25T21-04-09`: for names of files that must not meet */
export const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-');

/** Where the whole copy of a programme lies in a data folder: two may have one name, in different folders. */
const lastGoodOf = (data: string, file: string): string =>
  join(data, 'last-good', `${createHash('sha256').update(file).digest('hex').slice(0, 8)}-${basename(file)}`);

function copyWhole(from: string, to: string): void {
  const draft = draftOf(to);
  copyFileSync(from, draft);
  renameSync(draft, to);
}

/** What a program that was killed while it saved has left half written. Another that lives may be writing its own. */
function clearDrafts(file: string): void {
  const begins = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(begins) && name.endsWith('.draft') ? Number(name.slice(begins.length, -'.draft'.length)) : Number.NaN;
    if (!Number.isInteger(pid) || lives(pid)) continue;
    try {
      rmSync(join(dirname(file), name));
    } catch {
      // a folder in which nothing may be deleted: it does no harm there
    }
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Opens a programme. A file that is corrupt is set aside, and what it was when it last was whole is opened in its place;
 * without such a copy it is refused, and stays as it is.
 *
 * @param file - as named; without one it is what was made of the built-in programme in this data folder, or that itself
 * @param nowMs - since the epoch
 */
export function openProgramme(file: string | undefined, data: string, nowMs: number): Result<OpenProgramme> {
  const path = resolve(file ?? join(data, nameless));
  const lastGood = lastGoodOf(data, path);
  if (file === undefined && !existsSync(path)) {
    const loaded = builtInProgramme();
    return loaded.ok ? done({ ...loaded.value, file: path, lastGood, amiss: null }) : loaded;
  }
  const loaded = readProgramme(path);
  if (loaded.ok) {
    mkdirSync(dirname(lastGood), { recursive: true });
    copyWhole(path, lastGood);
    for (const place of [path, lastGood]) clearDrafts(place);
    return done({ ...loaded.value, file: path, lastGood, amiss: null });
  }
  // what is not there is not corrupt: the path may be mistyped
  const whole = existsSync(path) && existsSync(lastGood) ? readProgramme(lastGood) : null;
  if (!whole?.ok) return loaded;
  const aside = `${path}.${stamp(nowMs)}.aside`;
  // there is a file in this place at every moment: who pulls the plug between the two finds one or the other
  copyWhole(path, aside);
  copyWhole(lastGood, path);
  return done({
    ...whole.value,
    folder: dirname(path),
    file: path,
    lastGood,
    amiss: `${loaded.why.text}. It was set aside as ${basename(aside)}, and the last whole one was opened in its place`,
  });
}

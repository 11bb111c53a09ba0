import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { done, type Result } from '../../../engine/result.ts';
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
    copyFileSync(path, lastGood);
    return done({ ...loaded.value, file: path, lastGood, amiss: null });
  }
  // what is not there is not corrupt: the path may be mistyped
  const whole = existsSync(path) && existsSync(lastGood) ? readProgramme(lastGood) : null;
  if (!whole?.ok) return loaded;
  const aside = `${path}.${stamp(nowMs)}.aside`;
  renameSync(path, aside);
  copyFileSync(lastGood, path);
  return done({
    ...whole.value,
    folder: dirname(path),
    file: path,
    lastGood,
    amiss: `${loaded.why.text}. It was set aside as ${basename(aside)}, and the last whole one was opened in its place`,
  });
}

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Programme } from '../../../engine/programme.ts';
import { done, type Result, refused } from '../../../engine/result.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { checkProgramme } from './check.ts';

export interface LoadedProgramme {
  readonly programme: Programme;
  /** as it was written, with fields that this version does not know */
  readonly written: Readonly<Record<string, unknown>>;
  /** folder that the file's own paths are relative to */
  readonly folder: string;
}

/** The programme that plays where no file is named. */
export const builtInProgramme = (): Result<LoadedProgramme> => read(JSON.stringify(builtIn), 'the built-in programme', process.cwd());

/** Reads a programme; a file that does not fit is refused with its field. */
export function readProgramme(file: string): Result<LoadedProgramme> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return refused(
      'programme/absent',
      `there is no programme at ${resolve(file)}`,
      'check the path, or start without one for the built-in programme',
    );
  }
  return read(text, file, dirname(resolve(file)));
}

/** Reads a programme, or the built-in one where no file is named. */
export const loadProgramme = (file: string | undefined): Result<LoadedProgramme> =>
  file === undefined ? builtInProgramme() : readProgramme(file);

function read(text: string, name: string, folder: string): Result<LoadedProgramme> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(
      'programme/not-json',
      `${name} is not JSON: ${error instanceof Error ? error.message : error}`,
      'correct that place in the file, then start again',
    );
  }
  const checked = checkProgramme(value, name);
  return checked.ok ? done({ programme: checked.value, written: Object(value), folder }) : checked;
}

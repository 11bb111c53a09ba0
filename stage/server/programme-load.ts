import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { firstIssue } from './door.ts';

export interface LoadedProgramme {
  readonly programme: Programme;
  /** folder that the file's own paths are relative to */
  readonly folder: string;
}

/** Read a programme, the built-in one where no file is named; a file that does not fit is refused with its field. */
export function loadProgramme(file: string | undefined): Result<LoadedProgramme> {
  if (file === undefined) return check(builtIn, 'the built-in programme', process.cwd());
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
  try {
    return check(JSON.parse(text), file, dirname(resolve(file)));
  } catch (error) {
    return refused(
      'programme/not-json',
      `${file} is not JSON: ${error instanceof Error ? error.message : error}`,
      'correct that place in the file, then start again',
    );
  }
}

function check(value: unknown, name: string, folder: string): Result<LoadedProgramme> {
  const parsed = programmeSchema.safeParse(value);
  if (!parsed.success)
    return refused('programme/invalid', `${name} is no programme: ${firstIssue(parsed.error)}`, 'correct that field, then start again');
  for (const [i, cue] of parsed.data.cues.entries()) {
    const scene = scenes.find((one) => one.id === cue.scene);
    const known = scenes.map((one) => one.id).join(', ');
    if (!scene) return refused('programme/scene', `${name}: cues.${i}.scene: there is no scene "${cue.scene}"`, `use one of: ${known}`);
    const stray = Object.keys(cue.params).find((param) => !Object.hasOwn(scene.params, param));
    if (stray !== undefined)
      return refused(
        'programme/param',
        `${name}: cues.${i}.params: ${scene.id} has no parameter "${stray}"`,
        `use one of: ${Object.keys(scene.params).join(', ')}`,
      );
  }
  for (const [i, { to }] of parsed.data.mappings.entries()) {
    const known = [
      'master/light',
      'master/sound',
      ...scenes.flatMap(({ id, params }) => Object.keys(params).map((param) => `${id}/${param}`)),
    ];
    if (!known.includes(to))
      return refused('programme/mapping', `${name}: mappings.${i}.to: there is no "${to}" to move`, `use one of: ${known.join(', ')}`);
  }
  return done({ programme: parsed.data, folder });
}

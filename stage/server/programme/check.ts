import { DEEDS } from '../../../engine/mapping/deed.ts';
import { type Programme, programmeSchema } from '../../../engine/programme.ts';
import { done, type Refusal, type Result, refused } from '../../../engine/result.ts';
import { scenes } from '../../../scenes/index.ts';
import { firstIssue } from '../door.ts';

/** @returns why a cue cannot be played: `field` is where the fault lies, such as `params` */
export function whyNotCue(cue: Programme['cues'][number]): (Refusal & { readonly field: 'scene' | 'params' | 'fades' }) | null {
  const scene = scenes.find((one) => one.id === cue.scene);
  if (!scene)
    return {
      code: 'programme/scene',
      field: 'scene',
      text: `there is no scene "${cue.scene}"`,
      remedy: `use one of: ${scenes.map((one) => one.id).join(', ')}`,
    };
  const known = Object.keys(scene.params);
  const stray = (names: readonly string[], field: 'params' | 'fades') => {
    const name = names.find((one) => !known.includes(one));
    return name === undefined
      ? null
      : {
          code: 'programme/param',
          field,
          text: `${scene.id} has no parameter "${name}"`,
          remedy: `use one of: ${known.join(', ')}`,
        };
  };
  const faded = (cue.fades ?? []).flatMap((fade) => (fade.what === 'param' ? [fade.name] : []));
  return stray(Object.keys(cue.params), 'params') ?? stray(faded, 'fades');
}

/** @param name - of the file, for what is said of it; @returns the programme that a value is, with everything in it that this house has */
export function checkProgramme(value: unknown, name: string): Result<Programme> {
  const parsed = programmeSchema.safeParse(value);
  if (!parsed.success)
    return refused('programme/invalid', `${name} is no programme: ${firstIssue(parsed.error)}`, 'correct that field, then start again');
  for (const [i, cue] of parsed.data.cues.entries()) {
    const why = whyNotCue(cue);
    if (why !== null) return refused(why.code, `${name}: cues.${i}.${why.field}: ${why.text}`, why.remedy);
  }
  for (const [i, { to }] of parsed.data.mappings.entries()) {
    const params = scenes.flatMap((scene) => Object.keys(scene.params).map((param) => `${scene.id}/${param}`));
    const known = ['master/light', 'master/sound', ...params, ...DEEDS.map((deed) => `do/${deed}`)];
    if (!known.includes(to))
      return refused('programme/mapping', `${name}: mappings.${i}.to: there is no "${to}" to move`, `use one of: ${known.join(', ')}`);
  }
  return done(parsed.data);
}

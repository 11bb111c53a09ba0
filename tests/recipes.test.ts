import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { machineSchema } from '../devices/machine.ts';
import { cueSchema } from '../engine/cues/cue.ts';
import { programmeSchema } from '../engine/programme.ts';
import type { Score } from '../engine/scene.ts';
import { createShow } from '../engine/show.ts';
import builtIn from '../scenes/programmes/hush.show.json' with { type: 'json' };
import { checkProgramme } from '../stage/server/programme/check.ts';
import { handAt, handsInput } from './support/hands.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache', `recipes-${process.pid}`);
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

const recipe = (name: string): string => {
  const found = text.match(new RegExp(`\`\`\`\\w+ recipe=${name}\\n([\\s\\S]*?)\`\`\``))?.[1];
  if (found === undefined) throw new Error(`CONTRIBUTING.md has no recipe "${name}"`);
  return found;
};
/** Load a recipe's TypeScript as if it lay in a folder of scenes/. */
const load = async (name: string) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, recipe(name).replaceAll("'../../", `'${root}/`));
  return import(file);
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the recipes of CONTRIBUTING.md', () => {
  it('add a scene that plays: a pinch plucks a line', async () => {
    const { line }: { line: Score<unknown> } = await load('scene');
    const programme = programmeSchema.parse({ ...builtIn, cues: [{ number: 1, name: 'Line', scene: 'line' }] });
    const show = createShow(programme, [line]);
    let state = show.begin(1);
    const strokes = [];
    for (let step = 1; step < 60; step++) {
      const stepped = show.step(state, step % 4 === 1 ? [handsInput(step * 16, handAt(0.5, 0.5, { gap: step > 20 ? 0.05 : 1 }))] : []);
      state = stepped.state;
      strokes.push(...stepped.strokes);
    }
    expect(strokes).toHaveLength(1);
    expect(strokes[0]).toMatchObject({ author: 'hand-1', scene: 'line', paint: 'lamp-black' });
  });

  it('add an arm whose description is accepted', () => {
    expect(machineSchema.safeParse(JSON.parse(recipe('machine'))).error).toBeUndefined();
  });

  it('add an input that the ledger keeps as it is', async () => {
    const { throughTheLedger } = await load('input');
    const input = { kind: 'master', which: 'light', level: 0.5 };
    expect(throughTheLedger(input)).toEqual(input);
  });
});

describe('the examples of README.md', () => {
  const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map((found) => found[1] ?? '');
  const about = (word: string): string => blocks.find((block) => block.includes(word)) ?? '';

  it('show a cue that plays, with fields that it has', () => {
    const cue = cueSchema.strict().parse(JSON.parse(about('"quantise"')));
    const others = [1, 2, 3].filter((number) => number !== cue.number).map((number) => ({ number, name: `Cue ${number}`, scene: 'hush' }));
    expect(checkProgramme({ ...builtIn, cues: [...others, cue] }, 'the example')).toMatchObject({ ok: true });
  });

  it('show a cue that the room votes on', () => {
    const asking = JSON.parse(`{${about('"vote"')}}`);
    const cues = [1, 5, 6].map((number) => ({ number, name: `Cue ${number}`, scene: 'hush', ...(number === 1 && asking) }));
    expect(checkProgramme({ ...builtIn, cues }, 'the example')).toMatchObject({ ok: true });
  });

  it('show mappings and a safety rule that a programme takes', () => {
    const mappings = JSON.parse(about('"mappings"'));
    const safety = JSON.parse(`{${about('"safety"')}}`);
    const checked = checkProgramme({ ...builtIn, ...mappings, ...safety }, 'the example');
    expect(checked).toMatchObject({ ok: true, value: { safety: safety.safety, tempo: mappings.tempo } });
    expect(checked.ok && checked.value.mappings).toHaveLength(1);
  });
});

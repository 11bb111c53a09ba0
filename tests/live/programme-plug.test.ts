import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { openProgramme } from '../../stage/server/programme/open.ts';

const PLUGS = 50;
/** as many of them at once as keep two cores busy */
const AT_ONCE = 5;
const root = join(import.meta.dirname, '..', '..');
const program = join(root, '.cache', 'saving-child', 'main.js');
const children = new Set<ChildProcess>();
let folder: string;
beforeAll(async () => {
  // in memory where there is such a place: what a killed program has written stays either way, and there it writes more often
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'alla-prima-plug-'));
  await build({
    ...{ configFile: false, root, publicDir: false, logLevel: 'error' },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: true, outDir: dirname(program), emptyOutDir: true, target: 'node20' },
      rolldownOptions: { input: { main: join(root, 'tests', 'support', 'saving-child.ts') }, output: { entryFileNames: '[name].js' } },
    },
  });
}, 30_000);
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a program save, and kills it so long after its first. @returns the last that it said was saved */
const pull = (file: string, data: string, from: number, afterMs: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, data, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      said += text;
    });
    child.once('error', reject);
    // only what ends with its line was said whole
    child.once('close', (code) => {
      children.delete(child);
      if (code === null) resolve(Number(said.split('\n').at(-2) ?? from));
      else reject(new Error(`it ended with ${code}`));
    });
  });

it(`a plug that is pulled ${PLUGS} times in the middle of saving leaves a whole file each time, the old one or the new one`, async () => {
  const line = async (lane: number): Promise<number> => {
    const home = join(folder, `lane-${lane}`);
    const [file, data] = [join(home, 'evening.show.json'), join(home, 'data')];
    mkdirSync(home);
    const cue = (number: number) => ({ number, name: 'Take 0', scene: 'hush' });
    writeFileSync(file, JSON.stringify({ ...builtIn, cues: [cue(1), cue(2)] }));
    const luck = createRandom(2026).split(lane);
    let at = 0;
    let drafts = 0;
    for (let i = 0; i < PLUGS / AT_ONCE; i++) {
      const said = await pull(file, data, at, luck.between(0, 40));
      drafts += readdirSync(home).filter((name) => name.endsWith('.draft')).length;
      const opened = openProgramme(file, data, 0);
      if (!opened.ok) throw new Error(`${opened.why.text}\n${readFileSync(file, 'utf8')}`);
      expect(opened.value.amiss).toBeNull();
      const { name = '', notes = '' } = opened.value.programme.cues[1] ?? {};
      const now = Number(name.slice('Take '.length));
      // what was said to be saved is saved
      expect(now, name).toBeGreaterThanOrEqual(said);
      expect(notes).toBe(`${now} `.repeat(300));
      at = now;
    }
    expect(readdirSync(home).sort()).toEqual(['data', 'evening.show.json']);
    return drafts;
  };
  const drafts = await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => line(lane)));
  // some were caught in the act, or this proves nothing
  expect(drafts.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
}, 120_000);

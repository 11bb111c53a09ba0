import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { makeScript, scriptText } from './script.ts';
import { judge } from './verdict.ts';

const batch = 25;
/** more scripts than this are not printed: the seeds of the others are */
const shown = 3;
const wanted = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const traced = process.env.TRACE !== undefined;

/**
 * Plays the scripts of a range of seeds, in batches. `SEED=n npx vitest run --project property` plays one of them alone; with
 * `TRACE=1` it prints all that passed on the cable.
 */
export function describeScripts(first: number, last: number): void {
  describe('an arm that everything befalls', () => {
    const begins = Array.from({ length: Math.ceil((last - first + 1) / batch) }, (_, i) => first + i * batch);
    for (const begin of begins) {
      const seeds = Array.from({ length: Math.min(batch, last - begin + 1) }, (_, i) => begin + i);
      const mine = wanted === undefined ? seeds : seeds.filter((seed) => seed === wanted);
      it.skipIf(mine.length === 0)(`keeps its promises (seeds ${begin} to ${seeds.at(-1)})`, async () => {
        const failures: string[] = [];
        for (const seed of mine) {
          const broken = await broke(seed);
          if (broken !== undefined) failures.push(failures.length < shown ? broken : `seed ${seed}`);
          // a worker that never turns its event loop is taken for dead
          await new Promise(setImmediate);
        }
        expect(failures, failures.join('\n\n')).toEqual([]);
      });
    }
  });
}

async function broke(seed: number): Promise<string | undefined> {
  const script = makeScript(seed);
  const played = await play(script, traced ? (atMs, way, text) => console.log(atMs.toFixed(1), way, JSON.stringify(text)) : undefined);
  const { broken } = judge(script, played);
  if (broken.length === 0) return undefined;
  const moments = played.room.moments.map(({ atMs, what }) => `${atMs.toFixed(0)} ms: ${what}`);
  return [`seed ${seed}:`, ...broken.map((text) => `  ${text}`), scriptText(script), ...moments].join('\n');
}

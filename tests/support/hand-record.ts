import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { HandsInput } from '../../engine/input.ts';
import { makeModels, modelsAreReady } from '../../scripts/lib/models.mjs';
import { openBrowser } from './browser.ts';
import { type FilmOrder, type HandFilm, makeHandFilm } from './hand-film.ts';
import { root, serve } from './serve.ts';

export interface HandRecording {
  readonly film: HandFilm;
  readonly frames: readonly HandsInput[];
}

const cache = join(root, 'node_modules', '.cache', 'hand-record');

/**
 * What the stage page's tracker sees in films of rendered hands: every frame at its own time, none left out, though
 * the tracker may take longer than a camera would wait. Films and recordings are kept until what makes them changes.
 *
 * @param onEach - told of each film when its recording is there
 */
export async function recordHands(
  orders: readonly FilmOrder[],
  onEach: (done: number) => void = () => undefined,
): Promise<HandRecording[]> {
  const recordings: HandRecording[] = [];
  for (const order of orders) {
    const film = await makeHandFilm(order);
    const kept = join(cache, `${await digestOf(film)}.json`);
    recordings.push({ film, frames: (await readKept(kept)) ?? (await record(film, kept)) });
    onEach(recordings.length);
  }
  return recordings;
}

async function digestOf(film: HandFilm): Promise<string> {
  const hash = createHash('sha256').update(film.file);
  for (const file of [
    join('hand-record', 'record.ts'),
    '../../stage/pages/stage/hands/worker.ts',
    '../../scripts/lib/models/hand-landmarker.mjs',
  ])
    hash.update(await readFile(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 16);
}

async function readKept(file: string): Promise<HandsInput[] | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined; // not recorded yet
  }
}

async function record(film: HandFilm, kept: string): Promise<HandsInput[]> {
  if (!modelsAreReady()) makeModels();
  const served = await serve();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${served.address}/tests/support/hand-record/`);
    await page.waitForFunction(() => 'recordHands' in window);
    const address = `/${relative(root, film.file)}`;
    const seen = await page.evaluate(([film, fps]) => window.recordHands(film, fps), [address, film.order.fps] as const);
    const frames = seen.map(
      ({ t, aspect, hands }): HandsInput => ({ kind: 'hands', camera: 'camera-a', source: 'camera', t, aspect, hands: [...hands] }),
    );
    await mkdir(cache, { recursive: true });
    await writeFile(`${kept}.part`, JSON.stringify(frames));
    await rename(`${kept}.part`, kept);
    return frames;
  } finally {
    await browser.close();
    await served.close();
  }
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../scripts/lib/chromium.mjs';
import type { HandTruth } from './rendered-hand/page.ts';
import type { FilmScript } from './rendered-hand/script.ts';
import { root, serve } from './serve.ts';

export interface FilmOrder {
  readonly seconds: number;
  /** Chromium's fake camera plays a film at 30 frames a second, whatever it was made for */
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  readonly script: FilmScript;
}

export interface HandFilm {
  /** absolute path of the `.mjpeg`, for Chromium's `--use-file-for-fake-video-capture` */
  readonly file: string;
  readonly order: FilmOrder;
  /** by frame number, which the picture carries in its corner (rendered-hand/barcode.ts) */
  readonly frames: readonly { readonly time: number; readonly hands: readonly HandTruth[] }[];
}

const cache = join(root, 'node_modules', '.cache', 'hand-film');
const studio = join(import.meta.dirname, 'rendered-hand');
const meshes = '/node_modules/@webxr-input-profiles/assets/dist/profiles/generic-hand';

/**
 * A film of rendered hands with the truth about every frame. It is made once, in half a minute, and then kept until
 * the order or the code that draws it changes.
 */
export async function makeHandFilm(order: FilmOrder): Promise<HandFilm> {
  const folder = join(cache, await digestOf(order));
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const draft = await mkdtemp(join(cache, 'draft-'));
    try {
      await shoot(order, draft);
      await rename(draft, folder);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error; // another process may have made the same film meanwhile
    }
  }
  const frames: HandFilm['frames'] = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8'));
  return { file: join(folder, 'hand.mjpeg'), order, frames };
}

async function digestOf(order: FilmOrder): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(order));
  for (const file of [import.meta.filename, ...(await readdir(studio)).sort().map((name) => join(studio, name))])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Draws every frame in a browser. A film of JPEGs is nothing but one JPEG after another. */
async function shoot({ seconds, fps, width, height, script }: FilmOrder, folder: string): Promise<void> {
  const executablePath = findChromium();
  const served = await serve();
  const browser = await chromium.launch({ args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) });
  const film = await open(join(folder, 'hand.mjpeg'), 'w');
  try {
    const page = await browser.newPage();
    await page.goto(`${served.address}/tests/support/rendered-hand/`);
    await page.waitForFunction(() => 'filmMaker' in window);
    await page.evaluate(([script, width, height, meshes]) => window.filmMaker.begin(script, width, height, meshes), [
      script,
      width,
      height,
      meshes,
    ] as const);
    const frames: HandFilm['frames'][number][] = [];
    for (let number = 0; number < Math.round(seconds * fps); number++) {
      const time = number / fps;
      const { jpeg, hands } = await page.evaluate(([number, time]) => window.filmMaker.frame(number, time), [number, time] as const);
      await film.write(Buffer.from(jpeg, 'base64'));
      frames.push({ time, hands });
    }
    await writeFile(join(folder, 'truth.json'), JSON.stringify(frames));
  } finally {
    await film.close();
    await browser.close();
    await served.close();
  }
}

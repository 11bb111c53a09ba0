import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import type { Stance } from './rendered-body/figure.ts';
import { root, serve } from './serve.ts';

/** Chromium's fake camera plays 30 frames a second; a body moves slowly, so that each picture is drawn once and held. */
export const DRAWN_A_SECOND = 10;
export const HELD = 3;

export interface BodyFilmOrder {
  readonly width: number;
  readonly height: number;
  /** who is where in each picture drawn; null: that one is not there */
  readonly stances: readonly (readonly (Stance | null)[])[];
}

const cache = join(root, 'node_modules', '.cache', 'body-film');
const studios = ['rendered-body', 'rendered-hand'].map((name) => join(import.meta.dirname, name));
const meshes = '/node_modules/@webxr-input-profiles/assets/dist/profiles/generic-hand';

/** A film of rendered people. It is made once and kept until the order or the code that draws it changes. @returns its path */
export async function makeBodyFilm(order: BodyFilmOrder): Promise<string> {
  const film = join(cache, `${await digestOf(order)}.mjpeg`);
  if (existsSync(film)) return film;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'draft-'));
  try {
    await shoot(order, join(draft, 'body.mjpeg'));
    await rename(join(draft, 'body.mjpeg'), film);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return film;
}

async function digestOf(order: BodyFilmOrder): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(order));
  for (const studio of studios) for (const name of (await readdir(studio)).sort()) hash.update(await readFile(join(studio, name)));
  return hash.digest('hex').slice(0, 16);
}

async function shoot({ width, height, stances }: BodyFilmOrder, file: string): Promise<void> {
  const served = await serve();
  const browser = await openBrowser();
  const film = await open(file, 'w');
  try {
    const page = await browser.newPage();
    await page.goto(`${served.address}/tests/support/rendered-body/`);
    await page.waitForFunction(() => 'bodyStudio' in window);
    const figures = Math.max(...stances.map((all) => all.length));
    await page.evaluate(([figures, width, height, meshes]) => window.bodyStudio.begin(figures, width, height, meshes), [
      figures,
      width,
      height,
      meshes,
    ] as const);
    const drawn = new Map<string, Buffer>();
    for (const all of stances) {
      const key = JSON.stringify(all);
      const jpeg = drawn.get(key) ?? Buffer.from(await page.evaluate((now) => window.bodyStudio.frame(now), all), 'base64');
      drawn.set(key, jpeg);
      for (let i = 0; i < HELD; i++) await film.write(jpeg);
    }
  } finally {
    await film.close();
    await browser.close();
    await served.close();
  }
}

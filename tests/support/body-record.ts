import { relative } from 'node:path';
import type { BodiesInput } from '../../engine/input.ts';
import { type BodyFilmOrder, HELD, makeBodyFilm } from './body-film.ts';
import { openBrowser } from './browser.ts';
import { root, serve } from './serve.ts';

/** What the stage page's tracker of bodies sees in a film of rendered people: every picture that was drawn, at its own time. */
export async function recordBodies(order: BodyFilmOrder): Promise<BodiesInput[]> {
  const film = await makeBodyFilm(order);
  const served = await serve();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${served.address}/tests/support/hand-record/`);
    await page.waitForFunction(() => 'recordBodies' in window);
    const seen = await page.evaluate(([film, every]) => window.recordBodies(film, 30, every), [`/${relative(root, film)}`, HELD] as const);
    return seen.map(({ t, aspect, bodies }) => ({ kind: 'bodies', camera: 'camera-a', source: 'camera', t, aspect, bodies: [...bodies] }));
  } finally {
    await browser.close();
    await served.close();
  }
}

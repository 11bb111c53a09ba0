import { relative } from 'node:path';
import type { BodiesSeen, HandsSeen } from '../../stage/pages/stage/hands/worker-messages.ts';
import { type BodyFilmOrder, HELD, makeBodyFilm } from './body-film.ts';
import { openBrowser } from './browser.ts';
import { root, serve } from './serve.ts';

/**
 * What the stage page's trackers see in a film of rendered people, each picture at its own time.
 *
 * @param everyBody - the tracker of bodies looks at each so manyeth picture that was drawn, that of hands at all of them
 */
export async function recordBodies(order: BodyFilmOrder, everyBody: number): Promise<{ bodies: BodiesSeen[]; hands: HandsSeen[] }> {
  const film = `/${relative(root, await makeBodyFilm(order))}`;
  const served = await serve();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${served.address}/tests/support/hand-record/`);
    await page.waitForFunction(() => 'recordBodies' in window);
    const bodies = await page.evaluate(([film, every]) => window.recordBodies(film, 30, every), [film, everyBody * HELD] as const);
    const hands = await page.evaluate(([film, every]) => window.recordHands(film, 30, every), [film, HELD] as const);
    return { bodies, hands };
  } finally {
    await browser.close();
    await served.close();
  }
}

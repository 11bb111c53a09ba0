import { openBrowser } from '../support/browser.ts';
import { makeHandFilm } from '../support/hand-film.ts';
import { pinchAndCarry, pinchAndCarryScript } from '../support/rendered-hand/pinch-and-carry.ts';
import { startServer } from '../support/server.ts';
import { type Row, round } from './table.ts';

const SECONDS = 20;

/** The stage page with a hand before the camera: frames, script a frame, tracking. Software rendering here: a GPU does better. */
export async function benchStage(): Promise<Row[]> {
  const film = await makeHandFilm({ seconds: pinchAndCarry.seconds, fps: 30, width: 640, height: 480, script: pinchAndCarryScript });
  const server = await startServer();
  const browser = await openBrowser({ film: film.file, context: { viewport: { width: 1280, height: 720 } } });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/stage`);
    await page.waitForFunction(() => document.body.dataset.camera === 'running', undefined, { timeout: 60_000 });
    await page.waitForTimeout(SECONDS * 1000);
    const seen = await page.evaluate(() => {
      if (window.allaPrima === undefined) throw new Error('the stage page tells nothing of itself');
      const { fps, scriptMsP95, detectMs, quality } = window.allaPrima;
      return { fps, scriptMsP95, detectMs, quality };
    });
    return [
      { what: 'stage frames beside tracking', value: round(seen.fps, 1), unit: 'fps' },
      { what: 'main-thread script a frame, p95', value: round(seen.scriptMsP95), unit: 'ms' },
      { what: 'hand tracking in its worker', value: round(seen.detectMs, 1), unit: 'ms a frame' },
      { what: 'quality that the page chose', value: round(seen.quality), unit: '(1 full)' },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

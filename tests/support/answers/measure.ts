import { openBrowser } from '../browser.ts';
import { imageMs, openCamera } from '../camera.ts';
import { openQuickShow } from '../quick-show.ts';
import { listenTo } from './ear.ts';
import { onsetAfter } from './onset.ts';

/** One pinch: from the image in which the hand has closed, as it was handed to the socket, to each answer, ms; null where none came. */
export interface Answer {
  readonly picture: number | null;
  readonly sound: number | null;
  readonly byte: number;
}

export interface Answers {
  readonly answers: readonly Answer[];
  /** animation frames a second of the stage page */
  readonly fps: number;
  readonly scriptMsP95: number;
  readonly quality: number;
  /** by how much the clocks of page and test disagree at most, ms */
  readonly clocksApartMs: number;
  /** what pages logged as errors */
  readonly errors: readonly string[];
}

/** A glass rings so long that the next is heard over it, ms. */
const RINGS_MS = 1500;
/** Whoever has not answered after this long does not, ms. */
const PATIENCE_MS = 1500;
/** Images of a hand that stands still, open, before it closes. */
const STILL = 8;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const epochMs = (): number => performance.timeOrigin + performance.now();

/**
 * A hand pinches again and again before a real show: the built server, a stage page with picture and sound, an arm at the
 * far end of a pty pair. The room is small and the picture coarse, because Chromium draws by software here.
 */
export async function measureAnswers(pinches: number): Promise<Answers> {
  const show = await openQuickShow();
  const camera = await openCamera(show.server.url);
  const browser = await openBrowser({ context: { viewport: { width: 320, height: 180 }, bypassCSP: true } });
  try {
    const page = await browser.newPage();
    await page.goto(`${show.server.url}/stage?quality=0.2&camera=off&easel=off`);
    await page.waitForFunction(() => window.allaPrima?.soundState === 'on' && window.allaPrima.fps > 0, undefined, { timeout: 30_000 });
    const ear = await listenTo((script) => page.evaluate(script));
    let apart = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 20; i++) {
      const before = epochMs();
      const there = await page.evaluate(() => performance.timeOrigin + performance.now());
      const after = epochMs();
      // the page's time lies between ours before and after, or the clocks disagree
      apart = Math.min(apart, Math.max(Math.abs(there - before), Math.abs(after - there)));
    }
    const answers: Answer[] = [];
    const fps: number[] = [];
    for (let i = 0; i < pinches; i++) {
      const x = 0.5 + 0.1 * Math.sin(2.4 * i);
      const y = 0.5 + 0.2 * Math.sin(1.7 * i);
      const openUntil = performance.now() + RINGS_MS;
      // a hand that rests leaves an edge, and that would be painted too: it sways, and is still only before it closes
      for (let still = 0; still < STILL; ) {
        const sways = performance.now() < openUntil;
        if (!sways) still++;
        await camera.see(x + (sways ? 0.03 * Math.sin(performance.now() / 150) : 0), y, 1);
        await wait(imageMs + 17 * Math.random());
      }
      await show.idle();
      await camera.see(x, y, 1);
      await wait(imageMs);
      const motion = show.nextMotion();
      const sentMs = epochMs();
      await camera.see(x, y, 0.05);
      const byteMs = performance.timeOrigin + (await motion);
      // it stays closed for a moment, then opens
      for (const gap of [0.05, 0.05, 1]) {
        await wait(imageMs);
        await camera.see(x, y, gap);
      }
      await wait(700);
      const drawn = await page.evaluate(
        (from) => window.allaPrima?.drawn.find(({ kind, drawnMs }) => kind === 'drop' && drawnMs > from)?.drawnMs,
        sentMs,
      );
      const heardMs = onsetAfter(await ear.levels(4), sentMs, PATIENCE_MS);
      fps.push(await page.evaluate(() => window.allaPrima?.fps ?? 0));
      answers.push({
        picture: drawn === undefined ? null : drawn - sentMs,
        sound: heardMs === null ? null : heardMs - sentMs,
        byte: byteMs - sentMs,
      });
    }
    const [quality, scriptMsP95] = await page.evaluate(() => [window.allaPrima?.quality ?? 0, window.allaPrima?.scriptMsP95 ?? 0] as const);
    const meanFps = fps.reduce((sum, one) => sum + one / fps.length, 0);
    return { answers, fps: meanFps, scriptMsP95, quality, clocksApartMs: apart, errors: [...browser.errors] };
  } finally {
    camera.close();
    await browser.close();
    await show.close();
  }
}

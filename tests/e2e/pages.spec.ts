import { expect, type Page, test } from '@playwright/test';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** Every page of the built server, as its people meet it; screenshots lie in test-results/look for whoever looks. */
test.describe.configure({ mode: 'serial' });

let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
const look = (page: Page, name: string) => page.screenshot({ path: `test-results/look/${name}.png` });
const health = async () => (await fetch(`${server.url}/health`)).json();
const complaints = () => browser.errors.filter((text) => !text.startsWith('INFO: '));

test.beforeAll(async () => {
  server = await startServer();
  operator = await becomeOperator(server.url, server.operatorUrl);
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
});
test.afterAll(async () => {
  await browser?.close();
  operator?.close();
  await server?.kill();
});

const open = async (path: string, size?: { width: number; height: number }, locale = 'en'): Promise<Page> => {
  const page = await browser.newPage();
  if (size) await page.setViewportSize(size);
  await page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`);
  return page;
};

test('the lobby says what is running, in English and in French', async () => {
  const page = await open('/');
  await expect(page.getByText('Hush').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Stage/ })).toBeVisible();
  await look(page, 'lobby-en');
  await page.goto(`${server.url}/?lang=fr`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await look(page, 'lobby-fr');
  await page.close();
});

test('a visitor draws with a finger: it is theirs at once, becomes a stroke, and is painted', async () => {
  test.setTimeout(120_000);
  const page = await open('/visit', { width: 390, height: 844 });
  const sheet = page.getByRole('application');
  await expect(page.getByText(/is yours/)).toBeVisible();
  await look(page, 'visit-rest');
  const box = await sheet.boundingBox();
  if (!box) throw new Error('the sheet has no place on the page');
  const at = (t: number) => [box.x + box.width * (0.2 + 0.6 * t), box.y + box.height * (0.5 + 0.25 * Math.sin(t * 6))] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  // no longer than a dip of paint lasts
  for (let t = 0; t <= 0.3; t += 0.02) await page.mouse.move(...at(t));
  await look(page, 'visit-drawing');
  await page.mouse.up();
  const own = async () =>
    (await operator.ledger('stroke/proposed'))
      .map((entry) => JSON.parse(entry.body))
      .filter((stroke) => stroke.author.startsWith('phone-'));
  await expect.poll(async () => (await own()).length).toBeGreaterThanOrEqual(2);
  await expect(page.getByText(/on the canvas/)).toBeVisible({ timeout: 60_000 });
  await look(page, 'visit-painted');
  await page.close();
});

test('the visitor’s page stands upright and lies down, small and in French', async () => {
  for (const [name, size] of [
    ['visit-landscape', { width: 844, height: 390 }],
    ['visit-small', { width: 360, height: 640 }],
  ] as const) {
    const page = await open('/visit', size, 'fr');
    await expect(page.getByText('La salle vous voit.')).toBeVisible();
    const fits = await page.evaluate(
      () => document.documentElement.scrollHeight <= innerHeight + 1 && document.documentElement.scrollWidth <= innerWidth + 1,
    );
    expect(fits).toBe(true);
    await look(page, name);
    await page.close();
  }
});

test('the stage dreams by itself, answers the mouse, and shows the painting', async () => {
  test.setTimeout(120_000);
  const page = await open('/stage?camera=off&quality=0.25', { width: 1280, height: 720 });
  await expect(page.locator('body')).toHaveAttribute('data-connected', 'true', { timeout: 20_000 });
  await expect.poll(async () => Number(await page.locator('body').getAttribute('data-frame')), { timeout: 40_000 }).toBeGreaterThan(20);
  await look(page, 'stage-rest');
  const before = (await operator.ledger('stroke/proposed')).length;
  await page.mouse.move(500, 300);
  await page.mouse.down();
  for (let i = 0; i <= 30; i++) await page.mouse.move(500 + 10 * i, 300 + 60 * Math.sin(i / 5));
  await look(page, 'stage-drawing');
  await page.mouse.up();
  await expect.poll(async () => (await operator.ledger('stroke/proposed')).length).toBeGreaterThan(before);
  await expect(page.getByRole('img', { name: /painting/i })).toBeVisible();
  await page.keyboard.press('?');
  await look(page, 'stage-keys');
  await page.close();
});

test('a wall whose graphics are lost finds them again', async () => {
  const page = await open('/stage?camera=off&quality=0.3', { width: 640, height: 360 });
  const frames = async () => Number(await page.locator('body').getAttribute('data-frame'));
  await expect.poll(frames, { timeout: 40_000 }).toBeGreaterThan(5);
  await page.evaluate(() => {
    const context = document.querySelector<HTMLCanvasElement>('#wall')?.getContext('webgl2');
    const loss = context?.getExtension('WEBGL_lose_context');
    loss?.loseContext();
    setTimeout(() => loss?.restoreContext(), 100);
  });
  const lost = await frames();
  await expect.poll(frames, { timeout: 40_000 }).toBeGreaterThan(lost + 10);
  await expect.poll(() => brightness(page), { timeout: 20_000 }).toBeGreaterThan(40);
  await page.close();
});

test('the console opens with the cookie of the one-time link, and only then', async () => {
  const stranger = await open('/console');
  await expect(stranger.getByText(/one-time link/).first()).toBeVisible();
  await look(stranger, 'console-locked');
  await stranger.close();
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  const page = await open('/console');
  const stop = page.getByRole('button', { name: /^stop/i });
  await expect(stop).toBeVisible();
  await look(page, 'console-en');
  await stop.click();
  await expect.poll(async () => (await health()).arm.state).toBe('held');
  await expect(page.getByText(/the arm is stopped/i).first()).toBeVisible();
  await look(page, 'console-held');
  await page.getByRole('button', { name: /resume/i }).click();
  await expect.poll(async () => (await health()).arm.state).not.toBe('held');
  await page.keyboard.press('b');
  await expect.poll(async () => (await operator.ledger('input')).some((entry) => JSON.parse(entry.body).kind === 'blackout')).toBe(true);
  await page.goto(`${server.url}/console?lang=fr`);
  await expect(page.getByRole('button', { name: /arrêt|stop/i }).first()).toBeVisible();
  await look(page, 'console-fr');
  await page.close();
});

test('the twin shows the painting on wall and phone', async () => {
  for (const [name, size] of [
    ['twin-wall', { width: 1280, height: 800 }],
    ['twin-phone', { width: 390, height: 844 }],
  ] as const) {
    const page = await open('/twin', size);
    if (name === 'twin-wall') {
      await expect(page.locator('canvas.room[data-drawn]')).toBeVisible({ timeout: 30_000 });
      await look(page, 'twin-machine');
      await page.keyboard.press('v');
    }
    await expect(page.locator('canvas.easel')).toBeVisible();
    await expect(page.getByText(/strokes?$/).first()).toBeVisible();
    await expect.poll(() => darkest(page), { timeout: 20_000 }).toBeLessThan(120);
    await look(page, name);
    await page.close();
  }
});

test('the twin whose graphics are lost for good shows the painting alone', async () => {
  const page = await open('/twin', { width: 1000, height: 640 });
  await expect(page.locator('canvas.room[data-drawn]')).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() =>
    document.querySelector<HTMLCanvasElement>('canvas.room')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
  );
  await expect(page.locator('canvas.easel')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('button', { name: /machine/i })).toHaveCount(0);
  await page.close();
});

test('no page asked anything of any other machine, and none complained', () => {
  expect(browser.external).toEqual([]);
  expect(complaints()).toEqual([]);
});

test.describe('what a stage page does without', () => {
  const without = async (flags: string[], kind: string, words: RegExp, prepare: (page: Page) => Promise<unknown> = async () => {}) => {
    const other = await openBrowser({
      flags,
      context: { viewport: { width: 1280, height: 720 }, locale: 'en-GB', ...(kind === 'refused' ? { permissions: [] } : {}) },
    });
    try {
      const page = await other.newPage();
      await prepare(page);
      await page.goto(`${server.url}/stage?quality=0.3&lang=en`);
      await expect(page.locator('body')).toHaveAttribute('data-camera', kind, { timeout: 40_000 });
      await expect(page.getByText(words).first()).toBeVisible();
      await look(page, `stage-${kind}`);
      const before = (await operator.ledger('stroke/proposed')).length;
      await page.mouse.move(400, 300);
      await page.mouse.down();
      for (let i = 0; i <= 20; i++) await page.mouse.move(400 + 12 * i, 300);
      await page.mouse.up();
      await expect.poll(async () => (await operator.ledger('stroke/proposed')).length).toBeGreaterThan(before);
    } finally {
      await other.close();
    }
  };

  test('a camera that is refused is said plainly, and the pointer paints', () =>
    without(['--use-fake-ui-for-media-stream=deny'], 'refused', /camera was refused/));

  test('a hand model that is not the expected one is refused by its digest, and the pointer paints', () =>
    without([], 'wrong-model', /not the expected one/, (page) =>
      page.context().route('**/models/hand_landmarker.task', async (route) => {
        const real = await route.fetch();
        const bytes = await real.body();
        bytes[2_000_000] = (bytes[2_000_000] ?? 0) ^ 0xff;
        await route.fulfill({ response: real, body: bytes });
      }),
    ));

  test('a hand model that is missing is said, and the pointer paints', () =>
    without([], 'no-model', /model is missing/, (page) =>
      page.context().route('**/models/hand_landmarker.task', (route) => route.fulfill({ status: 404, body: '' })),
    ));
});

test('a wall without WebGL says so and shows the painting itself', async () => {
  const other = await openBrowser({ flags: ['--disable-3d-apis'], context: { viewport: { width: 1280, height: 720 }, locale: 'en-GB' } });
  try {
    const page = await other.newPage();
    await page.goto(`${server.url}/stage?lang=en`);
    await expect(page.getByText(/draws no WebGL/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('img', { name: /painting/i })).toBeVisible();
    await look(page, 'stage-no-webgl');
  } finally {
    await other.close();
  }
});

/** Mean grey level of what the page shows, 0..255. */
async function brightness(page: Page): Promise<number> {
  const png = await page.screenshot();
  return page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(64, 36);
    const pen = canvas.getContext('2d');
    pen?.drawImage(bitmap, 0, 0, 64, 36);
    const pixels = pen?.getImageData(0, 0, 64, 36).data ?? new Uint8ClampedArray();
    let sum = 0;
    for (let i = 0; i < pixels.length; i += 4) sum += (pixels[i] ?? 0) + (pixels[i + 1] ?? 0) + (pixels[i + 2] ?? 0);
    return sum / (pixels.length * 0.75);
  }, png.toString('base64'));
}

/** Darkest grey level of the painting on the page, 0..255. */
const darkest = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen || canvas.width === 0) return 255;
    const { data } = pen.getImageData(0, 0, canvas.width, Math.floor(canvas.height * 0.95));
    let least = 255;
    for (let i = 0; i < data.length; i += 4)
      if ((data[i + 3] ?? 0) > 250) least = Math.min(least, ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) / 3);
    return least;
  });

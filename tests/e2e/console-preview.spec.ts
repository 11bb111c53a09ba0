import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import hush from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The console's two pictures: the wall as it is, and what GO will bring, drawn in software beside a show of three cues. */
test.describe.configure({ mode: 'serial' });
test.setTimeout(150_000);

const cues = [
  { number: 1, name: 'Still water', scene: 'hush', params: { patience: 120 } },
  { number: 2, name: 'The room dreams', scene: 'hush', params: { patience: 2 } },
  { number: 3, name: 'Half light', scene: 'hush', params: { patience: 120 }, fades: [{ what: 'light', to: 0.35, seconds: 0 }] },
];
const patient = { timeout: 60_000 };

let folder: string;
let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let page: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-preview-'));
  const file = join(folder, 'three.show.json');
  const { $schema: _, ...programme } = hush;
  await writeFile(file, JSON.stringify({ ...programme, title: 'Three ways', cues }));
  server = await startServer({ args: [file] });
  operator = await becomeOperator(server.url, server.operatorUrl);
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  page = await open();
});
test.afterAll(async () => {
  await browser?.close();
  operator?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The renderer's own canvas is on no page; its context is kept where a test can lose it. */
const open = async (webgl = true): Promise<Page> => {
  const opened = await browser.newPage();
  await opened.addInitScript((gives) => {
    const { getContext } = HTMLCanvasElement.prototype;
    const contexts: WebGL2RenderingContext[] = [];
    Object.assign(window, { contexts });
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      if (kind === 'webgl2' && !gives) return null;
      const context = Reflect.apply(getContext, this, [kind, ...rest]);
      if (kind === 'webgl2' && context !== null) contexts.push(context);
      return context;
    } as typeof getContext;
  }, webgl);
  await opened.goto(`${server.url}/console?lang=en`);
  return opened;
};
const screen = (which: 'wall' | 'go') => page.locator(`.screen-${which}`);
/** Mean of the picture's red, 0..255. */
const brightness = (which: 'wall' | 'go') =>
  expect.poll(
    () =>
      screen(which)
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          const { width, height } = canvas;
          const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
          let sum = 0;
          for (let i = 0; i < data.length; i += 4) sum += data[i] ?? 0;
          return sum / (width * height);
        }),
    patient,
  );
/** Where the two pictures differ most, grey levels. */
const difference = () =>
  page.evaluate(() => {
    const [wall = [], go = []] = [...document.querySelectorAll<HTMLCanvasElement>('.screen canvas')].map(
      (canvas) => canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [],
    );
    let most = 0;
    for (let i = 0; i < wall.length; i += 4) most = Math.max(most, Math.abs((wall[i] ?? 0) - (go[i] ?? 0)));
    return most;
  });
const shownByGo = (number: string) => expect(screen('go').locator('canvas')).toHaveAttribute('data-cue', number, patient);
const look = (name: string) => page.screenshot({ path: `test-results/look/console-preview-${name}.png` });

test('both pictures are lit, and say in words what they show', async () => {
  await brightness('wall').toBeGreaterThan(120);
  await brightness('go').toBeGreaterThan(120);
  await shownByGo('2');
  await expect(screen('wall')).toContainText('Wall 1 Still water');
  await expect(screen('go')).toContainText('GO 2 The room dreams');
  await expect(screen('go')).toContainText('same scene, 4 s');
  // the same scene, and nothing has happened in either yet
  await expect.poll(difference, patient).toBeLessThan(60);
});

test('at 1280 × 800 all that an artist needs is in sight without scrolling', async () => {
  await brightness('wall').toBeGreaterThan(170);
  await look('rest');
  const parts = ['.screen-wall', '.screen-go', '.go', '.stop', '.masters', '.panel.canvas .easel', '.params .fader:last-child', '.cue dl'];
  for (const part of parts) await expect(page.locator(part)).toBeInViewport({ ratio: 0.99 });
  const fits = await page.evaluate(
    () => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
  );
  expect(fits).toBe(true);
});

test('what GO will bring shows what its parameters make of the scene', async () => {
  // two seconds alone, and that room dreams: its drops are the strongest colour on the sheet
  await expect.poll(difference, { timeout: 120_000 }).toBeGreaterThan(60);
  await look('dreams');
});

test('the pictures follow GO, and the next cue begins anew', async () => {
  await page.keyboard.press('Space');
  await expect(screen('wall')).toContainText('Wall 2 The room dreams');
  await expect(screen('go')).toContainText('GO 3 Half light');
  await expect(screen('go')).toContainText('light to 35 %');
  await shownByGo('3');
  await brightness('go').toBeLessThan(90);
  await brightness('go').toBeGreaterThan(40);
  await brightness('wall').toBeGreaterThan(120);
});

test('blackout darkens the wall’s picture, and not what GO will bring', async () => {
  await page.keyboard.press('b');
  await brightness('wall').toBeLessThan(1);
  await brightness('go').toBeGreaterThan(40);
  await expect(screen('wall')).toContainText('dark: blackout');
  await look('blackout');
  await page.keyboard.press('b');
  await brightness('wall').toBeGreaterThan(120);
});

test('graphics that are lost come back', async () => {
  await page.evaluate(() => {
    const { contexts } = window as unknown as { contexts: WebGL2RenderingContext[] };
    for (const context of contexts) {
      const loss = context.getExtension('WEBGL_lose_context');
      loss?.loseContext();
      setTimeout(() => loss?.restoreContext(), 200);
    }
  });
  await shownByGo('');
  await shownByGo('3');
  await brightness('wall').toBeGreaterThan(120);
  await brightness('go').toBeGreaterThan(40);
});

test('past the last cue there is nothing to show, and it says so', async () => {
  await page.keyboard.press('Space');
  await expect(screen('wall')).toContainText('light at 35 %', patient);
  await brightness('wall').toBeLessThan(90);
  await expect(screen('go')).toContainText('End of the list');
  await look('end');
});

test('P folds the pictures away, and a console that is opened anew remembers and loads nothing for them', async () => {
  await page.keyboard.press('p');
  await expect(screen('wall')).toHaveCount(0);
  await look('folded');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await expect(page.getByRole('button', { name: /^stop/i })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Three ways' })).toBeVisible();
  await expect(screen('wall')).toHaveCount(0);
  expect(asked.filter((url) => /three\.module|screens-/.test(url))).toEqual([]);
  await page.keyboard.press('p');
  await brightness('wall').toBeGreaterThan(40);
});

test('without WebGL it says so, and the console works', async () => {
  await page.close();
  page = await open(false);
  await expect(screen('wall')).toContainText('no WebGL 2', patient);
  await expect(screen('go')).toContainText('no WebGL 2');
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: /^Blackout/ })).toHaveAttribute('aria-pressed', 'true');
  await look('no-webgl');
  expect(browser.errors.filter((text) => !/context lost|CONTEXT_LOST/i.test(text))).toEqual([]);
});

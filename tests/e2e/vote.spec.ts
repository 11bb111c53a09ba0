import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** A vote as a room meets it: two phones, a wall, and the console that sees where the story may go. */
test.describe.configure({ mode: 'serial' });

let folder: string;
let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let board: Page;
let ann: Page;
let bo: Page;
const rooms: BrowserContext[] = [];
const look = (page: Page, name: string) => page.screenshot({ path: `test-results/look/${name}.png`, timeout: 60_000 });

const programme = {
  ...builtIn,
  cues: [
    {
      ...{ number: 1, name: 'Which way', scene: 'hush' },
      until: [
        { on: 'vote', choice: 'deep', label: 'Deep water', count: 2, to: 3 },
        { on: 'vote', choice: 'shore', label: 'Back to the shore', count: 2, to: 2 },
      ],
    },
    { number: 2, name: 'Shore', scene: 'hush', follow: { afterS: 600 }, loop: { to: 1, times: 5 } },
    { number: 3, name: 'Deep', scene: 'hush', until: { on: 'gesture', gesture: 'swipe', count: 3, to: 1 } },
  ],
};

async function phone(size: { width: number; height: number }, locale: string): Promise<Page> {
  const context = await browser.browser.newContext({ viewport: size, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
  rooms.push(context);
  const page = await context.newPage();
  await page.goto(`${server.url}/visit?lang=${locale}`);
  return page;
}
const slip = (page: Page, label: string) => page.locator('.slip', { hasText: label });
const radio = (page: Page, label: RegExp) => page.getByRole('radio', { name: label });
const way = (label: string) => board.locator('.ways button', { hasText: label });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-vote-'));
  const file = join(folder, 'evening.show.json');
  await writeFile(file, JSON.stringify(programme));
  server = await startServer({ data: join(folder, 'data'), args: [file, '--arm', 'memory', '--machine', 'virtual-easel'] });
  operator = await becomeOperator(server.url, server.operatorUrl);
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  board = await browser.newPage();
  await board.goto(`${server.url}/console?lang=en`);
  ann = await phone({ width: 390, height: 844 }, 'en');
  bo = await phone({ width: 320, height: 568 }, 'fr');
});
test.afterAll(async () => {
  for (const room of rooms) await room.close();
  await browser?.close();
  operator?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

test('every phone is asked, in its language, with slips under a thumb that leave the sheet where it was', async () => {
  await expect(ann.getByText('The room decides.').first()).toBeVisible();
  await expect(bo.getByText('La salle décide.').first()).toBeVisible();
  for (const page of [ann, bo]) {
    await expect(page.getByRole('radio')).toHaveCount(2);
    for (const label of ['Deep water', 'Back to the shore']) {
      const box = await slip(page, label).boundingBox();
      const size = page.viewportSize();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size?.height ?? 0);
    }
    await expect(page.getByRole('application')).toBeVisible();
  }
});

test('a tap is a vote, another tap changes it, and the console sees how it stands', async () => {
  const sheet = await ann.getByRole('application').boundingBox();
  await slip(ann, 'Back to the shore').tap();
  await expect(radio(ann, /Back to the shore/)).toBeChecked();
  await expect(way('Back to the shore')).toContainText('1 of 2');
  await slip(ann, 'Deep water').tap();
  await expect(radio(ann, /Deep water/)).toBeChecked();
  await expect(way('Deep water')).toContainText('1 of 2');
  await expect(way('Back to the shore')).toContainText('0 of 2');
  await expect(slip(bo, 'Deep water')).toContainText('1/2');
  expect(await ann.getByRole('application').boundingBox()).toEqual(sheet);
  await expect(board.locator('.story .note')).toHaveText('No phone can get in to vote.');
  for (const [page, name] of [
    [ann, 'vote-phone'],
    [bo, 'vote-phone-small'],
    [board, 'vote-console'],
  ] as const)
    await look(page, name);
});

test('drawing goes on above the slips', async () => {
  const box = await ann.getByRole('application').boundingBox();
  await ann.touchscreen.tap((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  const touched = async () => (await operator.ledger('input')).some(({ body }) => body.includes('"touch"') && body.includes('phone-'));
  await expect.poll(touched, { timeout: 10_000 }).toBe(true);
});

test('a keyboard votes too', async () => {
  await radio(bo, /Deep water/).focus();
  await bo.keyboard.press('ArrowDown');
  await expect(radio(bo, /Back to the shore/)).toBeChecked();
  await expect(way('Back to the shore')).toContainText('1 of 2');
});

test('the wall says quietly what is asked, unless it is told not to', async () => {
  const wall = await browser.newPage();
  await wall.goto(`${server.url}/stage?lang=en&camera=off&mute&quality=0.2`);
  await expect(wall.locator('.vote-words li')).toHaveText(['Deep water1 of 2', 'Back to the shore1 of 2'], { timeout: 30_000 });
  const box = await wall.locator('.vote-words').boundingBox();
  expect(box?.y ?? 0).toBeGreaterThan(800 * 0.75);
  await wall.keyboard.press('v');
  await expect(wall.locator('.vote-words')).toHaveCount(0);
  await wall.goto(`${server.url}/stage?lang=en&camera=off&mute&quality=0.2&votes=off`);
  await expect(wall.locator('body[data-connected="true"]')).toHaveCount(1, { timeout: 30_000 });
  await expect(wall.locator('.vote-words')).toHaveCount(0);
  await wall.close();
});

test('a vote that is decided leads where it says, and every phone hears what was chosen, also one that was out of reach', async () => {
  await bo.context().setOffline(true);
  await expect(bo.locator('.vote .offline')).toBeVisible({ timeout: 60_000 });
  const third = await phone({ width: 844, height: 390 }, 'en');
  await slip(third, 'Deep water').tap();
  await expect(board.locator('.cue .now .number')).toHaveText('3');
  await expect(ann.locator('.outcome')).toHaveText('The room chose Deep water');
  await expect(ann.getByRole('status').filter({ hasText: 'The room chose Deep water.' })).toHaveCount(1);
  await look(ann, 'vote-phone-chosen');
  await bo.context().setOffline(false);
  await expect(bo.locator('.outcome')).toHaveText('En votre absence, la salle a choisi Deep water', { timeout: 20_000 });
  await expect(ann.locator('.vote')).toHaveCount(0, { timeout: 15_000 });
  await expect(ann.getByText('The room sees you.')).toBeVisible();
});

test('the console says which way the show came, and takes any way that leads on', async () => {
  await expect(board.locator('.path li')).toHaveText([/^\d+:\d\d 3 Deep$/, /^0:00 1 Which way$/]);
  await expect(way('Swipe')).toContainText('0 of 3');
  await look(board, 'vote-console-path');
  await way('Swipe').click();
  await expect(board.locator('.cue .now .number')).toHaveText('1');
  await expect(board.locator('.path li')).toHaveCount(3);
  await expect(slip(ann, 'Deep water')).toContainText('0/2');
  await expect(radio(ann, /Deep water/)).not.toBeChecked();
  // two cues within half a second are one too many
  await expect(async () => {
    await way('Back to the shore').click({ timeout: 600 });
    await expect(way('Follows')).toContainText('↻ 1 Which way, time 1 of 5', { timeout: 600 });
  }).toPass();
});

test('no page complained', () => {
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

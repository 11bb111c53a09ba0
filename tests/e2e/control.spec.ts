import { expect, type Page, test } from '@playwright/test';
import { io, type Socket } from 'socket.io-client';
import type { ArmView } from '../../stage/protocol/arm-view.ts';
import { foldPreviews, openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The arm in the hands of several people: two consoles, a phone, the lobby. */
test.describe.configure({ mode: 'serial' });

let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let arm: ArmView | null = null;
let phone: Socket;
let left: Page;
let right: Page;

test.beforeAll(async () => {
  server = await startServer();
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('arm', (said) => {
    arm = said;
  });
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  // what is tested here needs no pictures of the wall, and in software they are dear
  await foldPreviews(browser.context);
  left = await open('/console');
  right = await open('/console');
  await expect.poll(() => arm?.state, { timeout: 20_000 }).toBe('ready');
});
test.afterAll(async () => {
  phone?.close();
  await browser?.close();
  operator?.close();
  await server?.kill();
});

const open = async (path: string, size?: { width: number; height: number }): Promise<Page> => {
  const page = await browser.newPage();
  if (size) await page.setViewportSize(size);
  await page.goto(`${server.url}${path}?lang=en`);
  return page;
};
const state = () => expect.poll(() => arm?.state, { timeout: 15_000 });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('one console has the arm, the other is told so, may take it over, and the first is told that', async () => {
  await expect(left.getByText('in nobody’s hands')).toBeVisible();
  await button(left, /^Hold H/).click();
  await expect(left.getByText('in your hands')).toBeVisible();
  await expect(right.getByText(/console 2 has it/)).toBeVisible();
  await state().toBe('held');
  await button(right, /^Resume/).click();
  await expect(right.locator('.notice')).toContainText('the arm is in the hands of console 2');
  await expect(right.locator('.notice [lang=en]')).toContainText('Take over');
  await button(right, 'Take over').click();
  await expect(right.getByText('in your hands')).toBeVisible();
  await expect(left.locator('.notice')).toContainText('Console 3 took the arm over.');
  await left.screenshot({ path: 'test-results/look/console-lease-lost.png' });
  await button(right, /^Resume/).click();
  await state().toBe('ready');
});

test('a console that is reloaded is the same console, and keeps the arm', async () => {
  await right.reload();
  await expect(right.getByText('in your hands')).toBeVisible();
});

test('the pad moves the arm while it is held, and whatever lets go of it stops the arm', async () => {
  await right.keyboard.press('j');
  await right.screenshot({ path: 'test-results/look/console-move.png' });
  const before = arm?.at?.x ?? 0;
  const box = await button(right, 'right').boundingBox();
  if (!box) throw new Error('the pad has no button to the right');
  await right.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await right.mouse.down();
  await state().toBe('jogging');
  // 5 mm/s and a dead man's 0.4 s: farther than one word carries it
  await expect.poll(() => arm?.at?.x ?? 0, { timeout: 15_000 }).toBeGreaterThan(before + 4);
  await right.mouse.up();
  await state().toBe('ready');

  await right.locator('.move').focus();
  await right.keyboard.down('ArrowLeft');
  await state().toBe('jogging');
  await right.keyboard.up('ArrowLeft');
  await state().toBe('ready');

  await right.keyboard.down('ArrowLeft');
  await state().toBe('jogging');
  await right.evaluate(() => window.dispatchEvent(new Event('blur')));
  await state().toBe('ready');
  await right.keyboard.up('ArrowLeft');
  // the other console has not the arm: its pad is shut
  await left.keyboard.press('j');
  await expect(button(left, 'right')).toBeDisabled();
  await right.keyboard.press('j');
});

test('the queue says when each stroke will be painted, lets one go first, and breaks off the one under the brush', async () => {
  test.setTimeout(120_000);
  phone = io(`${server.url}/visitor`, { path: '/ws', transports: ['websocket'], forceNew: true });
  await new Promise((resolve) => phone.once('you', resolve));
  for (let line = 0; line < 4; line++)
    for (let i = 0; i <= 14; i++) {
      const phase = i === 0 ? 'down' : i === 14 ? 'up' : 'move';
      await new Promise((resolve) => phone.emit('touch', { phase, x: 0.15 + 0.045 * i, y: 0.2 + 0.18 * line, pressure: 0.6 }, resolve));
    }
  const rows = right.locator('.queue li');
  await expect.poll(() => rows.count(), { timeout: 20_000 }).toBeGreaterThan(4);
  await expect(rows.nth(1).locator('.eta')).toHaveText(/^\d+ (s|min)/, { timeout: 20_000 });
  await expect(right.locator('.queue .now')).toBeVisible({ timeout: 20_000 });
  await right.screenshot({ path: 'test-results/look/console-queue.png' });

  const last = rows.last();
  const name = (await last.locator('.urge').getAttribute('aria-label')) ?? '';
  const id = name.match(/\d+-\d+/)?.[0] ?? '';
  await last.locator('.urge').click();
  await expect.poll(async () => (await operator.ledger('arm/urge')).length).toBe(1);
  const place = async () => {
    const names = await right.locator('.queue .withdraw').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    return names.findIndex((one) => one.includes(id));
  };
  await expect.poll(place, { timeout: 20_000 }).toBeLessThan(2);

  const broken = await right.getByRole('button', { name: /^Break off/ }).getAttribute('aria-label', { timeout: 20_000 });
  await right.getByRole('button', { name: /^Break off/ }).click();
  await expect(right.locator('.log')).toContainText('is broken off by console 3');
  await expect(right.getByRole('button', { name: broken ?? '' })).toHaveCount(0);
});

test('a visitor sees STOP only while the arm moves, presses it, and only an operator goes on', async () => {
  const visit = await open('/visit', { width: 390, height: 844 });
  const stop = button(visit, 'Stop the arm');
  await expect(stop).toBeVisible({ timeout: 20_000 });
  const box = await stop.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
  await visit.screenshot({ path: 'test-results/look/visit-stop.png' });
  await stop.click();
  await state().toBe('held');
  await expect(stop).toBeHidden();
  await expect(right.locator('.arm .why')).toHaveText(/Stopped from a phone/);
  await right.screenshot({ path: 'test-results/look/console-stopped.png' });
  await visit.close();
  await button(right, /^Resume/).click();
  await state().not.toBe('held');
});

for (const [path, there, words] of [
  ['/', '.stop-now', /Stopped from the lobby/],
  ['/twin', '.stop-now', /Stopped from the page of the painting/],
  ['/stage', 'body[data-connected="true"]', /Stopped from the projection page/],
] as const)
  test(`the key S stops the arm from ${path}`, async () => {
    const page = await open(path, { width: 800, height: 600 });
    await expect(page.locator(there)).toHaveCount(1, { timeout: 20_000 });
    await page.keyboard.press('s');
    await expect(right.locator('.arm .why')).toHaveText(words);
    await page.close();
    await right.keyboard.press('h');
    await state().not.toBe('held');
  });

test('no page complained', () => {
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

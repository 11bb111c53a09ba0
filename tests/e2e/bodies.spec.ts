import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Gesture } from '../../engine/people.ts';
import { makeBodyFilm } from '../support/body-film.ts';
import { visit, visitFilm } from '../support/body-films.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { root } from '../support/serve.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** Somebody rendered stands before the camera; the stage page's own trackers look at them. It waits for a model that few have. */
test.describe.configure({ mode: 'serial' });
test.skip(
  !existsSync(join(root, 'dist', 'client', 'models', 'pose_landmarker.task')),
  'the model that sees bodies is not assembled: npm run models -- --bodies, then npm run build',
);

let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let stage: Page;
let begun = 0;
const gestures: Gesture[] = [];
/** how many people there were while hands were seen */
const counts: number[] = [];
const sent: (string | Buffer)[] = [];
const told = (kind: Gesture['kind']) => gestures.filter((gesture) => gesture.kind === kind);

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const film = await makeBodyFilm(visitFilm);
  server = await startServer();
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('frame', (frame) => gestures.push(...(frame.gestures ?? [])));
  browser = await openBrowser({ film, context: { viewport: { width: 640, height: 400 } } });
  stage = await browser.newPage();
  stage.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
  await stage.goto(`${server.url}/stage?bodies&quality=0.2&mute`);
});

test.afterAll(async () => {
  await browser?.close();
  operator?.close();
  await server?.kill();
});

test('hands and bodies are looked for side by side, and a body is seen', async () => {
  test.setTimeout(150_000);
  for (const eye of ['data-camera', 'data-bodies'])
    await expect(stage.locator('body')).toHaveAttribute(eye, 'running', { timeout: 60_000 });
  begun = performance.now();
  await expect(stage.locator('body')).toHaveAttribute('data-bodies-seen', '1', { timeout: 40_000 });
});

test('somebody who raises both hands is one person and not three', async () => {
  test.setTimeout(150_000);
  operator.socket.on('meters', ({ signals }) => {
    if ('hand/1/height' in signals) counts.push(signals['crowd/count'] ?? 0);
  });
  await expect.poll(() => counts.length, { timeout: 120_000 }).toBeGreaterThan(5);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('a lean and an approach reach the show, once for each time that they are done', async () => {
  test.setTimeout(150_000);
  await expect.poll(() => Math.min(told('lean').length, told('approach').length), { timeout: 120_000 }).toBeGreaterThan(0);
  expect(new Set(told('lean').map((lean) => 'way' in lean && lean.way))).toEqual(new Set(['left']));
  // the film begins again and again
  const visits = 1 + Math.ceil((performance.now() - begun) / 1000 / visit.seconds);
  expect(told('lean').length).toBeLessThanOrEqual(visits);
  // by half: a quarter, and a quarter of that
  expect(told('approach').length).toBeLessThanOrEqual(2 * visits);
});

test('no image leaves the page, and nobody complains', () => {
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((payload) => typeof payload !== 'string')).toEqual([]);
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(8_000);
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

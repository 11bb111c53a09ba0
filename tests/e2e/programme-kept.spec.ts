import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import {
  buttonOf,
  type EditorRoom,
  fieldOf,
  formOf,
  look as lookAt,
  nowOn as nowOnOf,
  onDisk as onDiskOf,
  rowOf,
  sheetOf,
  test,
} from '../support/editor-room.ts';

/** What becomes of a programme that is edited: its file, its snapshots, its lock, and the same form on a phone. */
test.describe.configure({ mode: 'serial' });

let room: EditorRoom;
let page: Page;
let other: Page;
const look = (name: string) => lookAt(page, name);
const form = () => formOf(page);
const field = (name: string) => fieldOf(page, name);
const row = (number: number, of = page) => rowOf(of, number);
const button = (name: string | RegExp) => buttonOf(page, name);
const onDisk = () => onDiskOf(room);
const nowOn = () => nowOnOf(page);

test.beforeAll(({ room: opened }) => {
  room = opened;
  ({ page, other } = opened);
});

test('a file that cannot be written is said in the header, with the reason, until it can', async () => {
  const aside = readFileSync(room.file);
  rmSync(room.file);
  mkdirSync(room.file);
  await row(2).getByRole('button', { name: /^Edit/ }).click();
  await field('Name').fill('First rain');
  await page.keyboard.press('Enter');
  await expect(page.locator('.programme .saved')).toContainText('not saved: the programme could not be saved');
  await look('editor-unsaved');
  rmSync(room.file, { recursive: true });
  writeFileSync(room.file, aside);
  await expect(page.locator('.programme .saved')).toHaveText('evening.show.json saved', { timeout: 20_000 });
  await expect.poll(() => onDisk().find(({ number }) => number === 2)?.name).toBe('First rain');
});

test('a snapshot is given a name, and is forgotten only when that is said twice', async () => {
  await sheetOf(page).getByLabel('Name of the snapshot').fill('Low tide');
  await page.keyboard.press('Enter');
  await expect(button('Recall snapshot Low tide, in three seconds')).toBeVisible();
  const forget = button(/^Forget snapshot Low tide/);
  await forget.click();
  await expect(button('Forget snapshot Low tide: Forget?')).toBeVisible();
  // the question is taken back after three seconds, on a busy machine before it is answered
  await expect(async () => {
    if ((await forget.count()) > 0) await forget.click({ timeout: 1000 });
    await expect(button('Recall snapshot Low tide, in three seconds')).toHaveCount(0, { timeout: 700 });
  }).toPass();
});

test('show mode locks whatever would be saved, on every console, and GO goes on', async () => {
  await page.getByRole('switch', { name: 'Show mode' }).click();
  for (const one of [page, other]) {
    await expect(one.locator('.programme .mode')).toHaveText('Show mode: locked');
    await expect(row(1, one).getByRole('button', { name: /^Edit/ })).toBeDisabled();
  }
  await expect(button(/^New cue/)).toBeDisabled();
  await expect(button('Undo edit')).toBeDisabled();
  await expect(button(/^Store/)).toBeDisabled();
  await expect(sheetOf(page).getByText('Show mode is on: cues, mappings and snapshots are locked.')).toBeVisible();
  await look('editor-locked');
  await page.keyboard.press('l');
  await page.keyboard.press('m');
  await expect(page.locator('.mapping .add').getByRole('button', { name: 'Add' })).toBeDisabled();
  await expect(page.locator('.mapping-row').first().getByRole('button', { name: 'Mute' })).toBeDisabled();
  await look('editor-locked-mapping');
  await page.keyboard.press('m');
  await page.keyboard.press('l');
  const number = await nowOn().textContent();
  // the first GO ends the panic that Esc began
  await expect(async () => {
    await button(/^GO/).click();
    await expect(nowOn()).not.toHaveText(number ?? '', { timeout: 700 });
  }).toPass();
  await page.getByRole('switch', { name: 'Show mode' }).click();
  await expect(row(1).getByRole('button', { name: /^Edit/ })).toBeEnabled();
});

test('the form fits a phone, and speaks French', async () => {
  await other.close();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${room.url}/console?lang=fr`);
  await page.keyboard.press('l');
  const french = page.getByRole('region', { name: 'Conduite' });
  await french.scrollIntoViewIfNeeded();
  await look('editor-phone-list-fr');
  await french.locator('.edit').nth(1).click();
  await expect(form().getByLabel('Nom')).toHaveValue('First rain');
  await look('editor-phone-fr');
  await form()
    .getByRole('button', { name: /Garder/ })
    .scrollIntoViewIfNeeded();
  await look('editor-phone-foot-fr');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.screenshot({ path: 'test-results/look/editor-phone-whole-fr.png', fullPage: true });
});

test('nothing complained, and nothing left the house', () => {
  expect(room.browser.external).toEqual([]);
  expect(room.browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

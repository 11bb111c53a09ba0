import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Cue } from '../../engine/cues/cue.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { ArmView } from '../../stage/protocol/arm-view.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** A programme that is written in the console while it plays: two consoles, one file. */
test.describe.configure({ mode: 'serial' });

const folder = mkdtempSync(join(tmpdir(), 'alla-prima-editor-'));
const file = join(folder, 'evening.show.json');
const cues = [
  { number: 1, name: 'Still water', scene: 'hush', params: {} },
  { number: 2, name: 'First drops', scene: 'hush', params: { flow: 110 }, notes: 'when the doors are shut', group: 'Act I' },
  { number: 3, name: 'Tide', scene: 'hush', params: { swell: 30 }, group: 'Act I', follow: { afterS: 600 } },
];
let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let page: Page;
let other: Page;
let arm: ArmView | null = null;

const look = (name: string, of: Page = page) => of.screenshot({ path: `test-results/look/${name}.png` });
const sheet = (of: Page = page) => of.getByRole('region', { name: 'Cues' });
const form = (of: Page = page) => of.locator('.cue-form');
const field = (name: string) => form().getByLabel(name);
const row = (number: number, of: Page = page) =>
  sheet(of)
    .locator('.cues li')
    .filter({ has: of.locator(`.number:text-is("${number}")`) });
const button = (name: string | RegExp, of: Page = page) => of.getByRole('button', { name });
const onDisk = (): Cue[] => JSON.parse(readFileSync(file, 'utf8')).cues;
const nowOn = (of: Page = page) => of.locator('.panel.cue .now .number');

test.beforeAll(async () => {
  writeFileSync(file, JSON.stringify({ ...builtIn, title: 'Evening', cues }, null, 2));
  server = await startServer({ args: [file] });
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('arm', (said) => {
    arm = said;
  });
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  [page, other] = [await browser.newPage(), await browser.newPage()];
  for (const one of [page, other]) {
    await one.goto(`${server.url}/console?lang=en`);
    await one.keyboard.press('l');
    await expect(sheet(one).locator('.cues li')).toHaveCount(3);
  }
  await page.bringToFront();
});
test.afterAll(async () => {
  await browser?.close();
  operator?.close();
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('the header says that edits are open, and that the file is saved', async () => {
  await expect(page.getByText('Edits are open')).toBeVisible();
  await expect(page.locator('.programme .saved')).toHaveText('evening.show.json saved');
  await look('editor-list');
});

test('a new cue stands after the one that comes next, under a free number, and both consoles have it', async () => {
  await button('New cue after 2').click();
  await expect(field('Number')).toHaveValue('2.5');
  await look('editor-new');
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  await button(/^Keep/).click();
  await expect(form().getByRole('alert')).toHaveText('Write something here.');
  await expect(field('Name')).toBeFocused();
  await page.keyboard.type('Nobody moves');
  await field('Transition').selectOption({ label: 'eyelid' });
  await field('Takes').fill('2,5');
  await page.keyboard.press('Enter');
  await expect(form()).toHaveCount(0);
  await expect(row(2.5)).toContainText('Nobody moves');
  await expect(row(2.5, other)).toContainText('Nobody moves');
  await expect
    .poll(() => onDisk().find(({ number }) => number === 2.5))
    .toMatchObject({
      name: 'Nobody moves',
      scene: 'hush',
      transition: { kind: 'eyelid', seconds: 2.5 },
    });
  await expect(page.locator('.programme .saved')).toHaveText('evening.show.json saved');
});

test('a number that another cue has is refused before it is sent, in words', async () => {
  await row(2.5).getByRole('button', { name: /^Edit/ }).click();
  await field('Number').fill('3');
  await expect(form().getByRole('alert')).toHaveText('Another cue has this number. Choose a free one.');
  await page.keyboard.press('Enter');
  await expect(form()).toBeVisible();
  await look('editor-taken');
  await field('Number').fill('2.5');
  await expect(form().getByRole('alert')).toHaveCount(0);
});

test('typing “Stop all” writes it: the arm does not stop, nothing is taken, and Esc and Pause do what they always do', async () => {
  await expect.poll(() => arm?.state, { timeout: 20_000 }).not.toBe('offline');
  await field('Name').fill('');
  await field('Name').pressSequentially('Stop all');
  await expect(form().getByText('You are typing: Space and letters write.')).toBeVisible();
  await look('editor-typing');
  await expect(field('Name')).toHaveValue('Stop all');
  await expect(nowOn()).toHaveText('1');
  expect(arm?.state).not.toBe('held');
  expect(await operator.ledger('arm/stop', 'arm/hold')).toEqual([]);
  await page.keyboard.press('Pause');
  await expect.poll(async () => (await operator.ledger('arm/stop')).length).toBe(1);
  await expect.poll(() => arm?.state).toBe('held');
  await page.keyboard.press('Escape');
  await expect(button(/Panic: press again/)).toBeVisible();
  await expect(form()).toBeVisible();
  // a GO in the moment of a panic is not taken for its end
  await expect(async () => {
    // one that was taken already would take the next cue
    if ((await button(/^Panic/).getAttribute('aria-pressed')) === 'true') await button(/^GO/).click();
    await expect(button(/^Panic/)).toHaveAttribute('aria-pressed', 'false', { timeout: 1200 });
  }).toPass();
  await page.keyboard.press('Enter');
});

test('the form open, and no field in focus: Space is GO, and it takes the edited cue in its turn', async () => {
  await button('New cue after 2').waitFor();
  await row(2.5).getByRole('button', { name: /^Edit/ }).click();
  await page.waitForTimeout(600);
  await page.keyboard.press(' ');
  await expect(nowOn()).toHaveText('2');
  await expect(form()).toBeVisible();
  await page.waitForTimeout(600);
  await page.keyboard.press(' ');
  await expect(nowOn()).toHaveText('2.5');
  await expect(form().getByText('This cue is on.')).toBeVisible();
  await expect(form().getByRole('button', { name: 'Delete' })).toBeDisabled();
  await page.keyboard.press('F9');
  await expect(form()).toHaveCount(0);
});

test('every rare thing is in the form, keeps its value, and is on disk', async () => {
  await row(3).getByRole('button', { name: /^Edit/ }).click();
  await button('As it is now').click();
  await expect(form().getByText('4 set')).toBeVisible();
  await form().getByRole('button', { name: 'Swell of the edges: leave at the scene’s own' }).click();
  await form().locator('summary', { hasText: 'Fades' }).click();
  await button('Add a fade').click();
  const fade = form().getByRole('group', { name: 'Fades 1' });
  await fade.getByLabel('What').selectOption({ label: 'Sound' });
  await fade.getByLabel('To').fill('57');
  await form().locator('summary', { hasText: 'When it comes' }).click();
  await field('Wait first').fill('1.5');
  await field('Comes in on').selectOption({ label: 'the next bar' });
  await button('Add a condition').click();
  const first = form().getByRole('group', { name: 'Condition 1' });
  await first.getByLabel('Condition 1', { exact: true }).selectOption({ label: 'phones have voted' });
  await first.getByLabel('Choice').fill('left');
  await first.getByLabel('What phones read').fill('To the left');
  await first.getByLabel('Votes needed').fill('12');
  await first.getByLabel('Then cue').selectOption({ label: '1 Still water' });
  await button('Add a condition').click();
  const second = form().getByRole('group', { name: 'Condition 2' });
  await second.getByLabel('Condition 2', { exact: true }).selectOption({ label: 'gestures are made' });
  await second.getByLabel('Gesture').selectOption({ label: 'a wave' });
  await field('Goes back to').selectOption({ label: 'this cue' });
  await field('Times').fill('0');
  await field('Goes back to').scrollIntoViewIfNeeded();
  await look('editor-rare');
  await fade.scrollIntoViewIfNeeded();
  await look('editor-fades');
  await expect(form().getByText(/Changed: scene’s parameters, fades/)).toBeVisible();
  await field('Notes').fill('breathe');
  await page.keyboard.press('Enter');
  await expect(form()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(form()).toHaveCount(0);
  await expect
    .poll(() => onDisk().find(({ number }) => number === 3))
    .toMatchObject({
      notes: 'breathe',
      fades: [{ what: 'sound', to: 0.57, seconds: 4 }],
      preWaitS: 1.5,
      quantise: 'bar',
      follow: { afterS: 600 },
      until: [
        { on: 'vote', choice: 'left', label: 'To the left', count: 12, to: 1 },
        { on: 'gesture', gesture: 'wave' },
      ],
      loop: { to: 3, times: 0 },
    });
  expect(Object.keys(onDisk().find(({ number }) => number === 3)?.params ?? {})).toEqual(['patience', 'dreams', 'flow']);
});

test('an edit is taken back, which is said before and after, and done again', async () => {
  const said = sheet().locator('.edit-steps').getByRole('status');
  await expect(said).toHaveText('Undo takes back: cue 3 “Tide” changed');
  await button('Undo edit').click();
  await expect(said).toContainText('Taken back: cue 3 “Tide” changed');
  await look('editor-taken-back');
  await page.keyboard.press('Control+Shift+Z');
  await expect(said).toHaveText('Undo takes back: cue 3 “Tide” changed');
  await page.keyboard.press('Control+z');
  await expect.poll(() => onDisk().find(({ number }) => number === 3)).toEqual(cues[2]);
});

test('what another console does to the cue is said, and loaded when asked', async () => {
  await row(3).getByRole('button', { name: /^Edit/ }).click();
  await field('Name').fill('Mine');
  await row(3, other).getByRole('button', { name: /^Edit/ }).click();
  await form(other).getByLabel('Name').fill('Theirs');
  await other.keyboard.press('Enter');
  await expect(form().getByText('Another console has changed this cue.')).toBeVisible();
  await field('Name').press('Enter');
  await expect(form().getByRole('alert')).toHaveText('Somebody else changed this cue: load theirs, or keep yours in its place.');
  await expect(button('Keep mine')).toBeVisible();
  await look('editor-meanwhile');
  await row(1).getByRole('button', { name: /^Edit/ }).click();
  await expect(form().getByText('Keep or discard this one first.')).toBeVisible();
  await button('Load theirs').click();
  await expect(field('Name')).toHaveValue('Theirs');
});

test('a cue is doubled, and deleted only when that is said twice', async () => {
  await button('Duplicate').click();
  await expect(field('Number')).toHaveValue('4');
  await page.keyboard.press('Escape');
  await button(/^GO/).click();
  await button(/^Keep/).click();
  await expect(row(4)).toContainText('Theirs');
  await row(4).getByRole('button', { name: /^Edit/ }).click();
  await form().getByRole('button', { name: 'Delete' }).click();
  await expect(form().getByRole('button', { name: 'Really delete?' })).toBeVisible();
  await expect(form().getByRole('button', { name: 'Delete', exact: true })).toBeVisible({ timeout: 5000 });
  await form().getByRole('button', { name: 'Delete', exact: true }).click();
  await form().getByRole('button', { name: 'Really delete?' }).click();
  await expect(form()).toHaveCount(0);
  await expect(row(4)).toHaveCount(0);
  await expect(row(4, other)).toHaveCount(0);
});

test('what the show refuses is said in the form, and the draft stays', async () => {
  await row(1).getByRole('button', { name: /^Edit/ }).click();
  await field('Name').fill('Deep water');
  const leading: Cue = { number: 3, name: 'Theirs', scene: 'hush', params: {}, loop: { to: 1, times: 1 } };
  operator.socket.emit('artist', { kind: 'cue/put', cue: leading, instead: 3 });
  await expect.poll(() => onDisk().find(({ number }) => number === 3)?.loop).toBeDefined();
  await field('Number').fill('1.2');
  await page.keyboard.press('Enter');
  await expect(form().getByRole('alert')).toContainText(/cue 3 leads to cue 1/i);
  await expect(field('Name')).toHaveValue('Deep water');
  await look('editor-refused');
  await page.keyboard.press('F9');
  await expect(form()).toHaveCount(0);
});

test('whoever has no mouse opens a form, leaves it, and goes on from the same place', async () => {
  const edit = row(2).getByRole('button', { name: /^Edit/ });
  await edit.focus();
  await page.keyboard.press('Enter');
  await expect(form()).toBeFocused();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
  await expect(field('Number')).toBeFocused();
  await page.keyboard.press('F9');
  await expect(form()).toHaveCount(0);
  await expect(edit).toBeFocused();
});

test('a file that cannot be written is said in the header, with the reason, until it can', async () => {
  const aside = readFileSync(file);
  rmSync(file);
  mkdirSync(file);
  await row(2).getByRole('button', { name: /^Edit/ }).click();
  await field('Name').fill('First rain');
  await page.keyboard.press('Enter');
  await expect(page.locator('.programme .saved')).toContainText('not saved: the programme could not be saved');
  await look('editor-unsaved');
  rmSync(file, { recursive: true });
  writeFileSync(file, aside);
  await expect(page.locator('.programme .saved')).toHaveText('evening.show.json saved', { timeout: 20_000 });
  await expect.poll(() => onDisk().find(({ number }) => number === 2)?.name).toBe('First rain');
});

test('a snapshot is given a name, and is forgotten only when that is said twice', async () => {
  await sheet().getByLabel('Name of the snapshot').fill('Low tide');
  await page.keyboard.press('Enter');
  await expect(button('Recall snapshot Low tide, in three seconds')).toBeVisible();
  await button('Forget snapshot Low tide').click();
  await button('Forget snapshot Low tide: Forget?').click();
  await expect(button('Recall snapshot Low tide, in three seconds')).toHaveCount(0);
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
  await expect(sheet().getByText('Show mode is on: cues, mappings and snapshots are locked.')).toBeVisible();
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
  await page.goto(`${server.url}/console?lang=fr`);
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
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Cue } from '../../engine/cues/cue.ts';
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

/** A programme whose cues are written in the console while it plays: two consoles, one file. */
test.describe.configure({ mode: 'serial' });

let room: EditorRoom;
let page: Page;
let other: Page;
const look = (name: string) => lookAt(page, name);
const form = (of = page) => formOf(of);
const field = (name: string) => fieldOf(page, name);
const row = (number: number, of = page) => rowOf(of, number);
const button = (name: string | RegExp) => buttonOf(page, name);
const onDisk = () => onDiskOf(room);
const nowOn = () => nowOnOf(page);

test.beforeAll(({ room: opened }) => {
  room = opened;
  ({ page, other } = opened);
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
  await expect.poll(() => room.arm()?.state, { timeout: 20_000 }).not.toBe('offline');
  await field('Name').fill('');
  await field('Name').pressSequentially('Stop all');
  await expect(form().getByText('You are typing: Space and letters write.')).toBeVisible();
  await look('editor-typing');
  await expect(field('Name')).toHaveValue('Stop all');
  await expect(nowOn()).toHaveText('1');
  expect(room.arm()?.state).not.toBe('held');
  expect(await room.operator.ledger('arm/stop', 'arm/hold')).toEqual([]);
  await page.keyboard.press('Pause');
  await expect.poll(async () => (await room.operator.ledger('arm/stop')).length).toBe(1);
  await expect.poll(() => room.arm()?.state).toBe('held');
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
  const said = sheetOf(page).locator('.edit-steps').getByRole('status');
  await expect(said).toHaveText('Undo takes back: cue 3 “Tide” changed');
  await button('Undo edit').click();
  await expect(said).toContainText('Taken back: cue 3 “Tide” changed');
  await look('editor-taken-back');
  await page.keyboard.press('Control+Shift+Z');
  await expect(said).toHaveText('Undo takes back: cue 3 “Tide” changed');
  await page.keyboard.press('Control+z');
  await expect.poll(() => onDisk().find(({ number }) => number === 3)).toEqual(room.cues[2]);
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
  room.operator.socket.emit('artist', { kind: 'cue/put', cue: leading, instead: 3 });
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

test('nothing complained, and nothing left the house', () => {
  expect(room.browser.external).toEqual([]);
  expect(room.browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

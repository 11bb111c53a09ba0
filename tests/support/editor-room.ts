import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Cue } from '../../engine/cues/cue.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { ArmView } from '../../stage/protocol/arm-view.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { becomeOperator, type Operator } from './operator.ts';
import { startServer } from './server.ts';

/** A programme of three cues that plays, and two consoles that have its list open. */
export interface EditorRoom {
  readonly url: string;
  readonly operator: Operator;
  readonly browser: TestBrowser;
  readonly page: Page;
  readonly other: Page;
  readonly file: string;
  readonly cues: readonly Cue[];
  arm(): ArmView | null;
}

const cues: readonly Cue[] = [
  { number: 1, name: 'Still water', scene: 'hush', params: {} },
  { number: 2, name: 'First drops', scene: 'hush', params: { flow: 110 }, notes: 'when the doors are shut', group: 'Act I' },
  { number: 3, name: 'Tide', scene: 'hush', params: { swell: 30 }, group: 'Act I', follow: { afterS: 600 } },
];

/** A server and a browser cost seconds: the files that write a programme share one of each, as long as nothing fails in it. */
export const test = base.extend<object, { readonly room: EditorRoom }>({
  room: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of its arguments
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'alla-prima-editor-'));
      const file = join(folder, 'evening.show.json');
      writeFileSync(file, JSON.stringify({ ...builtIn, title: 'Evening', cues }, null, 2));
      const server = await startServer({ args: [file] });
      const operator = await becomeOperator(server.url, server.operatorUrl);
      let arm: ArmView | null = null;
      operator.socket.on('arm', (said) => {
        arm = said;
      });
      const browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
      const [name = '', value = ''] = operator.cookie.split('=');
      await browser.context.addCookies([{ name, value, url: server.url }]);
      const [page, other] = [await browser.newPage(), await browser.newPage()];
      for (const one of [page, other]) {
        await one.goto(`${server.url}/console?lang=en`);
        await one.keyboard.press('l');
        await expect(sheetOf(one).locator('.cues li')).toHaveCount(cues.length);
      }
      await page.bringToFront();
      await use({ url: server.url, operator, browser, page, other, file, cues, arm: () => arm });
      await browser.close();
      operator.close();
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

export const look = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: `test-results/look/${name}.png` });
export const sheetOf = (page: Page): Locator => page.getByRole('region', { name: 'Cues' });
export const formOf = (page: Page): Locator => page.locator('.cue-form');
export const fieldOf = (page: Page, name: string): Locator => formOf(page).getByLabel(name);
export const rowOf = (page: Page, number: number): Locator =>
  sheetOf(page)
    .locator('.cues li')
    .filter({ has: page.locator(`.number:text-is("${number}")`) });
export const buttonOf = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const nowOn = (page: Page): Locator => page.locator('.panel.cue .now .number');
export const onDisk = ({ file }: EditorRoom): Cue[] => JSON.parse(readFileSync(file, 'utf8')).cues;

import { createSocket } from 'node:dgram';
import { expect, type Page, test } from '@playwright/test';
import { toBuffer } from 'osc-min';
import type { MetersView } from '../../stage/protocol/play.ts';
import { foldPreviews, openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** Signals, mappings and tempo as an artist meets them: a fader that speaks OSC, a key that is tapped, a room that is heard. */
test.describe.configure({ mode: 'serial' });

let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let page: Page;
let meters: MetersView = { rows: [], signals: {} };
let loudest = 0;
const oscPort = 8200 + (process.pid % 700);
const knob = createSocket('udp4');

const osc = (address: string, value: number): void => {
  const view = toBuffer({ address, args: [{ type: 'float', value }] });
  knob.send(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), oscPort, '127.0.0.1');
};
/** Turns a fader up over half a second. */
async function turn(address: string, to = 1): Promise<void> {
  for (let i = 0; i <= 10; i++) {
    osc(address, (to * i) / 10);
    await page.waitForTimeout(50);
  }
}
const look = (name: string) => page.screenshot({ path: `test-results/look/${name}.png` });

test.beforeAll(async () => {
  server = await startServer({ args: ['--osc', String(oscPort)] });
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('meters', (said) => {
    meters = said;
    loudest = Math.max(loudest, said.signals['sound/level'] ?? 0);
  });
  browser = await openBrowser({ context: { viewport: { width: 1440, height: 900 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  // what is tested here needs no pictures of the wall, and in software they are dear
  await foldPreviews(browser.context);
  page = await browser.newPage();
  await page.goto(`${server.url}/console?lang=en`);
});
test.afterAll(async () => {
  knob.close();
  await browser?.close();
  operator?.close();
  await server?.kill();
});

test('what hush brings is listed, and M opens the list', async () => {
  await expect(page.getByRole('button', { name: /Mappings 3/ })).toBeVisible();
  await look('console-mapping-shut');
  await page.keyboard.press('m');
  const list = page.getByRole('region', { name: 'What moves what' });
  await expect(list.locator('.mapping-row', { hasText: 'Energy of the room' })).toBeVisible();
  await expect(list.getByText('no signal').first()).toBeVisible();
});

test('a fader that speaks OSC is learnt, and then moves the parameter', async () => {
  await page.getByLabel('Parameter', { exact: true }).selectOption({ label: 'Flow of the ink' });
  await page.locator('.add').getByRole('button', { name: 'Learn' }).click();
  await expect(page.getByText(/Move what is to move Flow of the ink/)).toBeVisible();
  await turn('/signal/fader/1');
  const row = page.locator('.mapping-row', { hasText: 'OSC fader/1' });
  await expect(row).toBeVisible();
  await expect(row.locator('.line output')).toHaveText('140 %');
  osc('/signal/fader/1', 0.5);
  await expect(row.locator('.line output')).toHaveText('90.0 %');
  await look('console-mapping');
  await row.getByRole('button', { name: /Settings/ }).click();
  await look('console-mapping-settings');
  await row.getByRole('button', { name: 'Invert' }).click();
  osc('/signal/fader/1', 0);
  await expect(row.locator('.line output')).toHaveText('140 %');
  await row.getByRole('button', { name: 'Mute' }).click();
  await expect(row.locator('.line output')).toHaveText('–');
  await row.getByRole('button', { name: /Delete/ }).click();
  await expect(row).toHaveCount(0);
});

test('T taps the tempo', async () => {
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('t');
    await page.waitForTimeout(500);
  }
  const bpm = Number(await page.locator('.tempo output').textContent());
  expect(bpm).toBeGreaterThan(95);
  expect(bpm).toBeLessThan(125);
});

test('OSC panics, and what it must not say is told to the operator', async () => {
  osc('/panic', 1);
  await expect(page.getByRole('button', { name: /Panic: press again/ })).toBeVisible();
  // a GO in the moment of a panic is not taken for its end
  await expect(async () => {
    osc('/go', 1);
    await expect(page.getByRole('button', { name: /^Panic/ })).toHaveAttribute('aria-pressed', 'false', { timeout: 600 });
  }).toPass();
  // what is said of OSC is said once a second at most
  await expect(async () => {
    osc('/nobody', 1);
    await expect(page.getByText(/there is no address "\/nobody"/)).toBeVisible({ timeout: 600 });
  }).toPass();
});

test('the stage hears how loud the room is once L is pressed, and forgets it when it is pressed again', async () => {
  const stage = await browser.newPage();
  await stage.goto(`${server.url}/stage?lang=en&quality=0.2&mute&camera=off`);
  await stage.waitForFunction(() => document.body.dataset.connected === 'true');
  expect(Object.keys(meters.signals)).not.toContain('sound/level');
  await stage.keyboard.press('l');
  await expect.poll(() => Object.keys(meters.signals).filter((name) => name.startsWith('sound/'))).toHaveLength(4);
  // Chromium's own microphone beeps once a second
  await expect.poll(() => loudest, { timeout: 30_000 }).toBeGreaterThan(0.3);
  await stage.keyboard.press('l');
  await expect.poll(() => Object.keys(meters.signals)).not.toContain('sound/level');
  await stage.close();
});

/** What a page's script finds in place of the devices that a test machine lacks. */
declare global {
  interface Window {
    midiSays(...bytes: number[]): void;
    padAxis: number;
  }
}
function pretendDevices(): void {
  const port = { id: 'p', name: 'Desk of knobs', state: 'connected', onmidimessage: (_event: unknown): void => {} };
  const access = Object.assign(new EventTarget(), { inputs: new Map([['p', port]]), outputs: new Map() });
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: async () => access });
  window.midiSays = (...bytes) => port.onmidimessage({ data: new Uint8Array(bytes), timeStamp: performance.now() });
  window.padAxis = 0;
  Object.defineProperty(navigator, 'getGamepads', {
    value: () => [{ id: 'A pad', connected: true, axes: [window.padAxis], buttons: [{ value: 0 }] }],
  });
}

test('a MIDI knob is learnt, and a key that does something, a MIDI clock is followed, a gamepad is heard', async () => {
  const other = await browser.newPage();
  await other.addInitScript(pretendDevices);
  await other.goto(`${server.url}/console?lang=en`);
  await other.getByRole('button', { name: 'MIDI', exact: true }).click();
  await expect(other.getByRole('button', { name: 'MIDI', exact: true })).toHaveAttribute('title', /MIDI is heard. Desk of knobs/);
  await other.keyboard.press('m');
  await other.locator('.mapping-row', { hasText: 'Hand 1, height' }).getByRole('button', { name: 'Learn' }).click();
  await other.waitForTimeout(300);
  for (let i = 0; i <= 10; i++) {
    await other.evaluate((value) => window.midiSays(0xb0, 21, value), 12 * i);
    await other.waitForTimeout(50);
  }
  await expect(other.locator('.mapping-row', { hasText: 'MIDI controller 21' })).toBeVisible();
  // what is still on its way would be learnt
  await expect.poll(() => meters.signals['midi/cc/21']).toBeCloseTo(120 / 127, 2);
  await other.getByLabel('Parameter').selectOption({ label: 'Blackout, or light' });
  await other.locator('.add').getByRole('button', { name: 'Learn' }).click();
  await expect(other.locator('.learning')).not.toBeEmpty();
  const key = (down: boolean) => other.evaluate((status) => window.midiSays(status, 36, 100), down ? 0x90 : 0x80);
  const blackout = other.getByRole('button', { name: /^Blackout/ });
  await key(true);
  await expect(other.locator('.mapping-row', { hasText: 'MIDI note 36' })).toContainText('Blackout, or light');
  for (const on of ['true', 'false']) {
    await key(false);
    await expect.poll(() => meters.signals['midi/note/36']).toBe(0);
    await key(true);
    await expect(blackout).toHaveAttribute('aria-pressed', on);
  }
  await other.evaluate(() => {
    window.dispatchEvent(new Event('gamepadconnected'));
    window.padAxis = 1;
  });
  await expect.poll(() => meters.signals['pad/axis/0']).toBe(1);
  const clock = await other.evaluateHandle(() => {
    let due = performance.now();
    return setInterval(() => {
      for (; due <= performance.now(); due += 60_000 / (24 * 100)) window.midiSays(0xf8);
    }, 5);
  });
  await expect(other.getByText('follows an external clock')).toBeVisible();
  await expect.poll(async () => Number(await other.locator('.tempo output').textContent()), { timeout: 15_000 }).toBeCloseTo(100, 0);
  await other.evaluate((timer) => clearInterval(timer), clock);
  await expect(other.getByText('follows an external clock')).toHaveCount(0);
  await other.close();
});

test('the panel speaks French, and fits a tablet', async () => {
  await page.goto(`${server.url}/console?lang=fr`);
  await page.keyboard.press('m');
  await expect(page.locator('.mapping-row', { hasText: 'Énergie de la salle' })).toBeVisible();
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.locator('.mapping').scrollIntoViewIfNeeded();
  await look('console-mapping-tablet-fr');
});

test('nothing complained, and nothing left the house', () => {
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

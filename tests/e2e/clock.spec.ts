import { expect, type Page, test } from '@playwright/test';
import type { TempoView } from '../../stage/protocol/play.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { becomeOperator, type Operator } from '../support/operator.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The show's beat as a MIDI clock, as a drum machine hears it: a page that is given devices, and what it sends them. */
test.describe.configure({ mode: 'serial' });

let server: StartedServer;
let operator: Operator;
let browser: TestBrowser;
let page: Page;
let tempo: TempoView | null = null;

/** One byte that a device was sent, and when it was due, ms of the page. */
interface Sent {
  readonly byte: number;
  readonly atMs: number;
  readonly saidMs: number;
}
declare global {
  interface Window {
    readonly sent: Readonly<Record<string, Sent[]>>;
    midiSays(...bytes: number[]): void;
    unplug(id: string, there: boolean): void;
  }
}

/** What a page's script finds in place of the devices that a test machine lacks. */
function pretendDevices(): void {
  const sent: Record<string, Sent[]> = { drums: [], keys: [] };
  const output = (id: string, name: string) => ({
    ...{ id, name, manufacturer: 'X', state: 'connected' },
    send([byte = 0]: number[], atMs = performance.now()) {
      sent[id]?.push({ byte, atMs, saidMs: performance.now() });
    },
  });
  const outputs = new Map([
    ['drums', output('drums', 'Drum machine MIDI 1')],
    ['keys', output('keys', 'Keys')],
  ]);
  const input = {
    ...{ id: 'in', name: 'Drum machine MIDI 1', manufacturer: 'X', state: 'connected' },
    onmidimessage: (_: unknown): void => {},
  };
  const access = Object.assign(new EventTarget(), { inputs: new Map([['in', input]]), outputs });
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: async () => access });
  Object.assign(window, {
    sent,
    midiSays: (...bytes: number[]) => input.onmidimessage({ data: new Uint8Array(bytes), timeStamp: performance.now() }),
    unplug(id: string, there: boolean) {
      const port = outputs.get(id);
      if (port) port.state = there ? 'connected' : 'disconnected';
      access.dispatchEvent(new Event('statechange'));
    },
  });
}

const openConsole = async (lang = 'en'): Promise<Page> => {
  const opened = await browser.newPage();
  await opened.addInitScript(pretendDevices);
  await opened.goto(`${server.url}/console?lang=${lang}`);
  await opened.getByRole('button', { name: 'MIDI', exact: true }).click();
  return opened;
};
const clockTo = (on: Page) => on.getByRole('combobox', { name: 'Clock to' });
const told = (on: Page) => on.locator('.midi-line .said');
const stamps = (on: Page, byte: number): Promise<number[]> =>
  on.evaluate((byte) => window.sent.drums?.filter((word) => word.byte === byte).map(({ atMs }) => atMs) ?? [], byte);
const beats = (): number => tempo?.beats ?? 0;
const frame = (): Promise<void> => new Promise((heard) => operator.socket.once('frame', () => heard()));

/** One look into the page: how many pulses came since it sent Start, and between which of the show's beats that was. */
interface Look {
  readonly pulses: number;
  readonly from: number;
  readonly to: number;
}
async function lookAtPulses(on: Page): Promise<Look> {
  for (;;) {
    await frame();
    const from = beats();
    const pulses = await on.evaluate(() => {
      const all = window.sent.drums ?? [];
      const start = all.map(({ byte }) => byte).lastIndexOf(0xfa);
      return start < 0 ? 0 : all.slice(start).filter(({ byte, atMs }) => byte === 0xf8 && atMs <= performance.now()).length;
    });
    await frame();
    // a machine that was busy meanwhile is looked at again
    if (beats() - from < 0.4) return { pulses, from, to: beats() };
  }
}
/** Pulses by which a count may miss: the way of a frame to the page, and to the test. */
const NEAR = 2;

/** How many pulses are too many, or (negative) too few, for the beats that went by between two looks. */
function surplus(before: Look, after: Look): number {
  const pulses = after.pulses - before.pulses;
  const [least, most] = [24 * (after.from - before.to), 24 * (after.to - before.from)];
  return pulses > most ? pulses - most : pulses < least ? pulses - least : 0;
}
/** A look at the head of the bar that Start came with: from there the count is that of the beats. */
function atHead(look: Look): Look {
  const beat = Math.round((look.from + look.to) / 2 - look.pulses / 24);
  expect(beat % 4).toBe(0);
  return { pulses: 1, from: beat, to: beat };
}
/** Start may be sent and not due yet, and a busy machine may show a frame late: it is looked at again; a pulse doubled or dropped would stay so. */
async function expectInTime(on: Page, since: (look: Look) => Look = atHead): Promise<void> {
  await expect(async () => {
    const look = await lookAtPulses(on);
    expect(Math.abs(surplus(since(look), look))).toBeLessThanOrEqual(NEAR);
  }).toPass({ timeout: 8000 });
}
const set = (bpm: number) => operator.socket.emit('bpm', { bpm }, () => {});
const showRuns = async (more: number): Promise<void> => {
  const until = beats() + more;
  await expect.poll(beats, { timeout: 30_000, intervals: [50] }).toBeGreaterThanOrEqual(until);
};

test.beforeAll(async () => {
  server = await startServer();
  operator = await becomeOperator(server.url, server.operatorUrl);
  operator.socket.on('frame', (frame) => {
    tempo = frame.tempo ?? tempo;
  });
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
  const [name = '', value = ''] = operator.cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  set(120);
  page = await openConsole();
});
test.afterAll(async () => {
  await browser?.close();
  operator?.close();
  await server?.kill();
});

test('nothing is sent until the artist chooses a device', async () => {
  await expect(clockTo(page)).toHaveValue('');
  await showRuns(2);
  expect(await page.evaluate(() => [...(window.sent.drums ?? []), ...(window.sent.keys ?? [])])).toEqual([]);
  await page.screenshot({ path: 'test-results/look/console-clock-off.png' });
});

test('the device chosen hears twenty-four pulses for each beat of the show, and starts at the head of a bar', async () => {
  await clockTo(page).selectOption({ label: 'Drum machine MIDI 1' });
  await expect(told(page)).toHaveText(/runs with the show’s beat/, { timeout: 10_000 });
  const before = await lookAtPulses(page);
  await showRuns(12);
  await expectInTime(page, () => before);
  expect(await stamps(page, 0xfa)).toHaveLength(1);
  await expectInTime(page);
  await page.screenshot({ path: 'test-results/look/console-clock-on.png' });
});

test('nudges and another tempo are followed, and no pulse is doubled or dropped', async () => {
  operator.socket.emit('nudge', { beats: 0.5 }, () => {});
  await showRuns(4);
  await expectInTime(page);
  operator.socket.emit('nudge', { beats: -0.5 }, () => {});
  set(150);
  await showRuns(8);
  await expectInTime(page);
  const times = await stamps(page, 0xf8);
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  expect(Math.min(...gaps)).toBeGreaterThan(60_000 / 24 / 150 / 2 - 0.5);
  set(120);
});

test('its own clock that comes back from the device is not followed', async () => {
  const echo = await page.evaluateHandle(() => setInterval(() => window.midiSays(0xf8), 10));
  await showRuns(4);
  expect(tempo?.following).toBe(false);
  await page.evaluate((timer) => clearInterval(timer), echo);
});

test('a second console of the browser leaves the device to the first, and takes over when that is closed', async () => {
  const second = await openConsole();
  await expect(clockTo(second)).toHaveValue('drums');
  await expect(told(second)).toHaveText(/Another console of this browser/);
  expect(await stamps(second, 0xf8)).toEqual([]);
  await page.close();
  await expect(told(second)).toHaveText(/runs with the show’s beat/, { timeout: 10_000 });
  await expectInTime(second);
  page = second;
});

test('a device that is pulled out and put back is started again on a bar; one that is chosen off is stopped', async () => {
  await page.evaluate(() => window.unplug('drums', false));
  await expect(told(page)).toHaveText(/is not plugged in/);
  await page.screenshot({ path: 'test-results/look/console-clock-unplugged.png' });
  await page.evaluate(() => window.unplug('drums', true));
  await expect(told(page)).toHaveText(/runs with/, { timeout: 10_000 });
  await expectInTime(page);
  await clockTo(page).selectOption('');
  await expect.poll(async () => page.evaluate(() => window.sent.drums?.at(-1)?.byte)).toBe(0xfc);
  await showRuns(1);
  expect(await page.evaluate(() => window.sent.drums?.at(-1)?.byte)).toBe(0xfc);
});

test('the choice speaks French, and fits a phone', async () => {
  await clockTo(page).selectOption('drums');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}/console?lang=fr`);
  await page.getByRole('button', { name: 'MIDI', exact: true }).click();
  const choice = page.getByRole('combobox', { name: 'Horloge vers' });
  await expect(choice).toHaveValue('drums');
  await page.locator('.mapping').evaluate((strip) => strip.scrollIntoView({ block: 'end' }));
  await page.screenshot({ path: 'test-results/look/console-clock-phone-fr.png' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('nothing complained, and nothing left the house', () => {
  expect(browser.external).toEqual([]);
  expect(browser.errors.filter((text) => !text.startsWith('INFO: '))).toEqual([]);
});

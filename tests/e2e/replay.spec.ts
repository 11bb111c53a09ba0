import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { run as alone } from '../support/cli.ts';
import { recordShow } from '../support/recorded-show.ts';
import { root } from '../support/serve.ts';
import { openView, type View } from '../support/view.ts';

/** A show that the house played and recorded, looked at again in a page, and drawn as a film. */
test.describe.configure({ mode: 'serial' });

let folder: string;
let data: string;
let view: View;
let browser: TestBrowser;
let page: Page;
const clock = () => page.locator('.clock time').textContent();
const settled = () => expect(page.locator('.wall .over')).toHaveCount(0, { timeout: 120_000 });
const look = (name: string) => page.screenshot({ path: `test-results/look/${name}.png` });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-replay-'));
  data = join(folder, 'data');
  recordShow(data);
  view = await openView(data);
  browser = await openBrowser({ context: { viewport: { width: 1280, height: 800 }, locale: 'en-GB' } });
});
test.afterAll(async () => {
  await browser?.close();
  await view?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('the address works once, and lets nobody else in', async () => {
  test.setTimeout(240_000);
  page = await browser.newPage();
  await page.goto(`${view.url}`);
  await expect(page.getByRole('slider')).toBeVisible({ timeout: 120_000 });
  expect((await fetch(view.url)).status).toBe(403);
  expect((await fetch(new URL('/api/run?run=1', view.url))).status).toBe(403);
});

test('the replay is the recording: the page says so by the digest of its strokes', async () => {
  const { stdout } = await alone('replay', data, '--json');
  const { runs } = JSON.parse(stdout);
  await expect(page.getByText(/identical to what was recorded/i)).toHaveAttribute('title', runs[0].digest);
});

test('a place that is pressed is shown, with its cue, and with who was there', async () => {
  test.setTimeout(240_000);
  await settled();
  const line = await page.getByRole('slider').boundingBox();
  if (!line) throw new Error('the timeline has no place on the page');
  await page.mouse.click(line.x + 104 + ((line.width - 104) * 7.5) / 30, line.y + 120);
  await settled();
  expect(await clock()).toMatch(/^0:07\.[456]$/);
  await expect(page.getByText('one person')).toBeVisible();
  await expect(page.locator('.readout .name')).toHaveText('1 Still water');
  await look('replay-en');
});

test('keys go by seconds, by cues and to the ends', async () => {
  test.setTimeout(240_000);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await clock()).toBe('0:11.0');
  await page.keyboard.press('n');
  expect(await clock()).toBe('0:21.0');
  await expect(page.locator('.readout .name')).toHaveText('2 Deeper');
  await page.keyboard.press('p');
  expect(await clock()).toBe('0:00.0');
  await page.keyboard.press('End');
  expect(await clock()).toBe('0:30.0');
  await settled();
});

test('it plays, at the pace that was chosen', async () => {
  test.setTimeout(240_000);
  await page.keyboard.press('Home');
  await settled();
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await page.keyboard.press(' ');
  await expect.poll(clock, { timeout: 60_000 }).toMatch(/^0:(0[4-9]|1\d)/);
  await page.keyboard.press(' ');
  const stands = await clock();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await clock()).toBe(stands);
});

test('in and out make the command of a film', async () => {
  await page.keyboard.press('Home');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('o');
  await expect(page.locator('.film code')).toHaveText(new RegExp(`npx alla-prima film ${data} --run 1 --from 0:06.* --to 0:07`));
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('button', { name: 'Lire' })).toBeVisible();
  await look('replay-fr');
  await page.setViewportSize({ width: 390, height: 844 });
  await look('replay-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
  expect(browser.external).toEqual([]);
  // what was refused to somebody else was asked outside of the browser
  expect(browser.errors).toEqual([]);
});

/** The film of one second, small, as the command makes it. */
const film = (out: string, ...more: string[]) =>
  new Promise<{ code: number; made: { folder: string; frames: number; identical: boolean; digest: string } }>((resolve, reject) =>
    execFile(
      process.execPath,
      [
        ...[join(root, 'bin', 'alla-prima.mjs'), 'film', data, '--from', '6', '--to', '7', '--size', '320x180'],
        ...['--fps', '10', '--quality', '0.35', '--warm-up', '3', '--out', join(folder, out), '--json', ...more],
      ],
      { timeout: 80_000 },
      (error, stdout, stderr) =>
        stdout === '' ? reject(new Error(stderr || String(error))) : resolve({ code: error ? 1 : 0, made: JSON.parse(stdout) }),
    ),
  );
const hashes = async (out: string) => {
  const names = (await readdir(join(folder, out, 'frames'))).sort();
  return Promise.all(
    names.map(async (name) =>
      createHash('sha256')
        .update(await readFile(join(folder, out, 'frames', name)))
        .digest('hex'),
    ),
  );
};
const frame = async (n: number) => decode(await readFile(join(folder, 'once', 'frames', `00000${n}.png`)));

test('a second of it becomes frames that are lit and move, and sound that is heard', async () => {
  const { made } = await film('once');
  expect(made).toMatchObject({ frames: 10, identical: true });
  const [first, last] = [await frame(1), await frame(9)];
  expect([first.width, first.height]).toEqual([320, 180]);
  const grey = mean(Array.from(first.data));
  expect(grey).toBeGreaterThan(100);
  expect(mean(Array.from(first.data, (value, i) => Math.abs(value - (last.data[i] ?? 0))))).toBeGreaterThan(0.3);
  expect(existsSync(join(folder, 'once', 'film.json'))).toBe(true);
  const { left, rate, seconds } = await readWav('once');
  expect(rate).toBe(48_000);
  expect(seconds).toBe(1);
  const rms = Math.sqrt(left.reduce((sum, value) => sum + value * value, 0) / left.length);
  console.log(`film: mean grey ${grey.toFixed(0)}, sound ${(20 * Math.log10(rms)).toFixed(1)} dB RMS`);
  expect(rms).toBeGreaterThan(0.001);
});

test('drawn again, it is the same film: every frame to the last bit, the sound to what nobody hears', async () => {
  await film('twice');
  expect(await hashes('twice')).toEqual(await hashes('once'));
  const [one, other] = [await readWav('once'), await readWav('twice')];
  // browsers add up the parts of a sound in no fixed order
  expect(one.left.reduce((most, value, i) => Math.max(most, Math.abs(value - (other.left[i] ?? 1))), 0)).toBeLessThan(1e-4);
});

test('a folder that holds a film is not written into', async () => {
  await expect(film('once')).resolves.toMatchObject({ code: 1, made: { error: { code: 'film/out' } } });
});

/** A long film that is being drawn: what it said, how it ended, and a promise of its first frames. */
const drawing = async (out: string) => {
  const order = ['--from', '6', '--size', '320x180', '--quality', '0.35', '--warm-up', '1', '--out', join(folder, out)];
  const child = spawn(process.execPath, [join(root, 'bin', 'alla-prima.mjs'), 'film', data, ...order], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const frames = join(folder, out, 'frames');
  const drawn = async () => (existsSync(frames) ? (await readdir(frames)).length : 0);
  await expect.poll(drawn, { timeout: 60_000 }).toBeGreaterThan(3);
  return { child, ended, said: () => said, frames };
};

test('Ctrl-C ends browser and server, and says what is there', async () => {
  const { child, ended, said, frames } = await drawing('cut');
  child.kill('SIGINT');
  expect(await ended).toBe(1);
  expect(said()).toMatch(/stopped after \d+ of 720 frames/);
  expect(said()).toContain(frames);
});

test('a page that crashes ends the film, and that is said', async () => {
  const { child, ended, said } = await drawing('crashed');
  const processes = await listProcesses();
  const browser = processes.find(({ parent }) => parent === child.pid);
  const page = processes.find(({ group, args }) => group === browser?.pid && args.includes('--type=renderer'));
  process.kill(page?.pid ?? Number.NaN, 'SIGKILL');
  expect(await ended).toBe(1);
  expect(said()).toMatch(/ended after \d+ of 720 frames: its page crashed/);
});

/** As Linux tells them, for a machine may lack `ps`. */
async function listProcesses(): Promise<{ pid: number; parent: number; group: number; args: string[] }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split(/[\0 ]/);
    return { pid: Number(pid), parent: Number(parent), group: Number(group), args };
  });
  // one that ends while it is looked at is none of ours
  return (await Promise.allSettled(found)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function readWav(out: string): Promise<{ left: Float32Array; rate: number; seconds: number }> {
  const file = await readFile(join(folder, out, 'sound.wav'));
  const rate = file.readUInt32LE(24);
  const samples = (file.length - 44) / 6;
  const left = Float32Array.from({ length: samples }, (_, i) => file.readIntLE(44 + 6 * i, 3) / 0x7fffff);
  return { left, rate, seconds: samples / rate };
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { type Ear, listenTo } from '../support/answers/ear.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Camera, imageMs, openCamera } from '../support/camera.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { openSleepyTab, type SleepyTab } from '../support/sleepy-tab.ts';

/** What befalls a stage page that is left alone for an evening: its tab is put to sleep, its graphics are lost. */
test.describe.configure({ mode: 'serial' });

const ASLEEP_S = 5;
/** Images of an open hand, and of a closed one: a pinch takes 0.6 s. */
const OPEN = 14;
const CLOSED = 4;
let folder: string;
let server: StartedServer;
let camera: Camera;
let browser: TestBrowser;
let tab: SleepyTab;
let ear: Ear;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-sleep-'));
  const cues = [{ number: 1, name: 'Awake', scene: 'hush', params: { dreams: 0 } }];
  await writeFile(join(folder, 'awake.show.json'), JSON.stringify({ ...builtIn, cues }));
  server = await startServer({ args: [join(folder, 'awake.show.json')] });
  camera = await openCamera(server.url);
  browser = await openBrowser();
  tab = await openSleepyTab(browser.browser, `${server.url}/stage?quality=0.2&camera=off&easel=off`, { width: 500, height: 320 });
  await expect.poll(() => tab.run('window.allaPrima?.soundState === "on" && window.allaPrima.fps > 0'), { timeout: 60_000 }).toBe(true);
  ear = await listenTo(tab.run);
});
test.afterAll(async () => {
  camera?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const epochMs = (): number => performance.timeOrigin + performance.now();
/** A hand pinches again and again. @returns how often */
async function pinchFor(seconds: number): Promise<number> {
  const until = performance.now() + 1000 * seconds;
  let pinches = 0;
  for (; performance.now() < until; pinches++)
    for (let image = 0; image < OPEN + CLOSED; image++) {
      await camera.see(0.5, 0.5, image < OPEN ? 1 : 0.05);
      await wait(imageMs);
    }
  await camera.see(0.5, 0.5, 1);
  return pinches;
}
/** When each drop was drawn, ms since the epoch. */
const drops = async (): Promise<number[]> =>
  JSON.parse(
    String(await tab.run('JSON.stringify(window.allaPrima.drawn.filter(({ kind }) => kind === "drop").map(({ drawnMs }) => drawnMs))')),
  );
const frames = async (): Promise<number> => Number(await tab.run('document.body.dataset.frame'));
/** Loudest of the last second of what the page plays. */
const loudness = async (): Promise<number> => Math.max(...(await ear.levels(1)).peaks);
/** Mean of what is on the wall, 0 to 255; read in the very frame that drew it, for a canvas is empty afterwards. */
const brightness = async (): Promise<number> =>
  Number(
    await tab.run(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const small = new OffscreenCanvas(32, 18).getContext('2d');
      small.drawImage(document.querySelector('#wall'), 0, 0, 32, 18);
      const { data } = small.getImageData(0, 0, 32, 18);
      resolve(data.reduce((sum, one, i) => sum + (i % 4 < 3 ? one : 0), 0) / (0.75 * data.length));
    })))`),
  );

for (const how of ['hidden', 'frozen'] as const)
  test(`a tab that was ${how} through five seconds of pinches does not answer them all when it is seen again, and goes on`, async () => {
    test.setTimeout(120_000);
    await pinchFor(2);
    await expect.poll(async () => (await drops()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(1);
    await (how === 'hidden' ? tab.hide() : tab.freeze());
    const sleptMs = epochMs();
    const missed = await pinchFor(ASLEEP_S);
    const wokeMs = epochMs();
    await tab.wake();
    const awake = await pinchFor(4);
    await wait(1000);
    const all = await drops();
    const asleep = all.filter((ms) => ms > sleptMs + 100 && ms < wokeMs).length;
    const after = all.filter((ms) => ms > wokeMs);
    const most = Math.max(...after.map((ms) => after.filter((other) => other >= ms && other < ms + 300).length));
    console.log(
      `${missed} pinches while it was ${how}, ${awake} afterwards: ${asleep} drawn meanwhile, ${after.length} after; at most ${most} in 0.3 s`,
    );
    expect(asleep, 'the tab did not sleep').toBe(0);
    // those of the last second may still be told, and each after that is told once
    expect(most).toBeLessThanOrEqual(3);
    expect(after.length).toBeGreaterThanOrEqual(awake - 3);
    expect(after.length).toBeLessThanOrEqual(awake + 3);
    const at = await frames();
    await expect.poll(frames, { timeout: 10_000 }).toBeGreaterThan(at + 10);
    expect(await loudness()).toBeGreaterThan(1e-4);
    expect(await brightness()).toBeGreaterThan(30);
  });

test('graphics that are lost for two seconds leave the sound as it is, and the picture comes back', async () => {
  test.setTimeout(120_000);
  const lit = await brightness();
  await tab.run(`{
    const loss = document.querySelector('#wall').getContext('webgl2').getExtension('WEBGL_lose_context');
    loss.loseContext();
    setTimeout(() => loss.restoreContext(), 2000);
  }`);
  const lostMs = epochMs();
  const [, heard] = await Promise.all([pinchFor(1.4), wait(1200).then(loudness)]);
  expect(heard).toBeGreaterThan(1e-4);
  expect((await drops()).filter((ms) => ms > lostMs + 100)).toEqual([]);
  await expect.poll(brightness, { timeout: 20_000, intervals: [500] }).toBeGreaterThan(0.6 * lit);
  const before = epochMs();
  await pinchFor(2);
  await expect.poll(async () => (await drops()).some((ms) => ms > before), { timeout: 10_000 }).toBe(true);
  expect(tab.errors).toEqual([]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import type { Person } from '../../engine/people.ts';
import type { StageFrame } from '../../scenes/kit/scene.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { root, type Served, serve } from '../support/serve.ts';
import type { Loudness } from '../support/sound-room/room.ts';
import { stageFrame } from '../support/stage-frame.ts';

/** hush, rendered without a device and measured. */
test.describe.configure({ mode: 'serial' });

const SECONDS = 9;
const FROM_S = 3;
let folder: string;
let served: Served;
let browser: TestBrowser;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'alla-prima-sound-'));
  await build({
    configFile: false,
    root: join(root, 'tests/support/sound-room'),
    publicDir: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  });
  served = await serve(folder);
  browser = await openBrowser();
});
test.afterAll(async () => {
  await browser?.close();
  await served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A hand for every sixtieth of a second: still, or swaying by so much of the wall. */
function frames(sway: number | null): StageFrame[] {
  return Array.from({ length: SECONDS * 60 }, (_, i) => {
    const time = i / 60;
    const rate = 2 * Math.PI * 0.6;
    const at = { x: 0.5 + (sway ?? 0) * Math.sin(rate * time), y: 0.5 + 0.5 * (sway ?? 0) * Math.sin(2 * rate * time) };
    const velocity = { x: (sway ?? 0) * rate * Math.cos(rate * time), y: (sway ?? 0) * rate * Math.cos(2 * rate * time) };
    const hand: Person = {
      id: 'hand-1',
      kind: 'hand',
      at,
      tip: at,
      velocity,
      span: 0.15,
      openness: 1,
      grip: false,
      pressure: 0,
      stillS: sway ? 0 : time,
      paint: 'paynes-grey',
    };
    return stageFrame({ time, people: sway === null ? [] : [hand], presence: sway === null ? 0 : 1 });
  });
}
const withDrops = (all: StageFrame[]): StageFrame[] =>
  all.map((frame, i) =>
    i % 60 === 30 ? { ...frame, events: [{ kind: 'drop', x: 0.5, y: 0.6, strength: 0.8, paint: 'paynes-grey' }] } : frame,
  );

async function hear(all: StageFrame[]): Promise<Loudness> {
  const page = await browser.newPage();
  await page.goto(`${served.address}/`);
  await page.waitForFunction(() => 'hear' in window);
  const heard = await page.evaluate(([id, given, seconds, from]) => window.hear(id, given, seconds, from), [
    'hush',
    all,
    SECONDS,
    FROM_S,
  ] as const);
  await page.close();
  return heard;
}

test('it is louder when the hand moves than when it is still, and softer when nobody is there', async () => {
  test.setTimeout(120_000);
  const [nobody, still, moving] = [await hear(frames(null)), await hear(frames(0)), await hear(frames(0.25))];
  const db = (loudness: Loudness) => 20 * Math.log10(loudness.rms);
  console.log(
    `nobody ${db(nobody).toFixed(1)} dB, still ${db(still).toFixed(1)} dB, moving ${db(moving).toFixed(1)} dB RMS; peak ${moving.peakDb.toFixed(1)} dBFS`,
  );
  expect(db(moving)).toBeGreaterThan(db(still) + 6);
  expect(db(moving)).toBeGreaterThan(db(nobody) + 6);
});

test('drops are heard, and even much of them stays below −1 dBFS, without rumble and without clicks', async () => {
  test.setTimeout(120_000);
  const [still, drops, much] = [await hear(frames(0)), await hear(withDrops(frames(0))), await hear(withDrops(frames(0.35)))];
  expect(drops.rms).toBeGreaterThan(2 * still.rms);
  for (const heard of [drops, much]) {
    expect(heard.peakDb).toBeLessThan(-1);
    expect(heard.belowHearing).toBeLessThan(0.001);
    expect(heard.leap).toBeLessThan(0.25);
  }
});

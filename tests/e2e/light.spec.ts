import { expect, type Page, test } from '@playwright/test';
import type { StrobeOptions } from '../support/light-room/says.ts';
import type { Pattern } from '../support/light-room/strobe.ts';
import { openRoom, type Room } from '../support/room.ts';

/** What reaches the wall, read back frame by frame and judged at every pixel by a rule that knows nothing of the limiter. */
test.setTimeout(120_000);

let room: Room;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  room = await openRoom('light-room');
  page = await room.browser.newPage();
  await page.goto(room.address);
  await page.waitForFunction(() => 'openWall' in window);
});
test.afterAll(() => room?.close());

const shown = (pattern: Pattern, hz: number, seconds = 2.2, options: StrobeOptions = {}) =>
  page.evaluate(([p, h, s, o]) => window.strobe(p, h, s, o), [pattern, hz, seconds, options] as const);

const tooMuch: readonly (readonly [Pattern, number, StrobeOptions?])[] = [
  ['full', 5],
  ['full', 10],
  ['full', 20],
  ['full', 4],
  ['full', 10, { fps: 30 }],
  ['red', 5],
  ['red', 10],
  ['red', 20],
  ['dim-red', 5],
  ['red-blue', 5],
  ['checks', 5],
  ['checks', 15],
  ['fine-checks', 10, { height: 216 }],
  ['spot', 10],
  ['over-picture', 8],
  ['late', 10],
  ['late', 4],
  ['chance', 30],
];
for (const [pattern, hz, options = {}] of tooMuch)
  test(`${pattern} at ${hz} flashes a second${options.fps ? `, ${options.fps} frames a second,` : ''} is no more than three on the wall`, async () => {
    const { before, after } = await shown(pattern, hz, options.height ? 1.2 : 2.2, options);
    console.log(`${pattern}, ${hz} Hz: general ${before.general} → ${after.general}, red ${before.red} → ${after.red}`);
    expect(Math.max(before.general, before.red)).toBeGreaterThan(3);
    expect(after.general).toBeLessThanOrEqual(3);
    expect(after.red).toBeLessThanOrEqual(3);
  });

test('what is held neither flickers nor pumps: once held, a strobe sways by less than a tenth from frame to frame', async () => {
  const { middle } = await shown('full', 10, 4);
  const held = middle.slice(60).map((level) => (level / 255) ** 2.2);
  const leaps = held.slice(1).map((level, i) => Math.abs(level - (held[i] ?? 0)));
  expect(Math.max(...leaps)).toBeLessThan(0.03);
  expect(Math.max(...held.slice(60)) - Math.min(...held.slice(60))).toBeLessThan(0.1);
});

test('whoever asked for less motion sees one flash and no second', async () => {
  for (const pattern of ['full', 'red'] as const) {
    const { after } = await shown(pattern, 10, 2.2, { gentle: true });
    expect(Math.max(after.general, after.red)).toBeLessThanOrEqual(1);
  }
});

for (const pattern of ['cut', 'disc', 'breath', 'lightning'] as const)
  test(`${pattern} is ordinary, and passes as it is`, async () => {
    const { difference } = await shown(pattern, 1);
    expect(difference).toBe(0);
  });

test('hush with two hands in it passes as it is', async () => {
  const difference = await page.evaluate(() => window.footage(90));
  console.log(`hush: largest difference ${difference} grey levels`);
  expect(difference).toBeLessThanOrEqual(1);
});

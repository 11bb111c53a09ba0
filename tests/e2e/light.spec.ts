import { expect, type Page, test } from '@playwright/test';
import type { StrobeOptions } from '../support/light-room/says.ts';
import type { Pattern } from '../support/light-room/strobe.ts';
import { openRoom, type Room } from '../support/room.ts';

/** What reaches the wall, read back frame by frame and judged at every pixel by a rule that knows nothing of the limiter. */
test.describe.configure({ mode: 'serial' });

let room: Room;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  room = await openRoom('light-room');
  page = await room.browser.newPage();
  await page.goto(room.address);
  await page.waitForFunction(() => 'strobe' in window);
});
test.afterAll(() => room?.close());

const shown = (pattern: Pattern, hz: number, seconds = 2.2, options: StrobeOptions = {}) =>
  page.evaluate(([p, h, s, o]) => window.strobe(p, h, s, o), [pattern, hz, seconds, options] as const);

for (const [pattern, hz] of [
  ['full', 5],
  ['full', 10],
  ['full', 20],
  ['full', 4],
  ['red', 5],
  ['red', 10],
  ['red', 20],
  ['dim-red', 5],
  ['red-blue', 5],
  ['checks', 5],
  ['checks', 15],
  ['fine-checks', 10],
  ['spot', 10],
  ['over-picture', 8],
] as const)
  test(`${pattern} at ${hz} flashes a second are no more than three on the wall`, async () => {
    test.setTimeout(120_000);
    const { before, after, middle } = await shown(pattern, hz, 2.2, pattern === 'fine-checks' ? { height: 288 } : {});
    console.log(
      `${pattern} ${hz} Hz: general ${before.general} → ${after.general}, red ${before.red} → ${after.red}`,
      middle.filter((_, i) => i % 3 === 0).join(' '),
    );
    expect(Math.max(before.general, before.red)).toBeGreaterThan(3);
    expect(after.general).toBeLessThanOrEqual(3);
    expect(after.red).toBeLessThanOrEqual(3);
  });

for (const pattern of ['cut', 'disc', 'breath', 'lightning'] as const)
  test(`${pattern} is ordinary, and passes as it is`, async () => {
    test.setTimeout(120_000);
    const { difference, before } = await shown(pattern, 1);
    console.log(`${pattern}: difference ${difference}, flashes ${before.general}`);
    expect(difference).toBeLessThanOrEqual(1);
  });

import { expect, type Page, test } from '@playwright/test';
import { openRoom, type Room } from '../support/room.ts';

/** How one picture gives way to another: each transition at its ends, and the wall that goes over. */
test.setTimeout(240_000);

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

test('every transition compiles, shows only the old picture at 0 and only the new one at 1', async () => {
  const ends = await page.evaluate(() => window.ends());
  const bad = ends.filter(({ from, to, error }) => error !== null || from > 1 || to > 1);
  console.log(`${ends.length - bad.length} of ${ends.length} transitions keep their contract`);
  expect(bad).toEqual([]);
  expect(ends.length).toBeGreaterThanOrEqual(124);
});

for (const kind of ['wet-edge', 'ink-bloom', 'eyelid'] as const)
  test(`${kind}, half way between hush and dusk, looks as it did`, async () => {
    const png = Buffer.from(await page.evaluate((name) => window.between(name, 0.5), kind), 'base64');
    expect(png).toMatchSnapshot(`transition-${kind}.png`, { threshold: 0.02, maxDiffPixelRatio: 0.002 });
  });

test('hush looks as it did', async () => {
  const png = Buffer.from(await page.evaluate(() => window.between('dissolve', 0)), 'base64');
  expect(png).toMatchSnapshot('hush.png', { threshold: 0.02, maxDiffPixelRatio: 0.002 });
});

for (const kind of ['wet-edge', 'ink-bloom', 'eyelid', 'dissolve'] as const)
  test(`${kind} in four seconds is held nowhere for flashing`, async () => {
    const { difference, flashes } = await page.evaluate((name) => window.passage(name, 4), kind);
    console.log(`${kind}: ${flashes} flashes in the worst second, limiter changes ${difference} grey levels`);
    expect(flashes).toBeLessThanOrEqual(2);
    expect(difference).toBe(0);
  });

test.describe('the wall', () => {
  /** hush is on, and the show goes over to dusk. */
  const begin = (kind: string, gentle = false) =>
    page.evaluate(
      async ([name, calm]) => {
        window.openWall({ gentle: calm });
        window.wall.want('hush', null);
        await window.wall.play(70);
        window.wall.want('dusk', { kind: name, progress: 0 });
        while (window.wall.share() === 0 && window.wall.going() === null) await window.wall.play(1);
      },
      [kind, gentle] as const,
    );

  test('goes over at the pace that the show tells, and keeps the old scene no longer than that', async () => {
    await begin('wet-edge');
    const seen = await page.evaluate(async () => {
      const { wall } = window;
      const told: number[] = [];
      for (let n = 0; n <= 90; n++) {
        wall.want('dusk', { kind: 'wet-edge', progress: n / 90 });
        await wall.play(1);
        told.push(wall.share());
      }
      wall.want('dusk', null);
      await wall.play(30);
      return { told, going: wall.going(), share: wall.share(), troubles: wall.troubles() };
    });
    expect(seen).toMatchObject({ going: null, share: 1, troubles: [] });
    expect(seen.told[45]).toBeGreaterThan(0.38);
    expect(seen.told[45]).toBeLessThan(0.52);
    expect(seen.told.every((share, i) => share >= (seen.told[i - 1] ?? 0))).toBe(true);
  });

  test('stands still while it is frozen, between two pictures too', async () => {
    await begin('ink-bloom');
    const [moved, stood] = await page.evaluate(async () => {
      const { wall } = window;
      wall.want('dusk', { kind: 'ink-bloom', progress: 0.5 });
      await wall.play(40);
      wall.change();
      await wall.play(6);
      const change = wall.change();
      // the light still goes where it was going
      await wall.play(30, { frozen: true });
      wall.change();
      await wall.play(10, { frozen: true });
      return [change, wall.change()];
    });
    expect(moved).toBeGreaterThan(0);
    expect(stood).toBe(0);
  });

  test('finds itself again when its graphics are lost on the way', async () => {
    await begin('eyelid');
    const seen = await page.evaluate(async () => {
      const { wall } = window;
      wall.want('dusk', { kind: 'eyelid', progress: 0.5 });
      await wall.play(20);
      await wall.lose();
      wall.want('dusk', null);
      await wall.play(120);
      return { going: wall.going(), brightness: wall.brightness(), troubles: wall.troubles() };
    });
    expect(seen).toMatchObject({ going: null, troubles: [] });
    expect(seen.brightness).toBeGreaterThan(40);
  });

  test('dissolves where nobody knows the transition, and says so', async () => {
    await begin('no-such-thing');
    const seen = await page.evaluate(() => ({ going: window.wall.going()?.kind, troubles: window.wall.troubles() }));
    expect(seen.troubles).toEqual([expect.stringContaining('"no-such-thing"')]);
    expect(seen.going).toBe('dissolve');
  });

  test('takes one of gl-transitions by its name', async () => {
    await begin('windowslice');
    expect(await page.evaluate(() => [window.wall.going()?.kind, window.wall.troubles().length])).toEqual(['windowslice', 0]);
  });

  test('cuts without a dark moment', async () => {
    const darkest = await page.evaluate(async () => {
      window.openWall();
      const { wall } = window;
      wall.want('hush', null);
      await wall.play(70);
      wall.want('dusk', null);
      let least = 255;
      for (let n = 0; n < 30; n++) {
        await wall.play(1);
        least = Math.min(least, wall.brightness());
      }
      return [least, wall.share()];
    });
    expect(darkest[0]).toBeGreaterThan(40);
    expect(darkest[1]).toBe(1);
  });

  test('goes on from where it is when the next cue comes before it has gone over', async () => {
    await begin('wet-edge');
    const seen = await page.evaluate(async () => {
      const { wall } = window;
      wall.want('dusk', { kind: 'wet-edge', progress: 0.5 });
      await wall.play(40);
      wall.change();
      wall.want('hush', { kind: 'eyelid', progress: 0 });
      while (wall.going()?.kind !== 'eyelid') await wall.play(1);
      await wall.play(1);
      const leap = wall.change();
      wall.want('hush', null);
      await wall.play(70);
      return { leap, going: wall.going(), troubles: wall.troubles() };
    });
    expect(seen).toMatchObject({ going: null, troubles: [] });
    expect(seen.leap).toBeLessThan(20);
  });

  test('is as dark as the master says, in the frame itself', async () => {
    const seen = await page.evaluate(async () => {
      window.openWall();
      window.wall.want('hush', null);
      await window.wall.play(70);
      const full = window.wall.brightness();
      await window.wall.play(1, { light: 0.5 });
      const half = window.wall.brightness();
      await window.wall.play(1, { light: 0 });
      return { full, half, dark: window.wall.brightness() };
    });
    expect(seen.half / seen.full).toBeCloseTo(0.5, 1);
    expect(seen.dark).toBe(0);
  });

  test('takes three seconds and more, and only dissolves, for whoever asked for less motion', async () => {
    await begin('eyelid', true);
    const seen = await page.evaluate(async () => {
      window.wall.want('dusk', null);
      await window.wall.play(120);
      return [window.wall.going()?.kind, window.wall.share()];
    });
    expect(seen[0]).toBe('dissolve');
    expect(seen[1]).toBeLessThan(0.8);
  });
});

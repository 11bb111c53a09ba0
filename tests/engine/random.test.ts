import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';

const draw = (seed: number, n: number) => Array.from({ length: n }, createRandom(seed).next);

it('has the same luck for the same seed', () => {
  expect(draw(7, 50)).toEqual(draw(7, 50));
  expect(draw(7, 50)).not.toEqual(draw(8, 50));
});

it('splits by name alone, however much was drawn before', () => {
  const fresh = createRandom(3);
  const used = createRandom(3);
  used.next();
  used.next();
  expect(used.split('ink').next()).toBe(fresh.split('ink').next());
  expect(fresh.split('ink').next()).not.toBe(fresh.split('sound').next());
});

it('is spread evenly', () => {
  const bins = new Array<number>(10).fill(0);
  for (const value of draw(1, 20_000)) bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
  for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

it('keeps to its range for any seed', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seed, min) => {
      const value = createRandom(seed).between(min, min + 5);
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(min + 5);
    }),
  );
});

it('refuses to pick from nothing', () => {
  expect(() => createRandom(1).pick([])).toThrow(/empty/);
});

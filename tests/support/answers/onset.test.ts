import { expect, it } from 'vitest';
import { createRandom } from '../../../engine/random.ts';
import { onsetAfter } from './onset.ts';

/** A second of a room that hums, and something that begins in it. */
function room(beginsAt: number | null, loud: number): { fromMs: number; stepMs: number; peaks: number[] } {
  const random = createRandom(5);
  const peaks = Array.from({ length: 1000 }, (_, i) => {
    const rise = beginsAt === null ? 0 : Math.min(1, Math.max(0, (i - beginsAt) / 4));
    return 0.004 + 0.002 * random.next() + loud * rise;
  });
  return { fromMs: 5000, stepMs: 1, peaks };
}

it('finds where a sound begins to within the rise of its attack', () => {
  for (const at of [420, 555, 807]) {
    const onset = onsetAfter(room(at, 0.02), 5400, 600) ?? 0;
    expect(onset - 5000).toBeGreaterThanOrEqual(at);
    expect(onset - 5000).toBeLessThanOrEqual(at + 4);
  }
});

it('finds none where the room only hums, or where it was asked for an earlier one', () => {
  expect(onsetAfter(room(null, 0), 5400, 600)).toBeNull();
  expect(onsetAfter(room(900, 0.02), 5300, 400)).toBeNull();
});

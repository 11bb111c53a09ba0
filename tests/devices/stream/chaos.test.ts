import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/random.ts';
import { lengthMm } from '../../../engine/stroke.ts';
import { createRig, type Rig, stroke, wave } from './rig.ts';
import { farthestStray, farthestUnpainted, longestRestMs, paintedMm } from './truth.ts';

const strokes = [wave('a', 60, 100), wave('b', 130, 60, 'red'), stroke('c', [[300, 300, 0.6]]), wave('d', 200, 120)];
const wantedMm = strokes.reduce((sum, entry) => sum + lengthMm(entry.points), 0);

type Mishap = (rig: Rig, ms: number) => Promise<void>;
const connected: readonly Mishap[] = [
  async (rig) => rig.grbl.reset('power', rig.time.now()),
  async (rig) => rig.grbl.reset('dtr', rig.time.now()),
  async (rig) => rig.arm.handle({ kind: 'stop' }),
  async (rig, ms) => {
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'inside' });
    await rig.time.pass(ms / 10);
    rig.arm.handle({ kind: 'stop' });
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'clear' });
    rig.arm.handle({ kind: 'resume' });
  },
];
const unplugged: readonly Mishap[] = [
  async (rig, ms) => {
    rig.unplug();
    await rig.time.pass(ms);
    rig.plug();
  },
  async (rig, ms) => {
    rig.unplug();
    await rig.time.pass(ms);
    rig.grbl.reset('power', rig.time.now());
    rig.plug();
  },
];

/** Paints while one mishap after another befalls the arm, with somebody there who presses what the arm asks for. */
async function endure(seed: number, mishaps: readonly Mishap[]): Promise<{ rig: Rig; count: number }> {
  const random = createRandom(seed);
  const rig = createRig({ grbl: { homing: true, seed, avr: seed % 2 === 0 } });
  for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
  let count = 0;
  for (let i = 0; i < 400 && rig.painted().length < strokes.length; i++) {
    await rig.time.pass(random.between(200, 3000));
    const { kind } = rig.arm.status().state;
    if (kind === 'held') rig.arm.handle({ kind: 'resume' });
    else if (kind === 'unreferenced' || kind === 'faulted') rig.arm.handle({ kind: 'home' });
    else if (count < 8 && random.next() < 0.4) {
      count++;
      await random.pick(mishaps)(rig, random.between(10, 3000));
    }
  }
  await rig.dispose();
  return { rig, count };
}

describe('resets, stops and pulled cables at random moments', () => {
  it.each([1, 2, 3, 4, 5, 6])('lose no stroke and double nothing beyond the overlap (seed %i)', async (seed) => {
    const { rig, count } = await endure(seed, [...connected, ...unplugged]);
    expect([...rig.painted()].sort()).toEqual(['a', 'b', 'c', 'd']);
    for (const entry of strokes) expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(farthestStray(strokes, rig.travelled)).toBeLessThan(0.15);
    expect(paintedMm(rig.travelled)).toBeLessThan(wantedMm + 11 * count + 1);
  });

  it.each([7, 8, 9])('leave the brush on the canvas no longer than it takes to lift it, while the cable holds (seed %i)', async (seed) => {
    const { rig } = await endure(seed, connected);
    expect(longestRestMs(rig.travelled, rig.time.now())).toBeLessThan(200);
  });
});

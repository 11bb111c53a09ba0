import { afterEach, describe, expect, it } from 'vitest';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import { lengthMm } from '../../../engine/stroke.ts';
import { createRig, machine, type Rig, setting, stroke, wave } from './rig.ts';
import { farthestStray, farthestUnpainted, longestRestMs, paintedMm } from './truth.ts';

let rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs) await rig.dispose();
  rigs = [];
});
const rigUp = (options: Parameters<typeof createRig>[0] = {}): Rig => {
  const rig = createRig(options);
  rigs.push(rig);
  return rig;
};
const down = (rig: Rig): boolean => rig.grbl.position()[2] < machine.canvasOrigin.z - 0.02;
const state = (rig: Rig): string => rig.arm.status().state.kind;
const pieces = (rig: Rig): readonly PaintedPiece[] => rig.told.flatMap((message) => (message.kind === 'painted' ? [message.piece] : []));

/** Paints until the brush has gone on for a while on the first stroke. */
async function midStroke(rig: Rig, afterMs = 1200): Promise<void> {
  await rig.time.until(() => down(rig), 60_000);
  await rig.time.pass(afterMs);
  expect(down(rig)).toBe(true);
}

describe('painting', () => {
  it('covers every stroke, marks nothing else, and says painted only of what was', async () => {
    const rig = rigUp();
    const strokes = [
      wave('a', 60),
      wave('b', 140, 150, 'red'),
      stroke('c', [[300, 300, 0.6]]),
      stroke('d', [
        [20, 300, 0.2],
        [21, 300, 0.2],
      ]),
    ];
    for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 4, 120_000);
    expect(rig.painted()).toEqual(['a', 'b', 'c', 'd']);
    for (const entry of strokes) expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(farthestStray(strokes, rig.travelled)).toBeLessThan(0.15);
    expect(rig.arm.status()).toMatchObject({ painted: 4, dips: 3, starvedMs: 0 });
    expect(rig.faults()).toEqual([]);
  });

  it('tells what was painted in pieces that join, from executed motion', async () => {
    const rig = rigUp();
    const entry = wave('a', 100);
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    const all = pieces(rig);
    expect(all[0]?.fromMm).toBe(0);
    expect(all.length).toBeGreaterThan(10);
    for (const [i, piece] of all.entries()) {
      const before = all[i - 1];
      if (before === undefined) continue;
      expect(piece.points[0]).toEqual(before.points.at(-1));
      expect(piece.fromMm).toBeCloseTo(before.fromMm + lengthMm(before.points), 1);
      expect(piece.loadFrom).toBeCloseTo(before.loadTo, 6);
    }
    expect(all.reduce((sum, piece) => sum + lengthMm(piece.points), 0)).toBeCloseTo(lengthMm(entry.points), 0);
    expect(all.at(-1)?.loadTo).toBeCloseTo(1 - lengthMm(entry.points) / setting.mmPerDip, 2);
  });

  it('never tells of paint before the arm was there', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await rig.time.until(() => down(rig), 60_000);
    for (let i = 0; i < 20; i++) {
      await rig.time.pass(50);
      const told = Math.max(0, ...pieces(rig).map((piece) => piece.fromMm + lengthMm(piece.points)));
      expect(told).toBeLessThanOrEqual(paintedMm(rig.travelled) + 0.2);
    }
  });

  it('keeps the motion that is promised under the horizon and one segment, by the account of the controller itself', async () => {
    for (const horizonMs of [120, 250, 600]) {
      const rig = rigUp({ setting: { horizonMs } });
      for (const y of [60, 120, 180]) rig.arm.handle({ kind: 'paint', stroke: wave(`s${y}`, y), fromMm: 0 });
      await rig.time.until(() => rig.painted().length === 3, 200_000);
      expect(rig.grbl.counted().maxCommittedMs).toBeLessThan(horizonMs + 60);
      expect(rig.arm.status().maxCommittedMs).toBeLessThanOrEqual(horizonMs);
      expect(rig.arm.status().starvedMs).toBe(0);
      expect(longestRestMs(rig.travelled, rig.time.now())).toBe(0);
    }
  });

  it('estimates the time of a drawing within three per cent', async () => {
    const rig = rigUp();
    await rig.time.until(() => state(rig) === 'ready', 10_000);
    for (let i = 0; i < 8; i++) rig.arm.handle({ kind: 'paint', stroke: wave(`s${i}`, 30 + 30 * i, 100 + 10 * i), fromMm: 0 });
    const { etaS } = rig.arm.status();
    const beganMs = rig.time.now();
    await rig.time.until(() => rig.painted().length === 8, 200_000);
    expect(Math.abs(etaS / ((rig.time.now() - beganMs) / 1000) - 1)).toBeLessThan(0.03);
  });

  it('keeps up with the timing of a real controller at 115200 baud', async () => {
    const rig = rigUp({ grbl: { avr: true } });
    const entry = wave('a', 100);
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(rig.arm.status().starvedMs).toBe(0);
    expect(rig.faults()).toEqual([]);
  });

  it('sends the first byte of a stroke at once when it stands ready', async () => {
    const rig = rigUp();
    await rig.time.until(() => state(rig) === 'ready', 10_000);
    await rig.time.pass(3000);
    const atMs = rig.time.now();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    const first = rig.told.find((message) => message.kind === 'firstByte');
    expect(first).toMatchObject({ stroke: 'a', atMs });
    expect(rig.sent.at(-1)?.atMs).toBe(atMs);
  });

  it('refuses a stroke that cannot be painted, and paints the others', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: stroke('gold', [[10, 10, 0.5]], 'gold'), fromMm: 0 });
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100, 30), fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(rig.told).toContainEqual({
      kind: 'life',
      life: { kind: 'refused', stroke: 'gold', why: expect.objectContaining({ code: 'stroke/paint' }) },
    });
  });

  it('goes on from what is known painted', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 150 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(paintedMm(rig.travelled)).toBeCloseTo(lengthMm(wave('a', 100).points) - 140, 0);
  });

  it('withdraws what was not sent', async () => {
    const rig = rigUp();
    for (const id of ['a', 'b', 'c']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100, 50), fromMm: 0 });
    await midStroke(rig, 300);
    rig.arm.handle({ kind: 'withdraw', strokes: ['b'] });
    await rig.time.until(() => rig.painted().length === 2, 60_000);
    expect(rig.painted()).toEqual(['a', 'c']);
    expect(rig.arm.status()).toMatchObject({ painted: 2, withdrawn: 1, queued: 0 });
  });

  it('breaks off the stroke that it paints when that is withdrawn, lifts, says how far it came, and goes on with the next', async () => {
    const rig = rigUp();
    for (const id of ['a', 'b']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100, 50), fromMm: 0 });
    await midStroke(rig, 300);
    rig.arm.handle({ kind: 'withdraw', strokes: ['a'] });
    await rig.time.until(() => !down(rig), 300);
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(rig.painted()).toEqual(['b']);
    const aborted = rig.told.flatMap((message) => (message.kind === 'life' && message.life.kind === 'aborted' ? [message.life] : []));
    expect(aborted).toMatchObject([{ stroke: 'a' }]);
    expect(aborted[0]?.doneMm).toBeGreaterThan(5);
    expect(aborted[0]?.doneMm).toBeLessThan(lengthMm(wave('a', 100, 50).points));
    expect(rig.faults()).toEqual([]);
  });
});

describe('a pause', () => {
  it('lifts the brush within 300 ms at painting speed, and the stop byte goes at once', async () => {
    for (const afterMs of [300, 711, 1203, 1890, 2500]) {
      const rig = rigUp();
      rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
      await midStroke(rig, afterMs);
      const atMs = rig.time.now();
      rig.arm.handle({ kind: 'presence', from: 'camera', is: 'inside' });
      expect(rig.sent.filter((sent) => sent.atMs === atMs && sent.bytes !== '?').at(-1)?.bytes).toBe('!');
      await rig.time.until(() => !down(rig), 1000);
      expect(rig.time.now() - atMs).toBeLessThanOrEqual(300);
      await rig.time.until(() => state(rig) === 'held', 2000);
      expect(rig.grbl.position()[2]).toBeCloseTo(machine.canvasOrigin.z + machine.heights.travelMm, 1);
    }
  });

  it('stays up until it is resumed, and then loses and doubles nothing but the overlap', async () => {
    const rig = rigUp();
    const entry = wave('a', 100);
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await midStroke(rig);
    rig.arm.handle({ kind: 'stop' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    const before = rig.travelled.length;
    await rig.time.pass(20_000);
    expect(rig.travelled.length).toBe(before);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(paintedMm(rig.travelled)).toBeLessThan(lengthMm(entry.points) + 11);
    // only while braking and turning round does it stand
    expect(longestRestMs(rig.travelled, rig.time.now())).toBeLessThan(150);
  });

  it('takes a second stop in the middle of the first', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await midStroke(rig);
    rig.arm.handle({ kind: 'stop' });
    await rig.time.pass(60);
    rig.arm.handle({ kind: 'stop' });
    await rig.time.pass(60);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'inside' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'clear' });
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(rig.faults()).toEqual([]);
  });

  it('can be resumed before the brush is up', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await midStroke(rig);
    rig.arm.handle({ kind: 'stop' });
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
  });
});

describe('a stop and resume at any moment', () => {
  it('loses nothing: on the way, in the well, coming down, going up', async () => {
    const rig = rigUp();
    const strokes = [wave('a', 60, 60), wave('b', 120, 60, 'red'), stroke('c', [[300, 300, 0.6]])];
    for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    for (let i = 0; i < 40 && rig.painted().length < 3; i++) {
      await rig.time.pass(200 + ((733 * i) % 6500) + (i % 4 === 3 ? 20_000 : 0));
      rig.arm.handle({ kind: 'stop' });
      await rig.time.until(() => state(rig) === 'held', 4000);
      expect(down(rig)).toBe(false);
      rig.arm.handle({ kind: 'resume' });
    }
    expect(rig.painted()).toEqual(['a', 'b', 'c']);
    for (const entry of strokes) expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(farthestStray(strokes, rig.travelled)).toBeLessThan(0.15);
  });
});

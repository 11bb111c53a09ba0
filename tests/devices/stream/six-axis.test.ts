import { afterEach, describe, expect, it } from 'vitest';
import { offEasel } from '../../../devices/kinematics/easel-machine.ts';
import type { Joints } from '../../../devices/kinematics/kinematics.ts';
import type { MachinePoint } from '../../../devices/machine.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { jointArm } from '../../../devices/virtual/joint-arm.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { armOf, must } from '../kinematics/arms.ts';
import { createRig, type Rig, stroke, wave } from './rig.ts';
import { farthestStray, farthestUnpainted, longestRestMs } from './truth.ts';

const { kinematics, machine: arm, plane } = armOf('six-axis');
const machine = must(loadMachine('six-axis'));
const corner = machine.canvasOrigin;

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.dispose();
});
function rigUp(): Rig {
  const rig = createRig({ grbl: jointArm(arm), setting: { machine, canvas: { widthMm: 700, heightMm: 500 } } });
  rigs.push(rig);
  return rig;
}

/** Where the brush of such joints is, easel mm. */
const brushAt = (joints: Joints): MachinePoint => offEasel(plane, must(kinematics.forward(joints)));
const triple = ({ x, y, z }: MachinePoint): readonly [number, number, number] => [x, y, z];

/** The true way of the brush, by the true ways of the joints; every piece of at most 10 ms in four. */
function brushWay(travelled: readonly Travelled[]): Travelled[] {
  const parts = 4;
  return travelled.flatMap(({ from, to, startMs, durationMs }) => {
    const at = (i: number) => triple(brushAt(from.map((value, axis) => value + (((to[axis] ?? 0) - value) * i) / parts)));
    return Array.from({ length: parts }, (_, i) => ({
      from: at(i),
      to: at(i + 1),
      startMs: startMs + (durationMs * i) / parts,
      durationMs: durationMs / parts,
    }));
  });
}
const heightMm = (rig: Rig): number => brushAt(rig.grbl.position()).z;
const down = (rig: Rig): boolean => heightMm(rig) < -0.05;
const state = (rig: Rig): string => rig.arm.status().state.kind;
const strokes = [
  wave('a', 60),
  wave('b', 420, 150, 'red'),
  stroke('c', [[690, 490, 0.6]]),
  stroke('d', [
    [5, 5, 0.4],
    [200, 120, 0.8],
  ]),
];

async function midStroke(rig: Rig): Promise<void> {
  await rig.time.until(() => down(rig), 60_000);
  await rig.time.pass(1200);
  expect(down(rig)).toBe(true);
}

describe('painting with a six-axis arm that is told of its joints', () => {
  it('covers every stroke and marks nothing else, by the true way of the brush', async () => {
    const rig = rigUp();
    for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === strokes.length, 120_000);
    expect(rig.painted()).toEqual(['a', 'b', 'c', 'd']);
    const way = brushWay(rig.travelled);
    for (const entry of strokes) expect(farthestUnpainted(entry, way, corner)).toBeLessThan(0.1);
    expect(farthestStray(strokes, way, corner)).toBeLessThan(0.1);
    expect(rig.faults()).toEqual([]);
    expect(rig.arm.status()).toMatchObject({ painted: 4, starvedMs: 0 });
    expect(rig.grbl.counted().maxCommittedMs).toBeLessThan(250 + 42);
  });

  it('keeps every joint within its rate, and never jumps to another posture', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 60), fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    const fastest = arm.rates.map((_, axis) =>
      rig.travelled.reduce(
        (most, { from, to, durationMs }) =>
          Math.max(most, Math.abs((to[axis] ?? 0) - (from[axis] ?? 0)) / Math.max(durationMs / 1000, 1e-3)),
        0,
      ),
    );
    for (const [axis, rate] of arm.rates.entries()) expect(fastest[axis]).toBeLessThan('speedDegS' in rate ? rate.speedDegS * 1.01 : 0);
    const brushMmS = brushWay(rig.travelled).map(({ from, to, durationMs }) => ({
      mmS: (1000 * Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2])) / Math.max(durationMs, 0.25),
      z: (from[2] + to[2]) / 2,
    }));
    const painting = brushMmS.filter(({ z }) => z < -0.2).map(({ mmS }) => mmS);
    expect(Math.max(...painting)).toBeLessThan(machine.speeds.paintMmS * 1.02);
    expect(painting.sort((a, b) => a - b)[Math.floor(painting.length / 2)]).toBeGreaterThan(machine.speeds.paintMmS * 0.8);
    expect(Math.max(...brushMmS.map(({ mmS }) => mmS))).toBeLessThan(machine.speeds.travelMmS * 1.02);
    for (const [i, { from }] of rig.travelled.entries())
      expect(Math.hypot(...from.map((value, axis) => value - (rig.travelled[i - 1]?.to[axis] ?? value)))).toBeLessThan(1e-6);
    for (const { to } of rig.travelled) for (const { value, least } of kinematics.clearances(to)) expect(value).toBeGreaterThan(least);
  });

  it('lifts the brush within 300 ms of a stop, and paints the rest when it goes on', async () => {
    const rig = rigUp();
    const entry = wave('a', 200);
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await midStroke(rig);
    rig.arm.handle({ kind: 'stop' });
    await rig.time.pass(300);
    expect(heightMm(rig)).toBeGreaterThan(0);
    await rig.time.until(() => state(rig) === 'held', 5000);
    expect(heightMm(rig)).toBeGreaterThan(machine.heights.travelMm - 0.1);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    const way = brushWay(rig.travelled);
    expect(farthestUnpainted(entry, way, corner)).toBeLessThan(0.1);
    expect(farthestStray([entry], way, corner)).toBeLessThan(0.2);
    expect(rig.faults()).toEqual([]);
  });

  it('holds for somebody near at any moment, and goes on where it was', async () => {
    const rig = rigUp();
    for (const entry of strokes) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    for (const ms of [900, 2100, 3300, 4700, 6100]) {
      await rig.time.pass(ms);
      rig.arm.handle({ kind: 'presence', from: 'camera', is: 'inside' });
      await rig.time.until(() => state(rig) === 'held', 5000);
      rig.arm.handle({ kind: 'presence', from: 'camera', is: 'clear' });
    }
    await rig.time.until(() => rig.painted().length === strokes.length, 180_000);
    const way = brushWay(rig.travelled);
    for (const entry of strokes) expect(farthestUnpainted(entry, way, corner)).toBeLessThan(0.1);
    expect(longestRestMs(way, rig.time.now(), corner)).toBeLessThan(200);
    expect(rig.faults()).toEqual([]);
  });

  it('locks when its controller restarts, finds its reference, rests at its park, and paints on', async () => {
    const rig = rigUp();
    const entry = wave('a', 200);
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await midStroke(rig);
    rig.grbl.reset('power', rig.time.now());
    await rig.time.until(() => state(rig) === 'unreferenced', 5000);
    await rig.time.until(() => heightMm(rig) > 0, 5000);
    await rig.time.pass(3000);
    rig.arm.handle({ kind: 'home' });
    await rig.time.until(() => rig.painted().length === 1, 120_000);
    expect(farthestUnpainted(entry, brushWay(rig.travelled), corner)).toBeLessThan(0.1);
    rig.arm.handle({ kind: 'bye' });
    await rig.time.pass(6000);
    await rig.arm.ended;
    const at = brushAt(rig.grbl.position());
    expect(Math.hypot(at.x - machine.park.x, at.y - machine.park.y, at.z - machine.park.z)).toBeLessThan(0.05);
  });

  it('is refused by a controller with three axes, in words', async () => {
    const rig = createRig({ grbl: { homing: true }, setting: { machine } });
    rigs.push(rig);
    await rig.time.until(() => state(rig) === 'offline', 5000);
    expect(rig.arm.status().state).toMatchObject({ why: { code: 'arm/axes', text: expect.stringContaining('6 axes') } });
  });
});

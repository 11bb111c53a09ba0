import { afterEach, describe, expect, it } from 'vitest';
import { lengthMm } from '../../../engine/stroke.ts';
import { createRig, machine, type Rig, setting, wave } from './rig.ts';
import { farthestStray, farthestUnpainted, paintedMm } from './truth.ts';

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
const entry = wave('a', 100);

async function midStroke(rig: Rig, afterMs = 1200): Promise<void> {
  rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
  await rig.time.until(() => down(rig), 60_000);
  await rig.time.pass(afterMs);
}

describe('a controller that restarts in the middle of a stroke', () => {
  it('makes the arm lift, refuse to move and say what to do; Home goes on where it was', async () => {
    const rig = rigUp({ grbl: { homing: true } });
    await midStroke(rig);
    rig.grbl.reset('power', rig.time.now());
    await rig.time.until(() => state(rig) === 'unreferenced', 2000);
    expect(rig.arm.status().state).toMatchObject({ hint: expect.stringContaining('press Home') });
    await rig.time.until(() => !down(rig), 2000);
    await rig.time.pass(10_000);
    const before = rig.travelled.length;
    await rig.time.pass(10_000);
    expect(rig.travelled.length).toBe(before);
    rig.arm.handle({ kind: 'home' });
    await rig.time.until(() => rig.painted().length === 1, 120_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(farthestStray([entry], rig.travelled)).toBeLessThan(0.15);
  });

  it('faults on a limit switch with what to do, and goes on after Home', async () => {
    const rig = rigUp({
      grbl: { homing: true, settings: { 21: 1 }, travel: { x: { min: 0, max: 500 }, y: { min: 0, max: 900 }, z: { min: -20, max: 80 } } },
    });
    rig.arm.handle({ kind: 'home' });
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => state(rig) === 'faulted', 200_000);
    expect(rig.arm.status().state).toMatchObject({ fault: { code: 'grbl/alarm-1', remedy: expect.stringContaining('Home') } });
    expect(rig.arm.status().queued).toBe(1);
  });
});

describe('an unplugged arm', () => {
  it('is offline, is found again by itself, lifts, and goes on where it was', async () => {
    const rig = rigUp();
    await midStroke(rig);
    rig.unplug();
    await rig.time.until(() => state(rig) === 'offline', 2000);
    await rig.time.pass(8000);
    expect(rig.connections()).toBeGreaterThan(3);
    rig.plug();
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(paintedMm(rig.travelled)).toBeLessThan(lengthMm(entry.points) + 11);
  });

  it('waits for Home where its controller was switched off meanwhile', async () => {
    const rig = rigUp({ grbl: { homing: true } });
    await midStroke(rig);
    rig.unplug();
    await rig.time.pass(1000);
    rig.grbl.reset('power', rig.time.now());
    rig.plug();
    await rig.time.until(() => state(rig) === 'unreferenced', 20_000);
    rig.arm.handle({ kind: 'home' });
    await rig.time.until(() => rig.painted().length === 1, 120_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
  });

  it('stays held if it was held before', async () => {
    const rig = rigUp();
    await midStroke(rig);
    rig.unplug();
    await rig.time.until(() => state(rig) === 'offline', 2000);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'inside' });
    rig.plug();
    await rig.time.until(() => state(rig) === 'held', 20_000);
    expect(down(rig)).toBe(false);
    expect(rig.painted()).toEqual([]);
  });
});

describe('an arm that is not referenced', () => {
  it('paints at once where it was just switched on and has no switches: that place is zero', async () => {
    const rig = rigUp({ reference: 'switched-on' });
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 120_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
  });

  it.each([
    ['it has switches', { homing: true }],
    ['it counts steps already', { start: [3, 0, 0] as const, nowMs: -50 }],
  ])('is not trusted by its zero where %s', async (_why, grbl) => {
    const rig = rigUp({ reference: 'switched-on', grbl });
    if ('start' in grbl) {
      rig.grbl.receive(Buffer.from('G1X5F3000\n'), 0);
      rig.grbl.advance(2000);
    }
    await rig.time.until(() => state(rig) === 'unreferenced', 20_000);
    const before = rig.travelled.length;
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.pass(5000);
    expect(rig.travelled.length).toBe(before);
  });

  it('is not trusted a second time: a zero after a lost cable is a reset', async () => {
    const rig = rigUp({ reference: 'switched-on' });
    await midStroke(rig);
    rig.unplug();
    await rig.time.until(() => state(rig) === 'offline', 10_000);
    rig.grbl.reset('power', rig.time.now());
    rig.plug();
    await rig.time.until(() => state(rig) === 'unreferenced', 30_000);
  });

  it('does not move, and says how to reference it without switches', async () => {
    const rig = rigUp({ reference: 'none' });
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => state(rig) === 'unreferenced', 5000);
    await rig.time.pass(5000);
    expect(rig.travelled).toEqual([]);
    expect(rig.arm.status().state).toMatchObject({ hint: expect.stringMatching(/park place \(120, 120, 60\).*Home/) });
    expect(rig.arm.status().at).toBeNull();
  });

  it('takes the place of the brush for park, where it has no switches, and writes nothing into the controller', async () => {
    const { x, y, z } = machine.park;
    const rig = rigUp({ reference: 'none', grbl: { start: [x, y, z] } });
    await rig.time.until(() => state(rig) === 'unreferenced', 5000);
    rig.arm.handle({ kind: 'home' });
    rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
    expect(rig.sent.map(({ bytes }) => bytes).join('')).not.toMatch(/G10|G92|\$\d+=/);
  });

  it('is shown its reference, not given another, when Home is pressed again', async () => {
    const rig = rigUp();
    await midStroke(rig);
    rig.arm.handle({ kind: 'hold' });
    rig.arm.handle({ kind: 'home' });
    await rig.time.until(() => rig.grbl.position()[0] === machine.park.x && rig.grbl.state() === 'Idle', 20_000);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(entry, rig.travelled)).toBeLessThan(0.15);
  });
});

describe('bytes that are lost or altered on the way', () => {
  it.each([1, 2, 3, 4, 5, 6])('cost a stop and an overlap, but no stroke (seed %i)', async (seed) => {
    const rig = rigUp({
      grbl: {
        seed,
        homing: true,
        faults: [
          { kind: 'drop', way: 'toArm', rate: 0.0004 },
          { kind: 'double', way: 'toArm', rate: 0.0002 },
          { kind: 'drop', way: 'toHost', rate: 0.0004 },
        ],
      },
    });
    const strokes = [entry, wave('b', 160), wave('c', 220)];
    for (const one of strokes) rig.arm.handle({ kind: 'paint', stroke: one, fromMm: 0 });
    for (let s = 0; s < 200 && rig.painted().length < 3; s++) {
      await rig.time.pass(1000);
      // what a technician would do
      if (state(rig) === 'held') rig.arm.handle({ kind: 'resume' });
      if (state(rig) === 'unreferenced' || state(rig) === 'faulted') rig.arm.handle({ kind: 'home' });
    }
    expect([...rig.painted()].sort()).toEqual(['a', 'b', 'c']);
    for (const one of strokes) expect(farthestUnpainted(one, rig.travelled)).toBeLessThan(1);
  });
});

describe('saying goodbye', () => {
  it('lifts, parks and frees the port, in the middle of a stroke', async () => {
    const rig = rigUp();
    await midStroke(rig);
    let over = false;
    rig.arm.handle({ kind: 'bye' });
    void rig.arm.ended.then(() => {
      over = true;
    });
    await rig.time.until(() => over, 5000);
    expect(rig.grbl.position()[2]).toBeGreaterThanOrEqual(machine.canvasOrigin.z + machine.heights.travelMm - 0.1);
    await rig.time.pass(5000);
    expect(rig.arm.status().state.kind).toBe('offline');
  });

  it('ends at once where nothing is connected', async () => {
    const rig = rigUp();
    rig.unplug();
    await rig.time.pass(100);
    let over = false;
    rig.arm.handle({ kind: 'bye' });
    void rig.arm.ended.then(() => {
      over = true;
    });
    await rig.time.until(() => over, 5000);
  });
});

it('refuses a machine whose own places are out of its reach, and names the field', async () => {
  const rig = rigUp({ setting: { machine: { ...machine, park: { x: -50, y: 0, z: 60 } } } });
  await rig.time.until(() => state(rig) === 'faulted', 1000);
  expect(rig.arm.status().state).toMatchObject({ fault: { code: 'reach/outside', text: expect.stringContaining('park') } });
  expect(setting.machine.park.x).toBe(120);
});

import { afterEach, describe, expect, it } from 'vitest';
import { createRig, machine, type Rig, stroke, wave } from './rig.ts';
import { farthestUnpainted } from './truth.ts';

let rigs: Rig[] = [];
const rigUp = (options: Parameters<typeof createRig>[0] = {}): Rig => {
  const rig = createRig(options);
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs) await rig.dispose();
  rigs = [];
});
const state = (rig: Rig): string => rig.arm.status().state.kind;
const height = (rig: Rig): number => (rig.grbl.position()[2] ?? 0) - machine.canvasOrigin.z;
const down = (rig: Rig): boolean => height(rig) < -0.02;
const painting = (rig: Rig): Promise<void> => rig.time.until(() => down(rig), 60_000);
/** fastest of the true motion between two times, mm/s */
const fastest = (rig: Rig, fromMs: number, toMs: number): number =>
  rig.travelled
    .filter(({ startMs, durationMs }) => startMs >= fromMs && startMs + durationMs <= toMs && durationMs > 5)
    .reduce(
      (most, { from, to, durationMs }) => Math.max(most, (1000 * Math.hypot(...to.map((v, i) => v - (from[i] ?? 0)))) / durationMs),
      0,
    );

describe('somebody near', () => {
  it('slows all motion that was not promised yet, and it is fast again when they have gone', async () => {
    const rig = rigUp();
    for (const id of ['a', 'b', 'c']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100, 100), fromMm: 0 });
    await rig.time.pass(700);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'near' });
    const nearMs = rig.time.now();
    expect(rig.arm.status().slowed).toBe(true);
    await rig.time.pass(8000);
    expect(fastest(rig, nearMs + 500, rig.time.now())).toBeLessThanOrEqual(50.5);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'clear' });
    const clearMs = rig.time.now();
    await rig.time.until(() => rig.painted().length === 3, 120_000);
    expect(fastest(rig, clearMs, rig.time.now())).toBeGreaterThan(100);
    expect(rig.arm.status().maxCommittedMs).toBeLessThan(300);
    expect(rig.faults()).toEqual([]);
  });

  it('holds it while camera or sensor sees them inside, whatever the operator presses', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await painting(rig);
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'inside' });
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'inside' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    rig.arm.handle({ kind: 'resume' });
    rig.arm.handle({ kind: 'presence', from: 'camera', is: 'clear' });
    await rig.time.pass(5000);
    expect(rig.arm.status().state).toEqual({ kind: 'held', why: 'presence' });
    rig.arm.handle({ kind: 'home' });
    expect(rig.faults()).toEqual(['arm/somebody-inside']);
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'clear' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
  });

  it('does not undo a stop when they go away', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await painting(rig);
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'inside' });
    rig.arm.handle({ kind: 'stop' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    rig.arm.handle({ kind: 'presence', from: 'sensor', is: 'clear' });
    await rig.time.pass(5000);
    expect(rig.arm.status().state).toEqual({ kind: 'held', why: 'operator' });
  });
});

describe('a jog', () => {
  const press = (rig: Rig, mmS: readonly [number, number, number]): void => rig.arm.handle({ kind: 'jog', mmS });

  it('goes on while it is pressed, and stops when the button is let go', async () => {
    const rig = rigUp();
    await rig.time.until(() => state(rig) === 'ready' && height(rig) > 29.9, 5000);
    await rig.time.pass(300);
    const [x = 0] = rig.grbl.position();
    for (let i = 0; i < 5; i++) {
      press(rig, [60, 0, 0]);
      await rig.time.pass(200);
    }
    expect(state(rig)).toBe('jogging');
    press(rig, [0, 0, 0]);
    const at = rig.grbl.position()[0] ?? 0;
    expect(at - x).toBeGreaterThan(45);
    await rig.time.until(() => state(rig) === 'ready', 1000);
    expect((rig.grbl.position()[0] ?? 0) - at).toBeLessThan(10);
  });

  it('stops by itself when nothing is heard for 400 ms: never a runaway', async () => {
    const rig = rigUp();
    await rig.time.until(() => state(rig) === 'ready' && height(rig) > 29.9, 5000);
    await rig.time.pass(300);
    press(rig, [80, 0, 0]);
    await rig.time.pass(900);
    expect(state(rig)).toBe('ready');
    const at = rig.grbl.position();
    expect(at[0]).toBeLessThan(0.08 * (400 + 250) + 5);
    await rig.time.pass(5000);
    expect(rig.grbl.position()).toEqual(at);
  });

  it('ends at the fence', async () => {
    const rig = rigUp();
    await rig.time.until(() => state(rig) === 'ready' && height(rig) > 29.9, 5000);
    await rig.time.pass(300);
    for (let i = 0; i < 40; i++) {
      press(rig, [-200, 0, 200]);
      await rig.time.pass(200);
    }
    expect(rig.grbl.position()[0]).toBeCloseTo(machine.reach.x.min, 1);
    expect(rig.grbl.position()[2]).toBeCloseTo(machine.reach.z.max, 1);
    expect(rig.faults()).toEqual([]);
  });

  it('is refused while it paints, and moves nothing', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await painting(rig);
    press(rig, [60, 0, 0]);
    expect(rig.faults()).toEqual(['arm/jog-busy']);
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(wave('a', 100), rig.travelled)).toBeLessThan(0.15);
  });

  it('in a pause leaves the painting where it was', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await painting(rig);
    await rig.time.pass(700);
    rig.arm.handle({ kind: 'stop' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    for (let i = 0; i < 4; i++) {
      press(rig, [0, 50, 0]);
      await rig.time.pass(200);
    }
    rig.arm.handle({ kind: 'stop' });
    await rig.time.until(() => state(rig) === 'held', 2000);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(farthestUnpainted(wave('a', 100), rig.travelled)).toBeLessThan(0.15);
  });
});

describe('a show that hangs', () => {
  it('lets the arm lift after three seconds of silence, and go on when it is heard of again', async () => {
    const rig = rigUp();
    for (const id of ['a', 'b', 'c']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100), fromMm: 0 });
    rig.arm.handle({ kind: 'alive' });
    await rig.time.pass(3600);
    expect(rig.arm.status().state).toEqual({ kind: 'held', why: 'show' });
    expect(down(rig)).toBe(false);
    rig.arm.handle({ kind: 'alive' });
    await rig.time.until(() => state(rig) === 'painting', 1000);
  });

  it('is not waited for where there never was a pulse', async () => {
    const rig = rigUp();
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100), fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
  });
});

describe('paint that does not land', () => {
  const dots = ['a', 'b', 'c', 'd', 'e'].map((id, i) => stroke(id, [[100 + 20 * i, 100, 0.5]]));

  it('stops the arm after three misses in a row, in words, until somebody has looked', async () => {
    const rig = rigUp();
    for (const dot of dots) rig.arm.handle({ kind: 'paint', stroke: dot, fromMm: 0 });
    await painting(rig);
    for (const seen of [false, false, true, false, false]) rig.arm.handle({ kind: 'landed', stroke: 'a', seen });
    expect(rig.faults()).toEqual([]);
    rig.arm.handle({ kind: 'landed', stroke: 'b', seen: false });
    expect(rig.faults()).toEqual(['arm/not-landing']);
    await rig.time.until(() => state(rig) === 'held', 2000);
    expect(rig.arm.status().state).toEqual({ kind: 'held', why: 'landing' });
    expect(rig.arm.status().lastFault?.fault.code).toBe('arm/not-landing');
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 5, 120_000);
  });
});

describe('turns', () => {
  it('lets an urged stroke overtake those that wait', async () => {
    const rig = rigUp();
    for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) rig.arm.handle({ kind: 'paint', stroke: wave(id, 60 + 60 * i, 50), fromMm: 0 });
    await painting(rig);
    rig.arm.handle({ kind: 'urge', strokes: ['d'] });
    await rig.time.until(() => rig.painted().length === 4, 120_000);
    expect(rig.painted()).toEqual(['a', 'd', 'b', 'c']);
  });

  it('waits for wet paint to dry before another goes over it, and says so', async () => {
    const rig = rigUp({ setting: { dryingS: 40 } });
    const [under, over, aside] = [wave('under', 100, 50, 'red'), wave('over', 104, 50), wave('aside', 250, 50)];
    for (const entry of [under, over, aside]) rig.arm.handle({ kind: 'paint', stroke: entry, fromMm: 0 });
    await rig.time.until(() => rig.painted().length === 2, 60_000);
    expect(rig.painted()).toEqual(['under', 'aside']);
    await rig.time.until(() => state(rig) === 'drying', 1000);
    expect(height(rig)).toBeGreaterThan(machine.heights.hoverMm);
    const lives = rig.told.filter((message) => message.kind === 'life' && message.life.kind === 'painted');
    expect(lives).toHaveLength(2);
    await rig.time.until(() => rig.painted().length === 3, 60_000);
    expect(rig.time.now()).toBeGreaterThan(40_000);
  });

  it('tells how long each stroke will take to be painted, and the dips left', async () => {
    const rig = rigUp();
    for (const id of ['a', 'b']) rig.arm.handle({ kind: 'paint', stroke: wave(id, 100), fromMm: 0 });
    await rig.time.pass(1100);
    const told = rig.told.flatMap((message) => (message.kind === 'etas' ? [message.etas] : [])).at(-1);
    expect(told?.map(([id]) => id)).toEqual(['a', 'b']);
    const [first = 0, second = 0] = told?.map(([, s]) => s) ?? [];
    expect(first).toBeGreaterThan(3);
    expect(second).toBeGreaterThan(first + 3);
    await painting(rig);
    expect(rig.arm.status().dipsLeft).toBe(2);
    expect(rig.arm.status().brush?.paint).toBe('black');
  });
});

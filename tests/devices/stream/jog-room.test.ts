import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { EaselMachine } from '../../../devices/kinematics/easel-machine.ts';
import { pastBoxes } from '../../../devices/kinematics/fence.ts';
import { heldSpeed, type JogSpeed } from '../../../devices/stream/jog-room.ts';
import type { Travelled } from '../../../devices/virtual/motion.ts';
import { createRig, machine, type Rig, wave } from './rig.ts';

const { reach, speeds } = machine;
const post = { name: 'post', box: { min: { x: 500, y: 350, z: -20 }, max: { x: 700, y: 550, z: 60 } } };
const fence = { min: { x: reach.x.min, y: reach.y.min, z: reach.z.min }, max: { x: reach.x.max, y: reach.y.max, z: reach.z.max } };
const posted: EaselMachine = { ...machine, bounds: { fence, keepOut: [post] } };
const axes = ['x', 'y', 'z'] as const;
type Place = readonly [x: number, y: number, z: number];
const place = ([x = 0, y = 0, z = 0]: readonly number[]): Place => [x, y, z];

let rigs: Rig[] = [];
const rigAt = async (start: Place): Promise<Rig> => {
  const rig = createRig({ grbl: { start, absolute: true }, setting: { machine: posted } });
  rigs.push(rig);
  await rig.time.until(() => rig.arm.status().state.kind === 'ready', 10_000);
  await rig.time.pass(300);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs) await rig.dispose();
  rigs = [];
});

/** Holds the button, as a console does. */
async function press(rig: Rig, mmS: JogSpeed, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 5; i++) {
    rig.arm.handle({ kind: 'jog', mmS });
    await rig.time.pass(200);
  }
  rig.arm.handle({ kind: 'jog', mmS: [0, 0, 0] });
  await rig.time.until(() => rig.arm.status().state.kind !== 'jogging', 3000);
  await rig.time.pass(300);
}

const { min, max } = post.box;
const depthMm = (at: Place): number => Math.min(...axes.map((axis, i) => Math.min((at[i] ?? 0) - min[axis], max[axis] - (at[i] ?? 0))));
/** deepest that the true way went into the post, mm; below nothing it stayed so far off */
const deepest = (way: readonly Travelled[]): number =>
  way.reduce((worst, { from, to }) => {
    const along = [0, 0.25, 0.5, 0.75, 1].map((t) => place(from.map((value, i) => value * (1 - t) + (to[i] ?? 0) * t)));
    return Math.max(worst, ...along.map(depthMm));
  }, Number.NEGATIVE_INFINITY);

/** Faces of the post: where a jog towards it begins, its direction, and where the face is. */
const sides: readonly (readonly [side: string, start: Place, way: Place, axis: 0 | 1 | 2, faceMm: number])[] = [
  ['the left', [350, 450, 40], [1, 0, 0], 0, min.x],
  ['the right', [850, 450, 40], [-1, 0, 0], 0, max.x],
  ['below', [600, 200, 40], [0, 1, 0], 1, min.y],
  ['above', [600, 700, 40], [0, -1, 0], 1, max.y],
  ['over it', [600, 450, 79], [0, 0, -1], 2, max.z],
];

describe('a jog towards what is kept out', () => {
  it.each(sides.flatMap((side) => [5, 60, 250].map((mmS) => [side[0], mmS, side] as const)))(
    'from %s at %d mm/s ends at it, with room to stop all the while',
    async (_side, mmS, [, start, way, axis, faceMm]) => {
      // a slow one begins near
      const near = place(start.map((value, i) => (i === axis && mmS === 5 ? faceMm - 8 * way[axis] : value)));
      const rig = await rigAt(near);
      await press(rig, [way[0] * mmS, way[1] * mmS, way[2] * mmS], 6);
      expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
      expect(Math.abs((rig.grbl.position()[axis] ?? 0) - faceMm)).toBeLessThan(0.1);
      for (const { from, to, durationMs } of rig.travelled) {
        const mm = Math.abs((to[axis] ?? 0) - (from[axis] ?? 0));
        const speed = durationMs > 5 ? (1000 * mm) / durationMs : 0;
        const leftMm = Math.abs((to[axis] ?? 0) - faceMm);
        if (Math.sign((to[axis] ?? 0) - (from[axis] ?? 0)) === way[axis])
          expect(speed ** 2 / (2 * speeds.accelerationMmS2)).toBeLessThan(leftMm + 0.2);
      }
      expect(rig.faults()).toEqual([]);
    },
  );

  it.each([10, 250])('goes along its side, and round its corner, at %d mm/s', async (mmS) => {
    const rig = await rigAt([min.x - 0.05, min.y + 10, 40]);
    await press(rig, [0, -mmS, 0], 3);
    expect(rig.grbl.position()[1]).toBeLessThan(min.y - 10);
    expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
    await press(rig, [mmS, 0, 0], 3);
    expect(rig.grbl.position()[0]).toBeGreaterThan(min.x + 20);
    expect(rig.faults()).toEqual([]);
  });

  it.each([20, 250])('askew slides along its side, past its end, at %d mm/s', async (mmS) => {
    const rig = await rigAt([min.x - 20, max.y - 12, 40]);
    await press(rig, [mmS, mmS, 0], 4);
    expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
    const [x = 0, y = 0] = rig.grbl.position();
    expect([x > min.x + 20, y > max.y]).toEqual([true, true]);
    expect(rig.faults()).toEqual([]);
  });

  it('stops where the button is let go, though the post is near', async () => {
    const rig = await rigAt([min.x - 30, 450, 40]);
    await press(rig, [250, 0, 0], 0.2);
    expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
  });
});

describe('a jog that begins inside', () => {
  it.each<[string, string, Place, Place]>([
    ['goes', 'to the nearer side', [520, 450, 40], [-1, 0, 0]],
    ['does not go', 'to the farther side', [520, 450, 40], [1, 0, 0]],
    ['goes', 'up', [600, 450, 40], [0, 0, 1]],
    ['does not go', 'down', [600, 450, 40], [0, 0, -1]],
  ])('%s %s, and never comes back in', async (does, _way, start, way) => {
    const goes = does === 'goes';
    const rig = await rigAt(start);
    const before = [...rig.grbl.position()];
    await press(rig, [way[0] * 60, way[1] * 60, way[2] * 60], 3);
    if (goes) expect(depthMm(place(rig.grbl.position()))).toBeLessThan(0);
    else expect(rig.grbl.position()).toEqual(before);
    await press(rig, [-way[0] * 60, -way[1] * 60, -way[2] * 60], 4);
    if (goes) expect(depthMm(place(rig.grbl.position()))).toBeLessThanOrEqual(0);
  });
});

describe('the speed that a jog is held to', () => {
  const anywhere = fc.record({
    x: fc.double({ min: 0, max: 1200, noNaN: true }),
    y: fc.double({ min: 0, max: 900, noNaN: true }),
    z: fc.double({ min: -20, max: 80, noNaN: true }),
  });
  const box = fc.tuple(anywhere, anywhere).map(([a, b]) => ({
    name: 'box',
    box: {
      min: { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), z: Math.min(a.z, b.z) },
      max: { x: Math.max(a.x, b.x) + 1, y: Math.max(a.y, b.y) + 1, z: Math.max(a.z, b.z) + 1 },
    },
  }));
  const each = fc.double({ min: -400, max: 400, noNaN: true });
  const speed = fc.tuple(each, each, each);
  const outOf = (at: { x: number; y: number; z: number }, { box: { min, max } }: typeof post): boolean =>
    axes.some((axis) => at[axis] <= min[axis] - 0.05 || at[axis] >= max[axis] + 0.05);

  it('leaves room to stop before every box and the fence, wherever it goes, and is never more than asked for', () => {
    fc.assert(
      fc.property(anywhere, fc.array(box, { maxLength: 4 }), fc.array(speed, { minLength: 1, maxLength: 30 }), (start, keepOut, asked) => {
        fc.pre(keepOut.every((one) => outOf(start, one)));
        let at = start;
        for (const mmS of asked) {
          const v = heldSpeed({ reach, bounds: { fence, keepOut } }, at, mmS, 0.15, 800);
          const stopsS = 0.15 + Math.hypot(...v) / 1600;
          const onAt = (s: number) => ({ x: at.x + v[0] * s, y: at.y + v[1] * s, z: at.z + v[2] * s });
          const stopped = onAt(stopsS);
          const held = axes.every((axis, i) => {
            const { min, max } = reach[axis];
            return stopped[axis] >= min - 1e-9 && stopped[axis] <= max + 1e-9 && Math.abs(v[i] ?? 0) <= Math.abs(mmS[i] ?? 0);
          });
          if (!held || !pastBoxes({ keepOut }, 'it', at, stopped).ok) throw new Error(`${JSON.stringify(at)} at ${v} for ${mmS}`);
          at = onAt(0.15);
        }
      }),
      { seed: 20_261_125, numRuns: 400 },
    );
  });

  it('lets an arm that was found outside of its reach come back in, and no farther out', () => {
    const at = { x: -5, y: 100, z: 20 };
    expect(heldSpeed({ reach }, at, [-50, 0, 0], 0.15, 800)[0]).toBeCloseTo(0, 12);
    expect(heldSpeed({ reach }, at, [50, 0, 0], 0.15, 800)[0]).toBe(50);
  });
});

describe('a painting that goes on from where a jog left the arm', () => {
  it('is held in words where something stands in its way, and goes on when it was jogged round', async () => {
    const rig = await rigAt([850, 450, 40]);
    rig.arm.handle({ kind: 'paint', stroke: wave('a', 100, 60), fromMm: 0 });
    await rig.time.until(() => rig.arm.status().state.kind === 'held', 5000);
    expect(rig.faults()).toEqual(['fence/in-the-way']);
    expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
    await press(rig, [0, -150, 0], 3);
    await press(rig, [-150, 0, 0], 4);
    rig.arm.handle({ kind: 'resume' });
    await rig.time.until(() => rig.painted().length === 1, 60_000);
    expect(rig.faults()).toEqual(['fence/in-the-way']);
    expect(deepest(rig.travelled)).toBeLessThanOrEqual(0);
  });
});

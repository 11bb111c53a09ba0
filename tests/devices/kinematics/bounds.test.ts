import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearWay, withinFence } from '../../../devices/kinematics/fence.ts';
import { keepsClear } from '../../../devices/kinematics/keep-clear.ts';
import { parkOf } from '../../../devices/kinematics/reach.ts';
import { along } from '../../../devices/kinematics/space.ts';
import { armOf, arms, evenly, must } from './arms.ts';

const { machine: whole, kinematics } = armOf('axidraw-a3');
/** without water and rag: where they stand is not what is looked at here */
const { wash: _wash, ...machine } = whole;
const park = must(parkOf(machine, kinematics)).pose;
const rod = (x: number, y: number, halfMm = 1) => ({
  name: 'rod',
  box: { min: { x: x - halfMm, y: y - halfMm, z: -4 }, max: { x: x + halfMm, y: y + halfMm, z: 13 } },
});

describe('a straight way', () => {
  const bounds = { fence: machine.fence, keepOut: [rod(60, 75, 3)] };

  it('may not pass through a box, however thin, that neither of its ends is in', () => {
    expect(clearWay(bounds, 'The brush', { x: 20, y: 75, z: 5 }, { x: 200, y: 75, z: 5 })).toMatchObject({
      ok: false,
      why: { code: 'reach/keep-out', text: 'The brush is at machine (57.0, 75.0, 5.0) mm, inside “rod”.' },
    });
    expect(clearWay(bounds, 'The brush', { x: 20, y: 79, z: 5 }, { x: 200, y: 79, z: 5 }).ok).toBe(true);
  });

  it('may come back into the fence, and out of a box, but not the other way', () => {
    const [outside, inside, within] = [
      { x: -10, y: 75, z: 5 },
      { x: 20, y: 75, z: 5 },
      { x: 60, y: 75, z: 5 },
    ];
    expect(clearWay(bounds, 'The brush', outside, inside).ok).toBe(true);
    expect(clearWay(bounds, 'The brush', inside, outside)).toMatchObject({ ok: false, why: { code: 'reach/fence' } });
    expect(clearWay(bounds, 'The brush', within, inside).ok).toBe(true);
    expect(clearWay(bounds, 'The brush', inside, within)).toMatchObject({ ok: false, why: { code: 'reach/keep-out' } });
  });

  it('is refused exactly where a place on it would be', () => {
    const place = fc.record({ x: evenly(1, 120), y: evenly(30, 120), z: evenly(-3, 12) });
    fc.assert(
      fc.property(place, place, (from, to) => {
        const shares = Array.from({ length: 200 }, (_, i) => i / 199);
        const starts = withinFence(bounds, 'it', from).ok;
        const looked = shares.every((share) => withinFence(bounds, 'it', along(from, to, share)).ok);
        const clear = clearWay(bounds, 'it', from, to).ok;
        if (clear && starts) expect(looked).toBe(true);
      }),
    );
  });
});

describe('all that the painter may ask for', () => {
  it('is clear of what stands around each machine', () => {
    for (const { machine: one, kinematics: its } of arms)
      expect(keepsClear(one, must(parkOf(one, its)).pose)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    [
      'between a well and the canvas, where no way was tried',
      rod(60, 67),
      /between canvas, wells and park would enter the keepOut box “rod”/,
    ],
    ['between two wells', rod(35, 67), /between canvas, wells and park/],
    ['beside a well, within its rim', rod(24, 40), /wells\[0\]/],
    ['in the canvas, between the places that were tried', rod(111, 37, 0.5), /over the canvas/],
  ])('is not, where a rod stands %s', (_where, box, says) => {
    expect(keepsClear({ ...machine, keepOut: [box] }, park)).toMatchObject({
      ok: false,
      why: { code: 'reach/keep-out', text: expect.stringMatching(says) },
    });
  });

  it('is clear of a rod in the far corner, and outside a fence that is too tight', () => {
    expect(keepsClear({ ...machine, keepOut: [rod(5, 290)] }, park).ok).toBe(true);
    const fence = { ...machine.fence, max: { ...machine.fence.max, x: 420 } };
    expect(keepsClear({ ...machine, fence }, park)).toMatchObject({
      ok: false,
      why: { code: 'reach/fence', text: expect.stringMatching(/over the canvas.*fence\.max\.x, 420/) },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { onPlane } from '../../../devices/kinematics/frame.ts';
import { type ArmMachine, armMachineSchema } from '../../../devices/kinematics/machine-arm.ts';
import { checkReach } from '../../../devices/kinematics/reach.ts';
import { fromVersion1, readArmMachine } from '../../../devices/kinematics/upgrade.ts';
import { machineSchema } from '../../../devices/machine.ts';
import { apartMm, armOf, arms, must, rawMachine } from './arms.ts';

const whole = ({ canvas }: ArmMachine) => ({ widthMm: canvas.maxWidthMm, heightMm: canvas.maxHeightMm });

describe('the machines that come with the house', () => {
  it('are eight, each named as its file', () => {
    expect(arms.map(({ id }) => id).sort()).toEqual([
      'axidraw-a3',
      'easel-12ft',
      'fivebar',
      'mearm',
      'scara-500',
      'six-axis',
      'uarm-swift',
      'virtual-easel',
    ]);
    for (const { id, machine } of arms) expect(machine.id).toBe(id);
  });

  it.each(arms.map((arm) => [arm.id, arm] as const))(
    'reach their whole canvas, wells and park, with room to spare: %s',
    (_, { machine, kinematics }) => {
      const report = must(checkReach(machine, whole(machine)));
      expect(report.poses).toBeGreaterThan(200);
      expect(report.slowest.mmS).toBeGreaterThanOrEqual(machine.speeds.paintMmS);
      expect(report.tightestClearance === null).toBe(kinematics.clearances(must(kinematics.inverse(middle(machine)))).length === 0);
      if (report.tightestClearance !== null) expect(report.tightestClearance.value).toBeGreaterThan(1.5 * report.tightestClearance.least);
    },
  );

  it('paint the canvases they are meant for', () => {
    expect(whole(armOf('six-axis').machine)).toEqual({ widthMm: 700, heightMm: 500 });
    expect(whole(armOf('easel-12ft').machine)).toEqual({ widthMm: 3050, heightMm: 3660 });
  });

  it('keep the six-axis arm twice its margin from singularities and 15 degrees from limits', () => {
    const report = must(checkReach(armOf('six-axis').machine, { widthMm: 700, heightMm: 500 }));
    expect(report.tightestClearance).toMatchObject({ of: 'pitch', least: 8 });
    expect(report.tightestClearance?.value).toBeGreaterThan(16);
    expect(report.tightestJoint.slack).toBeGreaterThan(15);
  });
});

const middle = ({ canvas }: ArmMachine) => {
  const { corner, right, up } = canvas;
  const half = (axis: 'x' | 'y' | 'z') => corner[axis] + (right[axis] * canvas.maxWidthMm + up[axis] * canvas.maxHeightMm) / 2;
  return { x: half('x'), y: half('y'), z: half('z'), tiltDeg: 0, tiltTowardsDeg: 0 };
};

describe('a reach that is not enough', () => {
  const { machine } = armOf('scara-500');
  const area = whole(machine);
  const well = { at: { x: 300, y: 120, z: 4 }, approach: { x: 0, y: 0, z: 1 } };
  const { canvas, fence, heights, speeds } = machine;

  it.each<[string, string, ArmMachine, RegExp]>([
    [
      'a canvas too far away',
      'reach/too-far',
      { ...machine, canvas: { ...canvas, corner: { ...canvas.corner, y: 230 } } },
      /^the canvas at x 0, y 240, height -8\.0 mm: /,
    ],
    ['a well out of reach', 'reach/too-far', { ...machine, wells: [{ ...well, at: { x: 300, y: 480, z: 4 } }] }, /^wells\[0\], 0 mm above/],
    [
      'water out of reach',
      'reach/too-far',
      { ...machine, wash: { water: { ...well, at: { x: 300, y: 480, z: 4 } }, rag: well } },
      /^wash\.water, 0 mm above/,
    ],
    [
      'a rag on the fence',
      'reach/fence',
      { ...machine, wash: { water: well, rag: { ...well, at: { x: 346, y: 120, z: 4 } } } },
      /^wash\.rag, .* at machine x 361\.0 mm, outside fence\.max\.x, 360 mm/,
    ],
    [
      'a travel height over the top',
      'reach/joint-limit',
      { ...machine, heights: { ...heights, travelMm: 90 } },
      /height 90\.0 mm: .*z would be at 90 mm, beyond its limit of 80 mm/,
    ],
    ['a park in the column', 'reach/joint-limit', { ...machine, park: { at: { x: 60, y: 60, z: 60 } } }, /^park: /],
    [
      'a fence that is too tight',
      'reach/fence',
      { ...machine, fence: { ...fence, max: { ...fence.max, x: 250 } } },
      /outside fence\.max\.x, 250 mm/,
    ],
    [
      'something standing on the canvas',
      'reach/keep-out',
      { ...machine, keepOut: [{ name: 'lamp', box: { min: { x: 0, y: 250, z: 0 }, max: { x: 60, y: 350, z: 50 } } }] },
      /inside “lamp”/,
    ],
    [
      'something standing on the way to the well',
      'reach/keep-out',
      { ...machine, keepOut: [{ name: 'post', box: { min: { x: 215, y: 100, z: 20 }, max: { x: 230, y: 400, z: 70 } } }] },
      /^the way from .* inside “post”/,
    ],
    [
      'a speed that its joints cannot follow',
      'machine/speed',
      { ...machine, speeds: { ...speeds, paintMmS: 900 } },
      /speeds\.paintMmS is 900 mm\/s, and \w+ allows \d/,
    ],
    [
      'a way that leads round the column',
      'reach/joint-limit',
      { ...machine, wells: [{ ...well, at: { x: 190, y: 10, z: 4 } }], fence: { ...fence, min: { ...fence.min, y: -20 } } },
      /^the way from the canvas at x 0, y 0 to wells\[0\]: /,
    ],
  ])('is said of %s', (_, code, changed, text) => {
    expect(checkReach(changed, area)).toEqual({ ok: false, why: { code, text: expect.stringMatching(text), remedy: expect.any(String) } });
  });

  it('is said of a canvas larger than the machine paints', () => {
    expect(checkReach(machine, { ...area, widthMm: 381 })).toMatchObject({
      ok: false,
      why: { code: 'reach/canvas', text: expect.stringContaining('381 mm wide') },
    });
  });

  it('is said of a way that cuts through a leaning canvas', () => {
    const six = armOf('six-axis');
    // behind the lower edge, seen from the arm
    const at = onPlane(six.plane, 350, -60, -90);
    const changed = {
      ...six.machine,
      wells: [{ at, approach: six.plane.normal }],
      fence: { ...six.machine.fence, min: { x: 150, y: -450, z: -100 } },
    };
    expect(checkReach(changed, { widthMm: 700, heightMm: 500 })).toMatchObject({
      ok: false,
      why: { code: 'reach/canvas', text: expect.stringContaining('wells[0]') },
    });
  });

  it('is said of a park where the brush is spun, with the joints to write instead', () => {
    const six = armOf('six-axis').machine;
    const spun = { ...six, park: { joints: [-9, 35, -141, -49, 93, 60] } };
    const found = checkReach(spun, { widthMm: 700, heightMm: 500 });
    expect(found).toMatchObject({ ok: false, why: { code: 'machine/park' } });
    const written = found.ok ? [] : JSON.parse(/\[.*?\]/.exec(found.why.remedy)?.[0] ?? '[]');
    expect(checkReach({ ...six, park: { joints: written } }, { widthMm: 700, heightMm: 500 }).ok).toBe(true);
  });
});

describe('a description of version 1', () => {
  it('becomes one of version 2 that reaches the same places', () => {
    const old = machineSchema.parse(rawMachine('virtual-easel'));
    const machine = fromVersion1(old);
    expect(armMachineSchema.parse(machine)).toEqual(machine);
    expect(must(readArmMachine(rawMachine('virtual-easel'), 'virtual-easel'))).toEqual(machine);
    const { plane } = armOf('virtual-easel');
    const { x, y, z } = old.canvasOrigin;
    expect(apartMm(onPlane(plane, 10, 20, -3), { x: x + 10, y: y + 20, z: z - 3 })).toBeLessThan(1e-9);
    expect(must(checkReach(machine, { widthMm: 700, heightMm: 500 })).tightestClearance).toBeNull();
  });

  it.each([
    [{ version: 1 }, /^x\.json is no machine description: id: /],
    [{ version: 3 }, /version: /],
    ['text', /^x\.json is no machine description/],
    [null, /^x\.json is no machine description/],
  ])('is refused with its field when it is %j', (value, text) => {
    expect(readArmMachine(value, 'x.json')).toMatchObject({
      ok: false,
      why: { code: 'machine/invalid', text: expect.stringMatching(text) },
    });
  });
});

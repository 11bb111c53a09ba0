import { describe, expect, it } from 'vitest';
import { onPlane } from '../../../devices/kinematics/frame.ts';
import { loadMachine } from '../../../devices/machine-load.ts';
import { lookAtMachine } from '../../../stage/server/machine-view.ts';
import { armOf, arms, must } from '../../devices/kinematics/arms.ts';

const canvas = { widthMm: 90, heightMm: 60 };
const palette = [
  { id: 'lamp-black', name: 'Lamp black', rgb: [24, 23, 24] as [number, number, number] },
  { id: 'vermilion', name: 'Vermilion', rgb: [204, 58, 34] as [number, number, number] },
];
const virtual = must(loadMachine('virtual-easel'));

describe('a machine as pages see it', () => {
  it('of version 1 is the same as its upgrade to version 2', () => {
    const old = lookAtMachine(virtual, canvas, palette);
    const upgraded = lookAtMachine(armOf('virtual-easel').machine, canvas, palette);
    expect(old.view).toEqual(upgraded.view);
    const at = { x: 400, y: 300, z: 12.34 };
    expect(old.figure(at)).toEqual(upgraded.figure(at));
  });

  it('has the canvas of the programme, not the most that the machine can paint', () => {
    const { view } = lookAtMachine(virtual, canvas, palette);
    expect(view.canvas).toEqual({ corner: [330, 250, 0], right: [1, 0, 0], up: [0, 1, 0], normal: [0, 0, 1], ...canvas });
  });

  it('names the paint in each well, and none where the palette ends', () => {
    const { view } = lookAtMachine(virtual, canvas, palette);
    expect(view.wells.map(({ paint }) => paint)).toEqual(['lamp-black', 'vermilion', null, null, null, null]);
    expect(view.wells[1]).toMatchObject({ at: [90, 400, 4], approach: [0, 0, 1] });
  });

  it('tells where the brush is washed, and nothing where it is not', () => {
    expect(lookAtMachine(virtual, canvas, palette).view.wash).toEqual({
      water: { at: [90, 200, 4], approach: [0, 0, 1] },
      rag: { at: [90, 100, 4], approach: [0, 0, 1] },
    });
    expect(lookAtMachine(armOf('mearm').machine, canvas, palette).view.wash).toBeNull();
  });

  it('tells of the park, the fence and what is kept out', () => {
    const { view } = lookAtMachine(armOf('six-axis').machine, canvas, palette);
    expect(view.fence).toEqual({ min: [150, -450, 20], max: [700, 520, 700] });
    expect(view.keepOut).toEqual([{ name: 'pedestal', box: { min: [-130, -130, 0], max: [130, 130, 500] } }]);
    expect(view.park).toHaveLength(3);
    expect(view).toMatchObject({ up: [0, 0, 1], stands: 'ground' });
  });

  it('leans a gantry like a drawing table: its canvas faces the room and a little up', () => {
    const { view } = lookAtMachine(virtual, canvas, palette);
    expect(view.stands).toBe('frame');
    expect(Math.hypot(...view.up)).toBeCloseTo(1, 5);
    expect(view.up[1]).toBeGreaterThan(view.up[2]);
    expect(view.up[2]).toBeGreaterThan(0.3);
  });
});

describe.each(arms.map((arm) => [arm.id, arm] as const))('the figure of %s', (_, { machine, plane }) => {
  const sight = lookAtMachine(machine, canvas, palette);
  const middle = onPlane(plane, machine.canvas.maxWidthMm / 2, machine.canvas.maxHeightMm / 2, machine.heights.hoverMm);

  it('has its brush where the controller reported it, rounded to a tenth of a millimetre', () => {
    const brush = sight.figure(middle)?.members.at(-1);
    expect(brush?.kind).toBe('brush');
    for (const [index, value] of [middle.x, middle.y, middle.z].entries()) {
      const shown = brush?.to[index] ?? Number.NaN;
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(Math.abs(shown * 10 - Math.round(shown * 10))).toBeLessThan(1e-6);
    }
  });

  it('is null while nobody knows where the arm is', () => expect(sight.figure(null)).toBeNull());

  it('is null where the arm cannot be', () => expect(sight.figure({ x: 9e4, y: 0, z: 0 })).toBeNull());

  it('comes back after a report that made no sense', () => {
    const before = sight.figure({ ...middle });
    sight.figure({ x: 9e4, y: 0, z: 0 });
    expect(sight.figure({ ...middle })).toEqual(before);
  });
});

it('sees an arm that stands behind its easel: what it reports over the canvas is where its brush is drawn', () => {
  const { view, figure } = lookAtMachine(must(loadMachine('six-axis')), { widthMm: 700, heightMm: 500 }, []);
  const seen = figure({ x: 350, y: 250, z: 20 });
  const tip = seen?.members.filter((member) => member.kind === 'brush').at(-1)?.to;
  const { corner, right, up, normal } = view.canvas;
  for (const i of [0, 1, 2] as const) expect(tip?.[i]).toBeCloseTo(corner[i] + 350 * right[i] + 250 * up[i] + 20 * normal[i], 0);
});

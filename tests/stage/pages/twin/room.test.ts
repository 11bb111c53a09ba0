import { Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { distanceToFit, towards } from '../../../../stage/pages/twin/room/fit.ts';
import { viewKeyOf } from '../../../../stage/pages/twin/room/keys.ts';
import { dippedInto, inWater } from '../../../../stage/pages/twin/room/loaded.ts';
import { canvasCorners, placeMachine } from '../../../../stage/pages/twin/room/place.ts';
import type { MachineView } from '../../../../stage/protocol/machine-view.ts';

/** A gantry with a canvas of 700 × 500 mm that leans as a drawing table does. */
const machine: MachineView = {
  id: 'test',
  name: 'Test',
  up: [0, Math.sin(1.08), Math.cos(1.08)],
  stands: 'frame',
  canvas: { corner: [330, 250, 0], right: [1, 0, 0], up: [0, 1, 0], normal: [0, 0, 1], widthMm: 700, heightMm: 500 },
  wells: [
    { at: [90, 300, 4], approach: [0, 0, 1], paint: 'lamp-black' },
    { at: [90, 400, 4], approach: [0, 0, 1], paint: null },
  ],
  wash: null,
  rim: { radiusMm: 12, heightMm: 6 },
  park: [120, 120, 60],
  rest: {
    members: [
      { kind: 'rail', from: [-36, -36, 130], to: [1236, -36, 130], radiusMm: 9 },
      { kind: 'rail', from: [-36, 936, 130], to: [1236, 936, 130], radiusMm: 9 },
      { kind: 'brush', from: [120, 120, 270], to: [120, 120, 60], radiusMm: 7 },
    ],
  },
  fence: { min: [0, 0, -20], max: [1200, 900, 80] },
  keepOut: [],
};
const flat: MachineView = {
  ...machine,
  up: [0, 0, 1],
  stands: 'ground',
  canvas: { ...machine.canvas, corner: [125, 45, 2], right: [0, -1, 0], up: [1, 0, 0] },
};

describe('a machine in the room', () => {
  it('has the middle of its canvas in the middle, and the canvas’s longer side for a unit', () => {
    const { toRoom, unitMm } = placeMachine(machine);
    const [a, b, c] = canvasCorners(machine).map((corner) => corner.applyMatrix4(toRoom));
    if (!a || !b || !c) throw new Error('a canvas has four corners');
    expect(unitMm).toBe(700);
    expect(a.distanceTo(b)).toBeCloseTo(1, 9);
    expect(a.clone().add(c).length()).toBeCloseTo(0, 9);
  });

  it('stands upright: what is up in the room is y, and the canvas faces whoever looks', () => {
    for (const view of [machine, flat]) {
      const { toRoom } = placeMachine(view);
      const turned = (v: readonly [number, number, number]): Vector3 => new Vector3(...v).transformDirection(toRoom);
      expect(turned(view.up).y).toBeCloseTo(1, 9);
      expect(turned(view.canvas.right).x).toBeCloseTo(1, 9);
      expect(turned(view.canvas.normal).z + turned(view.canvas.normal).y).toBeGreaterThan(0.9);
    }
  });

  it('has its floor below everything', () => {
    for (const view of [machine, flat]) {
      const { toRoom, floorY } = placeMachine(view);
      const low = [...canvasCorners(view), ...view.wells.map(({ at }) => new Vector3(...at))].map((p) => p.applyMatrix4(toRoom).y);
      expect(floorY).toBeLessThan(Math.min(...low));
    }
  });

  it('knows a canvas that lies from one that leans', () => {
    expect(placeMachine(flat).upright).toBeCloseTo(0, 9);
    expect(placeMachine(machine).upright).toBeGreaterThan(0.5);
  });
});

describe('the distance of the eye', () => {
  const lens = { slope: 0.2, aspect: 1.6, across: 0.7, high: 0.9 };
  const points = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-0.2, 0.3].map((z) => new Vector3(x, y, z))));

  it('has all of a thing in its share of the picture, and its widest point at the edge', () => {
    for (const bearing of [
      { around: 0, above: 0 },
      { around: 0.6, above: 0.4 },
      { around: -1.1, above: 0.9 },
    ]) {
      const far = distanceToFit(points, bearing, lens);
      const eye = towards(bearing);
      const right = new Vector3(0, 1, 0).cross(eye).normalize();
      const up = eye.clone().cross(right);
      const filled = points.map((point) => {
        const depth = far - point.dot(eye);
        return Math.max(
          Math.abs(point.dot(right)) / (depth * lens.slope * lens.aspect * lens.across),
          Math.abs(point.dot(up)) / (depth * lens.slope * lens.high),
        );
      });
      expect(Math.max(...filled)).toBeCloseTo(1, 9);
    }
  });

  it('grows when words take more of the picture', () => {
    const bearing = { around: 0.1, above: 0.3 };
    expect(distanceToFit(points, bearing, { ...lens, across: 0.35 })).toBeGreaterThan(distanceToFit(points, bearing, lens));
  });
});

describe('the paint on the brush', () => {
  it('is that of the well that its tip is in', () => {
    expect(dippedInto(machine, [95, 303, 5])).toBe('lamp-black');
  });

  it('is not taken from above the rim, beside it, or from an empty well', () => {
    expect(dippedInto(machine, [95, 303, 11])).toBeNull();
    expect(dippedInto(machine, [105, 300, 4])).toBeNull();
    expect(dippedInto(machine, [90, 400, 4])).toBeNull();
  });
});

describe('the water', () => {
  const wash = {
    water: { at: [90, 200, 4] as const, approach: [0, 0, 1] as const },
    rag: { at: [90, 100, 4] as const, approach: [0, 0, 1] as const },
  };
  it('takes the paint from a brush that is in it, and from no other', () => {
    const places = [
      [94, 203, 5],
      [94, 203, 11],
      [90, 100, 4],
    ] as const;
    expect(places.map((tip) => inWater({ ...machine, wash }, tip))).toEqual([true, false, false]);
    expect(inWater(machine, [90, 200, 4])).toBe(false);
  });
});

describe('the keys of the view', () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false };
  it('turn, come nearer and go home', () => {
    const pressed = ['ArrowLeft', 'ArrowUp', '+', '=', '-', '0', 'v'].map((key) => viewKeyOf({ ...press, key }));
    expect(pressed).toEqual(['left', 'up', 'nearer', 'nearer', 'farther', 'home', null]);
  });

  it('leave the browser’s own alone', () => {
    expect(viewKeyOf({ ...press, key: '0', ctrlKey: true })).toBeNull();
    expect(viewKeyOf({ ...press, key: 'ArrowLeft', altKey: true })).toBeNull();
    expect(viewKeyOf({ ...press, key: 'toString' })).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterbox, placeIn } from '../../../stage/pages/shared/letterbox.ts';

const room = { left: 10, top: 20, width: 360, height: 640 };

describe('the sheet on a phone', () => {
  it('has the aspect of the canvas and lies inside the screen, whatever the two are', () => {
    const side = fc.double({ min: 50, max: 3000, noNaN: true });
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.2, max: 5, noNaN: true }), (width, height, aspect) => {
        const box = letterbox({ left: 0, top: 0, width, height }, aspect);
        expect(box.width / box.height).toBeCloseTo(aspect, 6);
        expect(box.left).toBeGreaterThanOrEqual(-1e-9);
        expect(box.left + box.width).toBeLessThanOrEqual(width + 1e-6);
        expect(box.top + box.height).toBeLessThanOrEqual(height + 1e-6);
      }),
      { seed: 7 },
    );
  });

  it('touches two sides of the screen', () => {
    expect(letterbox(room, 1.4).width).toBeCloseTo(360);
    expect(letterbox({ ...room, width: 844, height: 390 }, 1.4).height).toBeCloseTo(390);
  });

  it('refuses an aspect that is none', () => {
    expect(() => letterbox(room, 0)).toThrow(/aspect is 0/);
  });
});

describe('a touch on the sheet', () => {
  const box = { left: 10, top: 20, width: 200, height: 100 };

  it('is told from the bottom left corner', () => {
    expect(placeIn(box, 10, 120)).toEqual({ x: 0, y: 0 });
    expect(placeIn(box, 210, 20)).toEqual({ x: 1, y: 1 });
    expect(placeIn(box, 60, 95)).toEqual({ x: 0.25, y: 0.25 });
  });

  it('lands on the edge when the finger has slid off', () => {
    expect(placeIn(box, -500, 4000)).toEqual({ x: 0, y: 0 });
  });
});

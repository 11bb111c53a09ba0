import { describe, expect, it } from 'vitest';
import { ribsOf } from '../../../stage/pages/visit/ribbon.ts';

/** A straight line of 400 px, drawn at an even speed. @param stepMs - between points 8 px apart */
const line = (stepMs: number) => Array.from({ length: 51 }, (_, i) => ({ x: i * 8, y: 50, t: i * stepMs }));
const widest = (ribs: readonly { half: number }[]): number => Math.max(...ribs.map(({ half }) => half));

describe('a line on the sheet', () => {
  it('is thin where it begins and where it was lifted, and full between', () => {
    const ribs = ribsOf(line(16), 20, true);
    const most = widest(ribs);
    expect(ribs[0]?.half).toBeLessThan(most * 0.4);
    expect(ribs.at(-1)?.half).toBeLessThan(most * 0.4);
  });

  it('keeps its full width at the tip more than a lifted one while it is drawn', () => {
    expect(ribsOf(line(16), 20, false).at(-1)?.half ?? 0).toBeGreaterThan((ribsOf(line(16), 20, true).at(-1)?.half ?? 0) * 1.5);
  });

  it('is thinner where the hand was fast', () => {
    expect(widest(ribsOf(line(4), 20, true))).toBeLessThan(widest(ribsOf(line(40), 20, true)) * 0.8);
  });

  it('goes from the first point to the last, with even ribs', () => {
    const ribs = ribsOf(line(16), 20, true);
    expect(ribs[0]?.x).toBeCloseTo(0, 0);
    expect(ribs.at(-1)?.x).toBeCloseTo(400, 0);
    expect(ribs.at(-1)?.along).toBeCloseTo(400, 0);
  });

  it('is a dot for a tap and nothing for nothing', () => {
    expect(ribsOf([{ x: 3, y: 4, t: 0 }], 20, true)).toHaveLength(1);
    expect(ribsOf([], 20, true)).toEqual([]);
  });
});

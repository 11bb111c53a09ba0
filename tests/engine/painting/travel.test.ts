import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoverage } from '../../../engine/painting/coverage.ts';
import { outline, stretches } from '../../../engine/painting/outline.ts';
import { stretch, travel } from '../../../engine/painting/travel.ts';
import { lengthMm, type StrokePoint } from '../../../engine/stroke.ts';
import { across, cut, level, mop, swaying } from './sheet.ts';

describe('travel', () => {
  it('visits places evenly, however a stroke is cut', () => {
    const places = (pieces: readonly (typeof swaying)[]): number[][] => {
      const seen: number[][] = [];
      let ahead = 0;
      for (const piece of pieces) ahead = travel(piece, ahead, 0.7, ({ x, y, pressure, load }) => seen.push([x, y, pressure, load]));
      return seen;
    };
    const whole = places([swaying]);
    const parts = places(cut(swaying, 9));
    expect(parts.length).toBe(whole.length);
    for (const [i, place] of whole.entries()) for (const [k, value] of place.entries()) expect(parts[i]?.[k]).toBeCloseTo(value, 9);
  });

  it('visits nothing on a piece without length', () => {
    let visits = 0;
    const next = travel(
      across({
        points: [
          [5, 5, 1],
          [5, 5, 1],
        ],
      }),
      0.2,
      0.7,
      () => visits++,
    );
    expect([visits, next]).toEqual([0, 0.2]);
  });
});

describe('stretch', () => {
  it('cuts pieces that join without gap or overlap, each with the load that the brush had there', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60, noNaN: true }), (everyMm) => {
        const parts = cut(swaying, everyMm);
        expect(parts.reduce((sum, part) => sum + lengthMm(part.points), 0)).toBeCloseTo(lengthMm(swaying.points), 6);
        for (const [i, part] of parts.entries()) {
          const before = parts[i - 1];
          expect(part.fromMm).toBeCloseTo(i * everyMm, 9);
          if (!before) continue;
          const [end, begin] = [before.points.at(-1), part.points[0]];
          for (const k of [0, 1, 2]) expect(begin?.[k]).toBeCloseTo(end?.[k] ?? Number.NaN, 9);
          expect(part.loadFrom).toBeCloseTo(before.loadTo, 9);
        }
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('is the piece itself where all of it is asked for', () => {
    expect(stretch(swaying, 0, 1e6)).toBe(swaying);
  });
});

describe('outline', () => {
  it('is as wide as the mark that the brush leaves', () => {
    const points = outline(level(20, 100, 30, 1), mop);
    const middle = points.filter(([x]) => x > 55 && x < 65).map(([, y]) => y);
    expect(Math.max(...middle) - Math.min(...middle)).toBeCloseTo(mop.widthMm, 6);
  });

  it('goes round both ends, half a mark beyond the first and the last point', () => {
    const points = outline(level(20, 100, 30, 1), mop);
    expect(Math.min(...points.map(([x]) => x))).toBeCloseTo(12, 6);
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(108, 6);
  });

  it('swells and thins with pressure', () => {
    const swelling = level(20, 100, 30, 0).map(([x, y], i, all): StrokePoint => [x, y, i / (all.length - 1)]);
    const points = outline(swelling, mop);
    const widthNear = (at: number): number => {
      const ys = points.filter(([x]) => Math.abs(x - at) < 2).map(([, y]) => y);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(widthNear(90)).toBeGreaterThan(2 * widthNear(35));
  });

  it('draws a dab where the brush only touched', () => {
    expect(outline([[40, 30, 0.5]], mop).length).toBeGreaterThanOrEqual(12);
    expect(outline([], mop)).toEqual([]);
  });
});

describe('stretches', () => {
  it('joins the pieces of a stroke again, even when another stroke came between', () => {
    const [a, b, c] = cut(across(), 30);
    const other = across({ stroke: 's2', author: 'phone-1' });
    if (!a || !b || !c) throw new Error('the stroke must give three pieces');
    const joined = stretches([a, other, b, c]);
    expect(joined.map(({ stroke, author }) => [stroke, author])).toEqual([
      ['s1', 'hand-1'],
      ['s2', 'phone-1'],
    ]);
    expect(lengthMm(joined[0]?.points ?? [])).toBeCloseTo(lengthMm(across().points), 9);
  });

  it('begins a new stretch where the brush was lifted in between', () => {
    const [a, , c] = cut(across(), 30);
    if (!a || !c) throw new Error('the stroke must give three pieces');
    expect(stretches([a, c]).length).toBe(2);
  });
});

describe('coverage', () => {
  const canvas = { widthMm: 120, heightMm: 60 };
  it('is the share of the canvas that the mark passed over, counted once', () => {
    const coverage = createCoverage(canvas);
    expect(coverage.share()).toBe(0);
    const piece = across({ points: level(20, 100, 30, 1) });
    coverage.add(piece, mop);
    const once = coverage.share();
    coverage.add(piece, mop);
    expect(coverage.share()).toBe(once);
    expect(once).toBeCloseTo((80 * 16 + Math.PI * 8 * 8) / (120 * 60), 1);
  });

  it('never exceeds the whole, even where strokes run over the rim', () => {
    const coverage = createCoverage(canvas);
    for (let y = 0; y <= 60; y += 8) coverage.add(across({ points: level(-10, 130, y, 1) }), mop);
    expect(coverage.share()).toBe(1);
  });
});

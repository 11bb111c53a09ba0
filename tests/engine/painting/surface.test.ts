import { describe, expect, it } from 'vitest';
import { groundRgb } from '../../../engine/painting/linen.ts';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import type { Surface } from '../../../engine/painting/surface.ts';
import { across, countOf, cut, level, marked, sheet, swaying } from './sheet.ts';

const painted = (pieces: readonly PaintedPiece[], pxPerMm = 2): Surface => {
  const surface = sheet(pxPerMm);
  for (const piece of pieces) surface.paint(piece);
  return surface;
};
const crossing = across({ stroke: 's2', paint: 'vermilion', points: Array.from({ length: 26 }, (_, i) => [60, 5 + 2 * i, 0.8] as const) });

/** Height of the mark in a column of pixels, px. */
function markHeight(surface: Surface, x: number): number {
  const flags = marked(surface);
  return Array.from({ length: surface.heightPx }, (_, y) => flags[y * surface.widthPx + x]).filter(Boolean).length;
}

describe('surface', () => {
  it('paints the same pixels from the same pieces', () => {
    expect(painted([swaying, crossing]).rgba()).toEqual(painted([swaying, crossing]).rgba());
  });

  it.each([3.3, 10, 47])('paints the same pixels when a stroke comes in pieces of %d mm', (everyMm) => {
    const whole = painted([swaying, crossing]).rgba();
    const inPieces = painted([...cut(swaying, everyMm), ...cut(crossing, everyMm)]).rgba();
    let differing = 0;
    for (const [i, value] of whole.entries()) if (Math.abs(value - (inPieces[i] ?? 0)) > 1) differing++;
    expect(differing).toBe(0);
  });

  it('shows no seam where two pieces meet: the columns there are as like their neighbours as anywhere', () => {
    const surface = painted(cut(across(), 20));
    const rgba = surface.rgba();
    const step = (x: number): number => {
      let sum = 0;
      for (let y = 54; y < 66; y++) {
        const at = (y * surface.widthPx + x) * 4;
        sum += Math.abs((rgba[at] ?? 0) - (rgba[at + 4] ?? 0));
      }
      return sum / 12;
    };
    const elsewhere = Array.from({ length: 100 }, (_, i) => step(70 + i));
    for (const seam of [80, 120, 160]) expect(step(seam)).toBeLessThanOrEqual(Math.max(...elsewhere.filter((_, i) => 70 + i !== seam)));
  });

  it('leaves the ground untouched where nobody painted', () => {
    const bare = sheet().rgba();
    const surface = sheet();
    const region = surface.paint(across());
    const after = surface.rgba();
    expect(region).not.toBeNull();
    let outside = 0;
    for (let i = 0; i < bare.length; i += 4) {
      const [x, y] = [(i / 4) % surface.widthPx, Math.floor(i / 4 / surface.widthPx)];
      const inside = region && x >= region.x && x < region.x + region.width && y >= region.y && y < region.y + region.height;
      if (inside) continue;
      outside++;
      expect(after[i]).toBe(bare[i]);
    }
    expect(outside).toBeGreaterThan(surface.widthPx * surface.heightPx * 0.4);
  });

  it('is warm linen with a weave, about #F2EBDD and never white, where it is bare', () => {
    const rgba = sheet().rgba();
    const mean = [0, 0, 0];
    let [darkest, lightest] = [255, 0];
    for (let i = 0; i < rgba.length; i += 4) {
      for (const band of [0, 1, 2]) mean[band] = (mean[band] ?? 0) + ((rgba[i + band] ?? 0) * 4) / rgba.length;
      darkest = Math.min(darkest, rgba[i] ?? 0);
      lightest = Math.max(lightest, rgba[i] ?? 0);
      expect(rgba[i + 2]).toBeLessThan(245);
    }
    for (const [band, value] of groundRgb.entries()) expect(Math.abs((mean[band] ?? 0) - value)).toBeLessThan(4);
    expect(lightest - darkest).toBeGreaterThan(8);
  });

  it('marks wider with more pressure', () => {
    const width = (pressure: number) => markHeight(painted([across({ points: level(20, 100, 30, pressure) })]), 120);
    expect(width(1) / 2).toBeGreaterThan(13);
    expect(width(1) / 2).toBeLessThan(18);
    expect(width(0.5)).toBeLessThan(width(1) * 0.75);
    expect(width(0)).toBeLessThan(width(0.5) * 0.6);
    expect(width(0)).toBeGreaterThan(1);
  });

  it('covers less with less paint on the brush, and breaks up on the tooth', () => {
    const covered = (load: number) => countOf(marked(painted([across({ loadFrom: load, loadTo: load })])));
    const [full, half, little] = [covered(1), covered(0.35), covered(0.08)];
    expect(half).toBeLessThan(full * 0.97);
    expect(little).toBeLessThan(half * 0.7);
    expect(little).toBeGreaterThan(0);
  });

  it('runs dry along a stroke: its end is paler, and broken by the tooth where its beginning was whole', () => {
    const surface = painted([across({ points: level(12, 106, 30, 0.6), loadTo: 0.03 })]);
    const rgba = surface.rgba();
    const flags = marked(surface);
    /** mean red, and the share that is marked, of 10 mm along the middle of the stroke */
    const at = (fromMm: number): { red: number; covered: number } => {
      const places = Array.from({ length: 20 * 20 }, (_, i) => (50 + Math.floor(i / 20)) * surface.widthPx + 2 * fromMm + (i % 20));
      return {
        red: places.reduce((sum, place) => sum + (rgba[place * 4] ?? 0), 0) / places.length,
        covered: places.filter((place) => flags[place]).length / places.length,
      };
    };
    const [begin, middle, end] = [at(18), at(65), at(92)];
    expect(begin.covered).toBeGreaterThan(0.95);
    expect(end.covered).toBeLessThan(0.45);
    expect(middle.red).toBeGreaterThan(begin.red + 5);
    expect(end.red).toBeGreaterThan(begin.red + 80);
  });

  it('leaves a spot where the brush was set down and taken up, once, however often that is told', () => {
    const dab = across({
      points: [
        [60, 30, 0.6],
        [60, 30, 0.6],
      ],
    });
    const surface = painted([dab]);
    expect(markHeight(surface, 120)).toBeGreaterThan(8);
    expect(surface.paint(dab)).toBeNull();
    expect(countOf(marked(surface))).toBe(countOf(marked(painted([dab]))));
    const light = painted([across({ points: [[60, 30, 0.1]] })]);
    expect(countOf(marked(light))).toBeLessThan(countOf(marked(surface)) / 2);
  });

  it('takes older, wet paint along when a stroke crosses it', () => {
    const surface = painted([across({ points: level(20, 100, 30, 0.8) }), crossing]);
    const alone = painted([crossing]);
    const redAt = (of: Surface, yMm: number): number => {
      let sum = 0;
      const region = { x: 116, y: Math.round((60 - yMm) * 2), width: 8, height: 2 };
      const rgba = of.shade(region);
      for (let i = 0; i < rgba.length; i += 4) sum += (rgba[i] ?? 0) / (rgba.length / 4);
      return sum;
    };
    expect(redAt(surface, 10)).toBeCloseTo(redAt(alone, 10), 0);
    expect(redAt(surface, 44)).toBeLessThan(redAt(alone, 44) - 4);
  });

  it('shades any region exactly as the whole', () => {
    const surface = painted([swaying, crossing]);
    const whole = surface.rgba();
    const region = { x: 101, y: 37, width: 43, height: 29 };
    const part = surface.shade(region);
    for (let row = 0; row < region.height; row++) {
      const from = ((region.y + row) * surface.widthPx + region.x) * 4;
      expect(part.slice(row * region.width * 4, (row + 1) * region.width * 4)).toEqual(whole.slice(from, from + region.width * 4));
    }
  });

  it('gathers what changed until it is asked, and then begins anew', () => {
    const surface = sheet();
    expect(surface.takeDirty()).toBeNull();
    const first = surface.paint(across());
    expect(surface.takeDirty()).toEqual(first);
    expect(surface.takeDirty()).toBeNull();
  });

  it('lands anew, with its full coat, when a stroke is taken up again after a gap', () => {
    const [head, , tail] = cut(across(), 30);
    if (!head || !tail) throw new Error('the stroke must give three pieces');
    const flags = marked(painted([head, tail]));
    const column = (xMm: number): number => flags.filter((flag, i) => flag && i % 240 === xMm * 2).length;
    expect(column(40)).toBeGreaterThan(10);
    expect(column(64)).toBe(0);
    expect(column(92)).toBeGreaterThan(10);
  });

  it('refuses a paint or a brush that it was not given, naming what it has', () => {
    expect(() => sheet().paint(across({ paint: 'cobalt' }))).toThrow(/"cobalt".*lamp-black/);
    expect(() => sheet().paint(across({ brush: 'fan' }))).toThrow(/"fan".*rigger/);
  });

  it('lets go of its pixels when it is disposed of', () => {
    const surface = painted([across()]);
    surface.dispose();
    expect(surface.paint(across({ stroke: 's3' }))).not.toBeNull();
    expect(countOf(marked(surface))).toBe(0);
  });
});

import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { createSurface } from '../../../engine/painting/surface.ts';
import { pngOf } from '../../../stage/server/painting/png.ts';
import { createStudio } from '../../../stage/server/painting/studio.ts';
import { svgOf } from '../../../stage/server/painting/svg.ts';
import { across, black, cut, grey, mop, red, rigger, swaying } from '../../engine/painting/sheet.ts';
import { readXml } from './xml.ts';

const setting = { canvas: { widthMm: 120, heightMm: 60 }, palette: [black, grey, red], brushes: [mop, rigger], seed: 7, title: 'Hush' };

describe('png', () => {
  it('decodes to the surface, pixel for pixel', () => {
    const surface = createSurface({ ...setting, pxPerMm: 2 });
    surface.paint(swaying);
    const picture = decode(pngOf(surface, { title: 'Hush' }));
    expect([picture.width, picture.height, picture.channels]).toEqual([240, 120, 3]);
    const rgba = surface.rgba();
    for (let i = 0; i < 240 * 120; i++) for (const band of [0, 1, 2]) expect(picture.data[i * 3 + band]).toBe(rgba[i * 4 + band]);
  });

  it('says its title, with a ? for what PNG cannot spell', () => {
    const surface = createSurface({ ...setting, pxPerMm: 0.5 });
    expect(decode(pngOf(surface, { title: 'Été → 静' })).text.Title).toBe('Été ? ?');
  });
});

describe('svg', () => {
  const hostile = '<b>&"\'\u0000\ud800]]>';

  it('is well-formed XML on a linen-coloured ground, a path for each stretch', () => {
    const read = readXml(svgOf([...cut(swaying, 20), across({ stroke: 's2', paint: 'vermilion' })], setting));
    expect(read.root).toBe('svg');
    expect(read.elements.filter(({ name }) => name === 'path').map(({ attributes }) => attributes['data-stroke'])).toEqual(['s1', 's2']);
    expect(read.elements.find(({ name }) => name === 'rect')?.attributes.fill).toBe('#f2ebdd');
    expect(read.elements.find(({ name }) => name === 'svg')?.attributes.viewBox).toBe('0 0 120 60');
  });

  it('says who made each path, escaped', () => {
    const read = readXml(svgOf([across({ author: hostile, stroke: `s"${hostile}` })], { ...setting, title: hostile }));
    const path = read.elements.find(({ name }) => name === 'path');
    expect(path?.attributes['data-author']).toBe('<b>&"\'\ufffd]]>');
    expect(path?.attributes['data-stroke']).toBe('s"<b>&"\'\ufffd]]>');
    expect(read.titles).toEqual(['<b>&"\'\ufffd]]>', '<b>&"\'\ufffd]]>, Lamp black, mop']);
  });

  it('draws with y downwards: what is high on the canvas is near the top', () => {
    const path = readXml(
      svgOf(
        [
          across({
            points: [
              [20, 55, 0.5],
              [100, 55, 0.5],
            ],
          }),
        ],
        setting,
      ),
    ).elements.find(({ name }) => name === 'path');
    const numbers = (path?.attributes.d ?? '').match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
    const ys = numbers.filter((_, i) => i % 2 === 1);
    expect(ys.length).toBeGreaterThan(10);
    expect(Math.max(...ys)).toBeLessThan(12);
  });

  it('refuses a piece whose paint it does not know', () => {
    expect(() => svgOf([across({ paint: 'cobalt' })], setting)).toThrow(/cobalt/);
  });
});

describe('studio', () => {
  it('paints on where it stopped: a later picture is that of a fresh studio with all pieces', () => {
    const [first, ...rest] = cut(swaying, 40);
    if (!first) throw new Error('the stroke must give pieces');
    const grown = createStudio(setting);
    grown.add(first);
    const early = grown.png(120);
    for (const piece of rest) grown.add(piece);
    const fresh = createStudio(setting);
    for (const piece of [first, ...rest]) fresh.add(piece);
    expect(grown.png(120)).toEqual(fresh.png(120));
    expect(grown.png(120)).not.toEqual(early);
    grown.dispose();
    fresh.dispose();
  });

  it('begins anew when it is cleared', () => {
    const studio = createStudio(setting);
    const bare = studio.png(120);
    studio.add(swaying);
    expect(studio.png(120)).not.toEqual(bare);
    studio.clear();
    expect(studio.png(120)).toEqual(bare);
    studio.dispose();
  });
});

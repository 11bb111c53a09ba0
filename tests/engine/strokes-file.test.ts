import { describe, expect, it } from 'vitest';
import { readStrokes } from '../../engine/strokes-file.ts';

const line = {
  id: 'a',
  paint: 'black',
  brush: 'round',
  author: 'artist',
  points: [
    [1, 2, 0.5],
    [3, 4, 0.5],
  ],
};
const good = {
  version: 1,
  canvas: { widthMm: 200, heightMm: 150 },
  palette: [{ id: 'black', name: 'Black', rgb: [20, 20, 20] }],
  brushes: [{ id: 'round', widthMm: 6 }],
  strokes: [line],
};
const read = (value: unknown) => {
  const answer = readStrokes(value, 'my.json');
  if (!answer.ok) throw new Error(answer.why.text);
  return answer.value;
};

describe('a strokes file', () => {
  it('is read with its strokes ready to be painted', () => {
    const { file, strokes, refused } = read(good);
    expect(file.canvas).toEqual({ widthMm: 200, heightMm: 150 });
    expect(strokes).toEqual([{ ...line, cause: 'file', scene: 'file', step: 0 }]);
    expect(refused).toEqual([]);
  });

  it.each([
    ['another version', { version: 2 }, 'version is 2'],
    ['no canvas', { canvas: undefined }, 'canvas is missing'],
    ['a canvas too small to paint on', { canvas: { widthMm: 3, heightMm: 150 } }, 'canvas.widthMm is 3'],
    ['an empty palette', { palette: [] }, 'palette is []'],
    ['strokes that are no list', { strokes: 'many' }, 'strokes is "many"'],
  ])('is refused for %s, with the field and its value', (_what, change, text) => {
    expect(readStrokes({ ...good, ...change }, 'my.json')).toMatchObject({
      ok: false,
      why: { code: 'strokes/invalid', text: expect.stringContaining(text) },
    });
  });

  it.each([
    ['a pressure over 1', { points: [[1, 2, 1.5]] }, 'strokes.1: points.0.2 is 1.5'],
    ['no points', { points: [] }, 'strokes.1: points is []'],
    ['a place that is no number', { points: [[null, 2, 0.5]] }, 'strokes.1: points.0.0 is null'],
    [
      'more points than anybody draws',
      { points: new Array(10_000_000) },
      'strokes.1: points is a list of 10000000, and a stroke has 200000',
    ],
    ['no author', { author: undefined }, 'strokes.1: author is missing'],
    ['the id of another', {}, 'id "a" is in the file twice'],
  ])('refuses one stroke for %s, and keeps the others', (_what, change, text) => {
    const { strokes, refused } = read({ ...good, strokes: [line, { ...line, ...change }, { ...line, id: 'c' }] });
    expect(strokes.map((stroke) => stroke.id)).toEqual(['a', 'c']);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.why.text).toContain(text);
  });
});

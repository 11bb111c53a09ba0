import { groundRgb } from '../../../engine/painting/linen.ts';
import { outline, stretches } from '../../../engine/painting/outline.ts';
import type { PaintedPiece } from '../../../engine/painting/piece.ts';
import type { Brush, Paint } from '../../../engine/palette.ts';
import type { Canvas } from '../../../engine/stroke.ts';

export interface SvgSetting {
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  readonly title: string;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML 1.0 allows it: markup escaped, characters that no escape makes legal left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const hex = (rgb: readonly number[]): string => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
const short = (value: number): string => String(Math.round(value * 100) / 100);

/** A closed path through the middles of a contour's sides, its corners as control points: smooth, and never outside the contour. */
function smooth(contour: readonly (readonly [number, number])[], heightMm: number): string {
  const last = contour.at(-1);
  if (!last) return '';
  const at = (x: number, y: number): string => `${short(x)} ${short(heightMm - y)}`;
  let from = last;
  let path = '';
  for (const [i, corner] of contour.entries()) {
    const next = contour[(i + 1) % contour.length] ?? corner;
    if (i === 0) path = `M${at((from[0] + corner[0]) / 2, (from[1] + corner[1]) / 2)}`;
    path += `Q${at(corner[0], corner[1])} ${at((corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2)}`;
    from = corner;
  }
  return `${path}Z`;
}

/**
 * The painting as drawing: a filled path for each stretch that a brush painted without being lifted, in the order of painting,
 * saying who made it. In millimetres, origin top left as SVG wants it.
 */
export function svgOf(pieces: readonly PaintedPiece[], { canvas, palette, brushes, title }: SvgSetting): string {
  const paints = new Map(palette.map((paint) => [paint.id, paint] as const));
  const brushOf = new Map(brushes.map((brush) => [brush.id, brush] as const));
  const marks = stretches(pieces).map((stretch) => {
    const paint = paints.get(stretch.paint);
    const brush = brushOf.get(stretch.brush);
    if (!paint || !brush)
      throw new RangeError(`svg: "${stretch.paint}" or "${stretch.brush}" is not in this painting's palette or brushes`);
    const path = smooth(outline(stretch.points, brush), canvas.heightMm);
    const opacity = short(0.55 + 0.45 * (paint.opacity ?? 0.7));
    const who = `data-author="${escaped(stretch.author)}" data-stroke="${escaped(stretch.stroke)}" data-paint="${escaped(paint.id)}"`;
    const words = escaped(`${stretch.author}, ${paint.name}, ${brush.id}`);
    return `<path fill="${hex(paint.rgb)}" fill-opacity="${opacity}" ${who} d="${path}"><title>${words}</title></path>`;
  });
  const [width, height] = [short(canvas.widthMm), short(canvas.heightMm)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${hex(groundRgb)}"/>`,
    ...marks,
    '</svg>',
    '',
  ].join('\n');
}

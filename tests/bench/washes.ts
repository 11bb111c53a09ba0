import { orderStrokes } from '../../devices/painter/order/order.ts';
import { fillings } from '../../devices/painter/order/orderable.ts';
import { countWashes } from '../../devices/painter/order/washes.ts';
import { markWidthMm } from '../../engine/painting/brush.ts';
import { createSurface } from '../../engine/painting/surface.ts';
import { createRandom } from '../../engine/random.ts';
import { lengthMm } from '../../engine/stroke.ts';
import { type PlannedStroke, planBrushMm, syntheticPlan } from '../support/synthetic-plan.ts';
import { differenceOf } from './difference.ts';
import { type Row, round } from './table.ts';

const colours = 12;
const brush = { id: 'round', widthMm: planBrushMm };
const mmPerDip = 240;

/**
 * The virtual canvas after so many strokes, each with a fresh filling. Its paint stays wet for about 1.8 m of further painting, so
 * strokes that overlap mix less or more where their order leaves more or less between them, even when they keep their places.
 */
function canvasOf(strokes: readonly PlannedStroke[], seed: number): Uint8ClampedArray {
  const random = createRandom(seed).split('palette');
  const tone = (): number => Math.floor(random.between(10, 245));
  const palette = Array.from({ length: colours }, (_, i) => ({
    id: `paint-${i}`,
    name: `Paint ${i}`,
    rgb: [tone(), tone(), tone()] as [number, number, number],
  }));
  const surface = createSurface({ canvas: { widthMm: 400, heightMm: 300 }, palette, brushes: [brush], pxPerMm: 1, seed });
  for (const { id, paint, points } of strokes) {
    const loadTo = Math.max(0, 1 - lengthMm(points) / mmPerDip);
    surface.paint({ stroke: id, author: 'bench', paint, brush: brush.id, points, fromMm: 0, loadFrom: 1, loadTo });
  }
  const picture = surface.rgba();
  surface.dispose();
  return picture;
}

/** The same as flat, opaque marks: which paint lies on top of each mm². */
function flatOf(strokes: readonly PlannedStroke[]): Uint8ClampedArray {
  const [width, height] = [400, 300];
  const top = new Uint8ClampedArray(4 * width * height);
  const disc = (x: number, y: number, radius: number, tone: number): void => {
    for (let v = Math.max(0, Math.ceil(y - radius)); v <= Math.min(height - 1, y + radius); v++)
      for (let u = Math.max(0, Math.ceil(x - radius)); u <= Math.min(width - 1, x + radius); u++)
        if (Math.hypot(u - x, v - y) <= radius) top.fill(tone, 4 * (v * width + u), 4 * (v * width + u) + 3);
  };
  for (const { paint, points } of strokes)
    for (const [i, [bx, by, pressure]] of points.entries()) {
      const [ax, ay] = points[i - 1] ?? [bx, by];
      const steps = Math.ceil(Math.hypot(bx - ax, by - ay)) + 1;
      const tone = 20 * (Number(paint.slice('paint-'.length)) + 1);
      for (let step = 0; step <= steps; step++)
        disc(ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps, markWidthMm(brush, pressure) / 2, tone);
    }
  return top;
}

/** 400 strokes of 12 colours: washes, and how the picture differs, as ordered and by a naive sort of the colours. */
function rows(seed: number): Row[] {
  const composed = syntheticPlan(seed, 400, colours);
  const ordered = orderStrokes(composed, {
    markWidthMm: (_stroke, pressure) => markWidthMm(brush, pressure),
    mayFlip: () => false,
    budget: { kind: 'moves', moves: 0 },
    startAt: [0, 0],
    washMm: 5000,
  });
  if (!ordered.ok) throw new Error(ordered.why.text);
  const sorted = [...composed].sort((a, b) => a.paint.localeCompare(b.paint));
  const before = canvasOf(composed, seed);
  const kept = differenceOf(before, canvasOf(ordered.value.strokes, seed));
  const flat = differenceOf(flatOf(composed), flatOf(ordered.value.strokes));
  const naive = differenceOf(before, canvasOf(sorted, seed));
  return [
    { what: `plan ${seed}, washes as composed`, value: ordered.value.figures.washesBefore, unit: '' },
    { what: `plan ${seed}, washes ordered`, value: ordered.value.figures.washesAfter, unit: '' },
    { what: `plan ${seed}, washes sorted by colour`, value: countWashes(sorted.keys(), fillings(sorted)), unit: '' },
    { what: `plan ${seed}, ordered: flat marks that differ`, value: round(flat.pixelsPercent, 3), unit: '% of the canvas' },
    { what: `plan ${seed}, ordered: mean difference`, value: round(kept.mean, 4), unit: 'ΔE76' },
    { what: `plan ${seed}, ordered: greatest difference`, value: round(kept.most), unit: 'ΔE76' },
    { what: `plan ${seed}, ordered: pixels that differ`, value: round(kept.pixelsPercent, 3), unit: '%' },
    { what: `plan ${seed}, sorted by colour: mean difference`, value: round(naive.mean), unit: 'ΔE76' },
    { what: `plan ${seed}, sorted by colour: pixels that differ`, value: round(naive.pixelsPercent, 1), unit: '%' },
  ];
}

export const benchWashes = (): Row[] => [1, 2].flatMap(rows);

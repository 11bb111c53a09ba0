import type { Brush } from '../../../engine/palette.ts';
import { brushProfile } from '../brush.ts';
import type { Orderable } from './orderable.ts';
import { overlaps } from './overlap.ts';

/** A brush wavers, and an arm errs: marks count as wider than their profile by this much when asked whether they touch. */
const waver = 1.15;

/** @returns widest mark that a stroke may leave at a pressure, mm; 0 for an unknown brush */
export function markWidths(brushes: readonly Brush[]): (stroke: Orderable, pressure: number) => number {
  const profiles = new Map(brushes.map((brush) => [brush.id, brushProfile(brush)] as const));
  return (stroke, pressure) => waver * (profiles.get(stroke.brush)?.markMm(pressure) ?? 0);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** @returns whether the marks of two strokes meet, so that they may not change places */
export function createTouching(brushes: readonly Brush[]): (a: Orderable, b: Orderable) => boolean {
  const widthMm = markWidths(brushes);
  const boxes = new WeakMap<Orderable, Box>();
  const boxOf = (stroke: Orderable): Box => {
    const known = boxes.get(stroke);
    if (known !== undefined) return known;
    let [left, right, bottom, top] = [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    for (const [x, y, pressure] of stroke.points) {
      const half = widthMm(stroke, pressure) / 2;
      left = Math.min(left, x - half);
      right = Math.max(right, x + half);
      bottom = Math.min(bottom, y - half);
      top = Math.max(top, y + half);
    }
    const box = { left, right, bottom, top };
    boxes.set(stroke, box);
    return box;
  };
  return (a, b) => {
    const p = boxOf(a);
    const q = boxOf(b);
    if (p.left > q.right || q.left > p.right || p.bottom > q.top || q.bottom > p.top) return false;
    return overlaps([a, b], (stroke, pressure) => widthMm(stroke, pressure) / 2).pairs > 0;
  };
}

import type { Stroke } from '../../../engine/stroke.ts';

/** What ordering reads of a stroke. */
export type Orderable = Pick<Stroke, 'id' | 'paint' | 'brush' | 'points'>;

/** What is on the arm's brush while it paints this stroke: strokes of one filling need no wash between them. */
export const fillingOf = (stroke: Orderable): string => JSON.stringify([stroke.paint, stroke.brush]);

/** Numbers fillings in the order in which they first appear. @returns one number a stroke */
export function fillings(strokes: readonly Orderable[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(strokes, (stroke) => {
    const filling = fillingOf(stroke);
    const known = numbers.get(filling) ?? numbers.size;
    numbers.set(filling, known);
    return known;
  });
}

/** Reads a typed array where the index is known to be inside. */
export const at = (values: Int32Array | Float64Array, index: number): number => values[index] ?? 0;

import { createHash } from 'node:crypto';
import { canonical, strokeLine } from '../../engine/replay.ts';
import type { ShowState } from '../../engine/show.ts';
import type { Stroke } from '../../engine/stroke.ts';

/** A digest of strokes that grows as they come. */
export function strokesDigest() {
  const hash = createHash('sha256');
  return { add: (stroke: Stroke) => hash.update(`${strokeLine(stroke)}\n`), hex: () => hash.digest('hex') };
}

/** @returns SHA-256, hex, of a show's whole state */
export const stateDigest = (state: ShowState): string => createHash('sha256').update(canonical(state)).digest('hex');

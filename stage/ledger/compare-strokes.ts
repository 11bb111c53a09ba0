import { strokeLine } from '../../engine/replay.ts';
import type { Stroke } from '../../engine/stroke.ts';
import type { Entry } from './chain.ts';
import { strokesDigest } from './digest.ts';
import { readEntry } from './entry.ts';

/**
 * Holds the strokes that a replay makes against those that were recorded, one by one.
 *
 * @param entries - of kind `stroke/proposed`, in order
 */
export function compareStrokes(entries: Iterable<Entry>): {
  made(stroke: Stroke): void;
  /** the rest was not made. @returns the digest of all that was recorded, and the first step at which one was another */
  end(): { readonly digest: string; readonly differsAt: number | null };
  /** reads no more: a ledger that is being read cannot be closed */
  dispose(): void;
} {
  const recorded = entries[Symbol.iterator]();
  const digest = strokesDigest();
  let differsAt: number | null = null;
  const next = (): { readonly step: number; readonly line: string } | null => {
    const { done, value } = recorded.next();
    if (done) return null;
    // whatever is no stroke has no line of one, and differs from all that are
    return readEntry(value, (body) => {
      const stroke: Stroke = Object(body);
      digest.add(stroke);
      return { step: value.step, line: strokeLine(stroke) };
    });
  };
  return {
    made(stroke) {
      const told = next();
      if (told?.line !== strokeLine(stroke)) differsAt ??= Math.min(stroke.step, told?.step ?? stroke.step);
    },
    end() {
      for (let left = next(); left !== null; left = next()) differsAt ??= left.step;
      return { digest: digest.hex(), differsAt };
    },
    dispose: () => void recorded.return?.(),
  };
}

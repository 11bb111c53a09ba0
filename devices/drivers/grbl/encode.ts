import type { MachinePoint } from '../../machine.ts';
import type { Move } from '../driver.ts';

/** Grbl's line buffer; one more character is `error:11` */
export const longestLine = 79;

/** mm with 3 decimals, trimmed: `12.5`, `-.25`, `0` */
export function millimetres(value: number): string {
  const text = value.toFixed(3).replace(/\.?0+$/, '');
  return text.replace(/^(-?)0\./, '$1.').replace(/^-0?$/, '0') || '0';
}

/** A line, and what makes the encoder remember that it was sent. */
export interface Draft {
  readonly line: string;
  keep(): void;
}

/**
 * Turns motions into compact G-code: absolute mm, only the axes and the feed that change.
 *
 * `G1` stands in every line, and is what keeps a controller that restarts unasked from flying off: bare coordinates would
 * then be rapid moves from a zero that is none, where `G1` without a feed is refused with `error:22`.
 *
 * One encoder belongs to one stretch of lines after a (soft) reset, which puts the controller's modes back.
 */
export interface Encoder {
  /** @param offset - work coordinate offset in force, machine mm: subtracted, so that any G54 gives the same motion */
  draft(move: Move, offset: MachinePoint): Draft;
}

export function createEncoder(): Encoder {
  let last: { readonly x: string; readonly y: string; readonly z: string; readonly feed: string } | undefined;
  return {
    draft: ({ to, speedMmS }, offset) => {
      const next = {
        x: millimetres(to.x - offset.x),
        y: millimetres(to.y - offset.y),
        z: millimetres(to.z - offset.z),
        feed: String(Math.max(1, Math.round(speedMmS * 60))),
      };
      let line = last === undefined ? 'G21G90G94G1' : 'G1';
      if (next.x !== last?.x) line += `X${next.x}`;
      if (next.y !== last?.y) line += `Y${next.y}`;
      if (next.z !== last?.z) line += `Z${next.z}`;
      if (next.feed !== last?.feed) line += `F${next.feed}`;
      if (line === 'G1') line += `X${next.x}`;
      if (line.length > longestLine) throw new RangeError(`draft: "${line}" has ${line.length} characters, more than ${longestLine}`);
      return {
        line,
        keep: () => {
          last = next;
        },
      };
    },
  };
}

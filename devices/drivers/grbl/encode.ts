import type { AxisPlace, Move } from '../driver.ts';

/** Grbl's line buffer; one more character is `error:11` */
export const longestLine = 79;

/** mm with 3 decimals, trimmed: `12.5`, `-.25`, `0` */
export function millimetres(value: number): string {
  const text = value.toFixed(3).replace(/\.?0+$/, '');
  return text.replace(/^(-?)0\./, '$1.').replace(/^-0?$/, '0') || '0';
}

const axes = ['x', 'y', 'z', 'a', 'b', 'c'] as const;

/** @returns how often a minute a motion of so many seconds could be made, with four digits that count; no exponents */
function inverseTime(seconds: number): string {
  const perMinute = Math.min(999_999, Math.max(0.001, 60 / seconds));
  return perMinute.toFixed(Math.max(0, 3 - Math.floor(Math.log10(perMinute))));
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
 * A motion given in seconds is sent in inverse time (G93), with its `F` in every line: that needs no length, which firmwares
 * reckon differently where axes turn. Its `F` would mean a speed to a controller that restarts, so a controller that is told
 * of joints must lock when it starts ($22=1).
 *
 * One encoder belongs to one stretch of lines after a (soft) reset, which puts the controller's modes back.
 */
export interface Encoder {
  /** @param offset - work coordinate offset in force, machine mm: subtracted, so that any G54 gives the same motion */
  draft(move: Move, offset: AxisPlace): Draft;
}

export function createEncoder(): Encoder {
  let last: ReadonlyMap<string, string> = new Map();
  return {
    draft: ({ to, speedMmS, seconds }, offset) => {
      const mode = seconds === undefined ? 'G94' : 'G93';
      const begin = last.size === 0 ? `G21G90${mode}G1` : last.get('mode') === mode ? 'G1' : `${mode}G1`;
      const next = new Map<string, string>();
      let words = '';
      for (const axis of axes) {
        const value = to[axis];
        if (value === undefined) continue;
        const text = millimetres(value - (offset[axis] ?? 0));
        next.set(axis, text);
        if (text !== last.get(axis)) words += `${axis.toUpperCase()}${text}`;
      }
      const feed = seconds === undefined ? String(Math.max(1, Math.round(speedMmS * 60))) : inverseTime(seconds);
      next.set('mode', mode).set('feed', feed);
      const stays = begin === 'G1' && words === '';
      const same = seconds === undefined && begin === 'G1' && feed === last.get('feed');
      if (!same) words += `F${feed}`;
      if (stays && (same || seconds !== undefined)) words = `X${next.get('x')}${words}`;
      const line = `${begin}${words}`;
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

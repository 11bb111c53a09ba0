import type { MachinePoint } from '../../devices/machine.ts';
import type { Travelled } from '../../devices/virtual/motion.ts';

/** A piece of true way on the canvas, canvas mm. */
export interface Contact {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly startMs: number;
  readonly endMs: number;
}

/** so near the canvas a brush counts as touching, mm: a path bowed by 0.05 mm between its joints still paints its ends */
const touchMm = 0.02;

/** Where the brush truly touched. */
export function contactsOf(way: readonly Travelled[], { x, y, z }: MachinePoint, nearMm = touchMm): Contact[] {
  return way
    .filter(({ from, to }) => Math.min(from[2], to[2]) <= z + nearMm)
    .map(({ from, to, startMs, durationMs }) => ({
      from: [from[0] - x, from[1] - y],
      to: [to[0] - x, to[1] - y],
      startMs,
      endMs: startMs + durationMs,
    }));
}

export const lengthOf = ({ from, to }: Contact): number => Math.hypot(to[0] - from[0], to[1] - from[1]);

/** A time that the brush stayed on one spot of the canvas, ms. */
export interface Rest {
  readonly startMs: number;
  readonly endMs: number;
}

/** within this it has not moved on, mm: a brush that crawls leaves a blot, too */
const spotMm = 0.5;

/**
 * Every time of more than `leastMs` that the brush was down on the canvas within half a millimetre.
 *
 * @param over - whether a piece of way is over the canvas
 * @param untilMs - when everything ended
 */
export function restsOf(
  way: readonly Travelled[],
  over: (piece: Travelled) => boolean,
  { z }: MachinePoint,
  untilMs: number,
  leastMs: number,
): Rest[] {
  const rests: Rest[] = [];
  let spot: { readonly at: readonly [number, number]; readonly sinceMs: number } | undefined;
  const end = (endMs: number): void => {
    if (spot !== undefined && endMs - spot.sinceMs > leastMs) rests.push({ startMs: spot.sinceMs, endMs });
    spot = undefined;
  };
  for (const piece of way) {
    const { from, to, startMs, durationMs } = piece;
    const down = to[2] < z - touchMm && over(piece);
    // it stood still until this piece began
    if (spot !== undefined && Math.hypot(from[0] - spot.at[0], from[1] - spot.at[1]) > spotMm) end(startMs);
    const endMs = startMs + durationMs;
    if (!down) end(endMs);
    else if (spot === undefined || Math.hypot(to[0] - spot.at[0], to[1] - spot.at[1]) > spotMm) {
      end(endMs);
      spot = { at: [to[0], to[1]], sinceMs: endMs };
    }
  }
  end(untilMs);
  return rests;
}

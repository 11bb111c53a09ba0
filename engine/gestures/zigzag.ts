/** A value at a time, s. */
export interface Moment {
  readonly t: number;
  readonly v: number;
}

/** A value that goes to and fro: where it turned. Plain data, bounded. */
export interface Zigzag {
  /** 1 it rises, -1 it falls, 0 not known yet */
  readonly way: -1 | 0 | 1;
  /** the farthest that it came since it last turned */
  readonly peak: Moment;
  /** the two moments before this one, for the parabola through a turn */
  readonly last: Moment;
  readonly beforeLast: Moment;
  /** oldest first; a top and a bottom in turn */
  readonly turns: readonly Moment[];
}

/** Turns that are remembered: five beats and what lies between them. */
const KEPT = 10;

export const beginZigzag = (t: number, v: number): Zigzag => {
  const here = { t, v };
  return { way: 0, peak: here, last: here, beforeLast: here, turns: [] };
};

/**
 * One more value.
 *
 * @param back - how far it must come back from its farthest point to have turned: above the tracker's noise
 */
export function stepZigzag(zigzag: Zigzag, t: number, v: number, back: number): Zigzag {
  const now = { t, v };
  const moved = { ...zigzag, last: now, beforeLast: zigzag.last };
  const { way, peak } = zigzag;
  if (way === 0) return Math.abs(v - peak.v) < back ? moved : { ...moved, way: v > peak.v ? 1 : -1, peak: now };
  if ((v - peak.v) * way >= 0) return { ...moved, peak: now };
  const exact = peak.t === zigzag.last.t ? vertex(zigzag.beforeLast, zigzag.last, now) : peak;
  if ((exact.v - v) * way < back) return { ...moved, peak: exact };
  return { ...moved, way: way === 1 ? -1 : 1, peak: now, turns: [...zigzag.turns.slice(1 - KEPT), exact] };
}

/** Top of the parabola through three moments: finer than the camera's frames. Falls back on the middle one. */
function vertex(a: Moment, b: Moment, c: Moment): Moment {
  const [p, q] = [b.t - a.t, c.t - b.t];
  if (p <= 0 || q <= 0) return b;
  const [rise, fall] = [(b.v - a.v) / p, (c.v - b.v) / q];
  const bend = (fall - rise) / (p + q);
  if (Math.abs(bend) < 1e-9) return b;
  const slope = (rise * q + fall * p) / (p + q);
  const shift = Math.min(q, Math.max(-p, -slope / (2 * bend)));
  return { t: b.t + shift, v: b.v + slope * shift + bend * shift * shift };
}

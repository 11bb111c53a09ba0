/** @returns the value kept between min and max; `fallback` when it is no finite number */
export const within = (value: number, min: number, max: number, fallback: number): number =>
  Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;

/** Eases 0..1 between two edges, flat at both ends. Edges may be given in falling order. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** One step of a one-pole approach to a target that covers 63 % of the way in `constantS`; stable for any dt. */
export const approach = (value: number, target: number, dtS: number, constantS: number): number =>
  value + (target - value) * (1 - Math.exp(-dtS / constantS));

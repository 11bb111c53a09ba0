/**
 * Chance as a function of place: the same seed and place give the same value in any order and on any machine, which a
 * sequence of draws can not promise when a painting arrives piece by piece.
 */

/** @returns uniform in [0, 1) for a whole-numbered place (murmur3 finaliser over a mixed key) */
export function chanceAt(seed: number, x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** Value noise in one dimension. @returns 0..1, smooth, with features about one unit of `x` wide */
export function noise1(seed: number, x: number): number {
  const i = Math.floor(x);
  const a = chanceAt(seed, i, 0);
  return a + (chanceAt(seed, i + 1, 0) - a) * ease(x - i);
}

/** Value noise in two dimensions. @returns 0..1, smooth, with features about one unit of `x` and `y` wide */
export function noise2(seed: number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = ease(x - i);
  const v = ease(y - j);
  const a = chanceAt(seed, i, j);
  const b = chanceAt(seed, i + 1, j);
  const c = chanceAt(seed, i, j + 1);
  const d = chanceAt(seed, i + 1, j + 1);
  const near = a + (b - a) * u;
  return near + (c + (d - c) * u - near) * v;
}

/**
 * A row of `noise2`, many times faster than asking for each place.
 *
 * @param from - number of the first place
 * @param step - from one place to the next along x
 * @param out - out[k] becomes noise2(seed, (from + k)·step, y)
 */
export function noiseRow(seed: number, y: number, from: number, step: number, out: Float32Array): void {
  const j = Math.floor(y);
  const v = ease(y - j);
  const at = (i: number): number => {
    const a = chanceAt(seed, i, j);
    return a + (chanceAt(seed, i, j + 1) - a) * v;
  };
  let cell = Number.NaN;
  let [left, right] = [0, 0];
  for (let k = 0; k < out.length; k++) {
    const x = (from + k) * step;
    const i = Math.floor(x);
    if (i !== cell) {
      left = i === cell + 1 ? right : at(i);
      right = at(i + 1);
      cell = i;
    }
    out[k] = left + (right - left) * ease(x - i);
  }
}

import { toLinear } from '../../engine/painting/pigment.ts';

/** D65 white of the sRGB space. */
const white = [0.95047, 1, 1.08883] as const;
const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);

function lab(rgba: Uint8ClampedArray, at: number): readonly [number, number, number] {
  const r = toLinear(rgba[at] ?? 0);
  const g = toLinear(rgba[at + 1] ?? 0);
  const b = toLinear(rgba[at + 2] ?? 0);
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
  const y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1]);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How two pictures of one size differ: mean and greatest ΔE76 over their pixels, and the share that differs at all, percent. */
export interface Difference {
  readonly mean: number;
  readonly most: number;
  readonly pixelsPercent: number;
}

export function differenceOf(a: Uint8ClampedArray, b: Uint8ClampedArray): Difference {
  if (a.length !== b.length) throw new RangeError(`differenceOf: ${a.length} and ${b.length} bytes; give two pictures of one size`);
  let sum = 0;
  let most = 0;
  let differing = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2]) continue;
    const [l, m, n] = lab(a, i);
    const [p, q, r] = lab(b, i);
    const apart = Math.hypot(l - p, m - q, n - r);
    differing++;
    sum += apart;
    most = Math.max(most, apart);
  }
  return { mean: (4 * sum) / a.length, most, pixelsPercent: (400 * differing) / a.length };
}

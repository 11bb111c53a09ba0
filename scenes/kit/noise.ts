import { DataTexture, LinearFilter, RepeatWrapping, RGBAFormat, UnsignedByteType } from 'three';
import { chanceAt } from '../../engine/painting/noise.ts';

/** Pixels a side. A power of two, so that every octave closes on itself. */
const side = 256;

/**
 * Chance as a picture that tiles: red is cloudy noise of five octaves, green and blue the two components of a current
 * without sources (the curl of a smoother noise, 0.5 is still), alpha is white noise.
 */
export function createNoiseTexture(seed: number): DataTexture {
  const cloud = layered(seed, [4, 8, 16, 32, 64]);
  const stream = layered(seed + 101, [4, 8, 16]);
  const data = new Uint8Array(side * side * 4);
  const at = (values: Float32Array, x: number, y: number): number => values[(y & (side - 1)) * side + (x & (side - 1))] ?? 0;
  const byte = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const i = (y * side + x) * 4;
      data[i] = byte(at(cloud, x, y));
      data[i + 1] = byte(0.5 + 9 * (at(stream, x, y + 1) - at(stream, x, y - 1)));
      data[i + 2] = byte(0.5 - 9 * (at(stream, x + 1, y) - at(stream, x - 1, y)));
      data[i + 3] = byte(chanceAt(seed + 202, x, y));
    }
  const texture = new DataTexture(data, side, side, RGBAFormat, UnsignedByteType);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Octaves of value noise, each half as strong as the one before, spread over 0..1. @param cells - lattice cells a side */
function layered(seed: number, cells: readonly number[]): Float32Array {
  const sum = new Float32Array(side * side);
  for (const [octave, count] of cells.entries()) {
    const lattice = Float32Array.from({ length: count * count }, (_, n) => chanceAt(seed + octave, n % count, Math.floor(n / count)));
    const node = (x: number, y: number): number => lattice[(y % count) * count + (x % count)] ?? 0;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const [u, v] = [(x * count) / side, (y * count) / side];
        const [i, j] = [Math.floor(u), Math.floor(v)];
        const [s, t] = [ease(u - i), ease(v - j)];
        const near = node(i, j) + (node(i + 1, j) - node(i, j)) * s;
        const far = node(i, j + 1) + (node(i + 1, j + 1) - node(i, j + 1)) * s;
        sum[y * side + x] = (sum[y * side + x] ?? 0) + (near + (far - near) * t) / 2 ** octave;
      }
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of sum) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return sum.map((value) => (value - low) / (high - low));
}

/** Curvature that is continuous too, so that a current taken from it has no creases (Perlin 2002). */
const ease = (t: number): number => t * t * t * (t * (6 * t - 15) + 10);

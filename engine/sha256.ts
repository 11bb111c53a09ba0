/** First 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8 (FIPS 180-4, §4.2.2, §5.3.3). */
const [ROOTS, BEGIN] = constants();

function constants(): readonly [Uint32Array, Uint32Array] {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const bits = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
  return [
    Uint32Array.from(primes, (prime) => bits(Math.cbrt(prime))),
    Uint32Array.from(primes.slice(0, 8), (prime) => bits(Math.sqrt(prime))),
  ];
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function mix(state: Uint32Array, block: Uint8Array, words: Uint32Array): void {
  const view = new DataView(block.buffer, block.byteOffset);
  for (let i = 0; i < 64; i++) {
    if (i < 16) words[i] = view.getUint32(4 * i);
    else {
      const [far, near] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
      const low = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      const high = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      words[i] = (words[i - 16] ?? 0) + low + (words[i - 7] ?? 0) + high;
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (ROOTS[i] ?? 0) + (words[i] ?? 0);
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + value;
}

/**
 * SHA-256 (FIPS 180-4) of text that comes piece by piece. Here because browsers give their own only to pages of https and
 * localhost, and only for what is there at once.
 */
export function createSha256(encode: (text: string) => Uint8Array): { update(text: string): void; hex(): string } {
  const state = Uint32Array.from(BEGIN);
  const words = new Uint32Array(64);
  const block = new Uint8Array(64);
  let filled = 0;
  let bytes = 0;
  const take = (data: Uint8Array): void => {
    for (let at = 0; at < data.length; ) {
      const piece = data.subarray(at, at + 64 - filled);
      block.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < 64) return;
      mix(state, block, words);
      filled = 0;
    }
  };
  return {
    update(text) {
      const data = encode(text);
      bytes += data.length;
      take(data);
    },
    /** ends it: nothing can be added afterwards */
    hex() {
      const padding = new Uint8Array((filled < 56 ? 56 : 120) - filled + 8);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, Math.floor(bytes / 2 ** 29));
      view.setUint32(padding.length - 4, (bytes * 8) >>> 0);
      take(padding);
      return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}

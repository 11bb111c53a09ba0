import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';
import { createSha256 } from '../../engine/sha256.ts';

const encoder = new TextEncoder();
const ours = (...pieces: string[]): string => {
  const hash = createSha256((text) => encoder.encode(text));
  for (const piece of pieces) hash.update(piece);
  return hash.hex();
};
const theirs = (text: string): string => createHash('sha256').update(text).digest('hex');

it('gives the digests of the standard', () => {
  expect(ours('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(ours('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('agrees with Node for every length about a block, and however the text is cut', () => {
  for (let n = 0; n < 200; n++) expect(ours('é'.repeat(n))).toBe(theirs('é'.repeat(n)));
  const random = createRandom(7);
  for (let i = 0; i < 50; i++) {
    const pieces = Array.from({ length: Math.floor(random.between(1, 9)) }, () => 'ab ç'.repeat(Math.floor(random.between(0, 60))));
    expect(ours(...pieces)).toBe(theirs(pieces.join('')));
  }
});

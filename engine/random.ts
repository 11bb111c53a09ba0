/**
 * Seeded chance, splittable by name. Nothing else in a show may be random.
 *
 * `split` depends on the seed and the label alone, never on how much was drawn before, so that a scene, a visitor or a
 * step has the same luck whatever the others did.
 */
export interface Random {
  /** @returns uniform in [0, 1) */
  next(): number;
  /** @returns uniform in [min, max) */
  between(min: number, max: number): number;
  /** @returns one of the items; throws on an empty list */
  pick<T>(items: readonly T[]): T;
  /** @returns normal with the given mean and deviation (Box–Muller) */
  normal(mean: number, deviation: number): number;
  split(label: string | number): Random;
}

/** FNV-1a over the label, finished with a murmur3 mix: 32 bits that differ in about half their places for near labels. */
export function hash(seed: number, label: string): number {
  let h = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < label.length; i++) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** @param seed - any integer; its low 32 bits count. mulberry32 underneath. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (min, max) => min + next() * (max - min),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('pick: an empty list; give it at least one item');
      return item;
    },
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    split: (label) => createRandom(hash(seed, String(label))),
  };
}

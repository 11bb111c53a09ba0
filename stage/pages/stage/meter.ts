/** The last few hundred figures of a kind, without garbage. */
export interface Meter {
  push(value: number): void;
  /** @returns mean, or 0 when there is none yet */
  mean(): number;
  /** @param share - 0..1, such as 0.95; sorts a copy, so ask seldom */
  quantile(share: number): number;
  readonly count: number;
  clear(): void;
}

export function createMeter(size = 240): Meter {
  const ring = new Float64Array(size);
  let at = 0;
  let count = 0;
  return {
    push(value) {
      ring[at] = value;
      at = (at + 1) % size;
      count = Math.min(size, count + 1);
    },
    mean() {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += ring[i] ?? 0;
      return count === 0 ? 0 : sum / count;
    },
    quantile(share) {
      if (count === 0) return 0;
      const sorted = ring.slice(0, count).sort();
      return sorted[Math.min(count - 1, Math.floor(share * count))] ?? 0;
    },
    get count() {
      return count;
    },
    clear() {
      at = 0;
      count = 0;
    },
  };
}

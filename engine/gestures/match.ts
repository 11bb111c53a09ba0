/**
 * Pairs what was known with what is seen now, each at most once: the cheapest pair first, then the next.
 *
 * @param cost - of taking one for the other, 0 and more; pairs that cost more than `most` are not made
 * @returns for each known one the index of what it is seen as, or -1
 */
export function match<K, S>(known: readonly K[], seen: readonly S[], cost: (known: K, seen: S) => number, most: number): number[] {
  const pairs = known.flatMap((one, k) => seen.map((other, s) => ({ k, s, cost: cost(one, other) })));
  pairs.sort((a, b) => a.cost - b.cost);
  const found = known.map(() => -1);
  const taken = new Set<number>();
  for (const { k, s, cost } of pairs) {
    if (!(cost <= most) || found[k] !== -1 || taken.has(s)) continue;
    found[k] = s;
    taken.add(s);
  }
  return found;
}

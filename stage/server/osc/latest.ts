/** Values by name; of what comes too fast the latest counts, and the last one always arrives. */
export interface Latest {
  put(name: string, value: number): void;
  /** hands on what waits, at once */
  flush(): void;
  dispose(): void;
}

/**
 * @param everyMs - the values that came meanwhile are handed on this often; the first of a quiet time at once
 * @param most - names that may wait; another one is dropped
 */
export function createLatest(everyMs: number, most: number, hand: (name: string, value: number) => void): Latest {
  const waiting = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0) return;
    const all = [...waiting];
    waiting.clear();
    timer = setTimeout(flush, everyMs);
    for (const [name, value] of all) hand(name, value);
  };
  return {
    put(name, value) {
      if (waiting.has(name) || waiting.size < most) waiting.set(name, value);
      if (timer === null) flush();
    },
    flush,
    dispose() {
      if (timer !== null) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** One direction of a serial line: bytes arrive one after another, each no sooner than its time on the wire. */
export interface Wire {
  push(byte: number, nowMs: number): void;
  /** takes the next byte that has arrived */
  take(nowMs: number): number | undefined;
  /** when the next byte arrives, Infinity if none is under way */
  nextMs(): number;
  /** how long until everything has arrived, ms */
  backlogMs(nowMs: number): number;
  clear(): void;
}

/** @param byteMs - time of one byte: 10 bits at the line's speed; 0 for a line of memory */
export function createWire(byteMs: number): Wire {
  let under: { readonly byte: number; readonly atMs: number }[] = [];
  let taken = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    push: (byte, nowMs) => {
      lastMs = Math.max(lastMs, nowMs) + byteMs;
      under.push({ byte, atMs: lastMs });
    },
    take: (nowMs) => {
      const next = under[taken];
      if (next === undefined || next.atMs > nowMs) return undefined;
      taken++;
      if (taken === under.length) {
        under = [];
        taken = 0;
      }
      return next.byte;
    },
    nextMs: () => under[taken]?.atMs ?? Number.POSITIVE_INFINITY,
    backlogMs: (nowMs) => Math.max(0, lastMs - nowMs),
    clear: () => {
      under = [];
      taken = 0;
      lastMs = Number.NEGATIVE_INFINITY;
    },
  };
}

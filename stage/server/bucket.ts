/** A token bucket: `perSecond` messages in the long run, `burst` at once. Time is supplied, ms. */
export function createBucket({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }, nowMs: number) {
  let tokens = burst;
  let last = nowMs;
  return {
    /** @returns whether one more may pass now */
    take(now: number): boolean {
      tokens = Math.min(burst, tokens + (Math.max(0, now - last) / 1000) * perSecond);
      last = now;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}
export type Bucket = ReturnType<typeof createBucket>;

import { type Bucket, createBucket } from './bucket.ts';
import type { Rate } from './door.ts';

/** Callers that are counted at once; beyond it the one that was longest silent is forgotten. */
const COUNTED = 1000;

/** A token bucket for each caller. @param rate - of each. @returns whether this one may pass now, ms */
export function createBuckets(rate: Rate): (caller: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  return (caller, nowMs) => {
    const bucket = buckets.get(caller) ?? createBucket(rate, nowMs);
    buckets.delete(caller);
    buckets.set(caller, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > COUNTED && oldest !== undefined) buckets.delete(oldest);
    return bucket.take(nowMs);
  };
}

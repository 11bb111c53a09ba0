import type { Result } from '../../../engine/result.ts';

interface Shot<T> {
  readonly revision: number;
  readonly made: Promise<Result<T>>;
  settled: boolean;
  next: Promise<Result<T>> | null;
}

/**
 * Makes each thing once per revision for all who ask. While one is being made, everybody who wants a newer one waits for the
 * same next one, so that many askers can not pile up work. What failed is not kept.
 *
 * @param kept - things kept at most
 */
export function createSharing<T>(revision: () => number, kept: number, make: (size: number) => Promise<Result<T>>) {
  const shots = new Map<number, Shot<T>>();
  const ask = (size: number): Promise<Result<T>> => {
    const last = shots.get(size);
    if (last?.revision === revision()) return last.made;
    if (last && !last.settled) {
      last.next ??= last.made.then(() => ask(size));
      return last.next;
    }
    const shot: Shot<T> = { revision: revision(), made: make(size), settled: false, next: null };
    shots.delete(size);
    for (const old of shots.keys()) if (shots.size >= kept) shots.delete(old);
    shots.set(size, shot);
    void shot.made.then((result) => {
      shot.settled = true;
      if (!result.ok && shots.get(size) === shot) shots.delete(size);
    });
    return shot.made;
  };
  return ask;
}

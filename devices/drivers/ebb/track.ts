import type { Slice, Steps } from './slicer.ts';

/** What was sent, and how far of it the arm has come by its count of steps. */
export interface Track {
  sent(slice: Slice): void;
  /** the board has taken so many more into its queue */
  accepted(): void;
  /** @returns the height at a place of the way, mm: not yet that of what is not known to be begun */
  see(steps: Steps): { readonly z: number; readonly speedMmS: number };
  /** everything was executed */
  finish(): number;
  restart(z: number): void;
}

/** @param queue - entries that wait on the board beside the one it executes */
export function createTrack(queue: number): Track {
  let ahead: Slice[] = [];
  let z = 0;
  let taken = 0;

  const pass = (): void => {
    const first = ahead.shift();
    if (first === undefined) return;
    z = first.zTo;
    taken = Math.max(0, taken - 1);
  };
  /** share of a line that is done */
  const share = ({ from, to }: Extract<Slice, { kind: 'line' }>, steps: Steps): number => {
    const way = [to[0] - from[0], to[1] - from[1]] as const;
    const square = way[0] ** 2 + way[1] ** 2;
    return square === 0 ? 1 : ((steps[0] - from[0]) * way[0] + (steps[1] - from[1]) * way[1]) / square;
  };

  return {
    sent: (slice) => {
      ahead.push(slice);
    },
    accepted: () => {
      taken++;
      // what waits no more and is not the one being executed is done
      while (taken > queue + 1) pass();
    },
    see: (steps) => {
      for (;;) {
        const [first] = ahead;
        if (first === undefined) return { z, speedMmS: 0 };
        if (first.kind === 'line') {
          const done = share(first, steps);
          if (done < 1 - 1e-9) {
            const part = Math.max(0, done);
            return {
              z: first.zFrom + (first.zTo - first.zFrom) * part,
              speedMmS: first.entryMmS + (first.exitMmS - first.entryMmS) * part,
            };
          }
          pass();
          continue;
        }
        const next = ahead.find((slice) => slice.kind === 'line');
        const begun = next?.kind === 'line' && share(next, steps) > 1e-9;
        if (!begun) return { z, speedMmS: 0 };
        pass();
      }
    },
    finish: () => {
      while (ahead.length > 0) pass();
      return z;
    },
    restart: (at) => {
      ahead = [];
      taken = 0;
      z = at;
    },
  };
}

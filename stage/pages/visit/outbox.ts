import type { TouchMessage } from '../../protocol/doors.ts';

/** What was drawn out of reach is kept this long, ms. */
export const KEEP_MS = 5000;
/** The server is told at most this often, ms. */
export const TICK_MS = 33;
/** While a backlog is told, this many a tick. */
const CATCH_UP = 2;

interface Kept {
  readonly touch: TouchMessage;
  readonly at: number;
}

/** Touches on their way to the show: thinned to the rate that the door takes, kept while the room is out of reach. */
export interface Outbox {
  /** @param now - ms, rising */
  add(touch: TouchMessage, now: number): void;
  /** The connection broke: the show has lifted this visitor's brush. */
  lost(): void;
  /** @returns what to send in this tick */
  next(now: number): readonly TouchMessage[];
  readonly waiting: number;
}

/** @param reachable - whether the show can be told now */
export function createOutbox(reachable: () => boolean): Outbox {
  let kept: Kept[] = [];
  /** whether the show, as far as it was told, holds this visitor's brush down */
  let down = false;
  let mend = false;

  const push = (touch: TouchMessage, now: number): void => {
    const last = kept.at(-1);
    // in reach the latest move is all that counts; out of reach every one is the line
    if (touch.phase === 'move' && last?.touch.phase === 'move' && reachable()) kept[kept.length - 1] = { touch, at: now };
    else kept.push({ touch, at: now });
  };

  const forget = (now: number): void => {
    const from = kept.findIndex(({ at }) => now - at <= KEEP_MS);
    const gone = from < 0 ? kept : kept.slice(0, from);
    if (gone.length === 0 || reachable()) return;
    kept = kept.slice(gone.length);
    const first = kept[0];
    // the beginning of the line is gone, so what is left must begin anew
    if (first?.touch.phase === 'move') kept[0] = { ...first, touch: { ...first.touch, phase: 'down' } };
    else if (first?.touch.phase === 'up') kept = kept.slice(1);
    else if (first === undefined && gone.at(-1)?.touch.phase !== 'up') mend = true;
  };

  return {
    add(touch, now) {
      forget(now);
      if (mend && touch.phase === 'up') {
        mend = false;
        return;
      }
      if (mend) push({ ...touch, phase: 'down' }, now);
      else push(touch, now);
      mend = false;
    },
    lost() {
      const first = kept[0];
      if (first === undefined) mend = down;
      else if (first.touch.phase === 'move') kept[0] = { ...first, touch: { ...first.touch, phase: 'down' } };
      else if (first.touch.phase === 'up') kept = kept.slice(1);
      down = false;
    },
    next(now) {
      forget(now);
      if (!reachable()) return [];
      const out = kept.splice(0, kept.length > 1 ? CATCH_UP : 1).map(({ touch }) => touch);
      for (const touch of out) if (touch.phase !== 'move') down = touch.phase === 'down';
      return out;
    },
    get waiting() {
      return kept.length;
    },
  };
}

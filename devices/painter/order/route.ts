import { apartMm, type Ends } from './ends.ts';
import { at } from './orderable.ts';
import type { Precedence } from './precedence.ts';

/** What a route is measured and allowed by. */
export interface Terms {
  readonly ends: Ends;
  readonly order: Precedence;
  /** strokes of one group follow each other freely; a change of group costs as much as `changeMm` of travel */
  readonly group: Int32Array;
  readonly changeMm: number;
  /** 1 where a stroke may be painted backwards */
  readonly mayTurn: Uint8Array;
}

/** Strokes in the order of painting, by number, and which way. */
export interface Travelled {
  readonly order: readonly number[];
  /** for each stroke by number, 1 where it is painted backwards */
  readonly turned: Uint8Array;
}

/** A change of a route that can be undone: part turned round, or two neighbouring parts exchanged. Positions, inclusive. */
type Change = { readonly kind: 'turn'; readonly from: number; readonly to: number } | Exchange;
interface Exchange {
  readonly kind: 'exchange';
  readonly from: number;
  readonly mid: number;
  readonly to: number;
}

/** Strokes in the order of painting. Position 0 is the start place and stays; strokes stand at 1..n. */
export interface Route {
  readonly length: number;
  position(stroke: number): number;
  stroke(position: number): number;
  /** end at which the stroke at a position is begun; -1 past the last */
  entry(position: number): number;
  /** end at which it is left */
  exit(position: number): number;
  /** cost of going from one end to another, mm; nothing after the last */
  join(fromEnd: number, toEnd: number): number;
  mayTurn(from: number, to: number): boolean;
  /** whether the parts from..mid and mid+1..to may change places */
  mayExchange(from: number, mid: number, to: number): boolean;
  /** paints the strokes from..to in the opposite order, each backwards */
  turn(from: number, to: number): void;
  exchange(from: number, mid: number, to: number): void;
  /** makes all changes so far final */
  keep(): void;
  /** takes back the changes since `keep` was last called */
  undo(): void;
}

/** @param first - satisfies the precedence */
export function createRoute({ ends, order, group, changeMm, mayTurn }: Terms, first: Travelled): Route {
  const n = first.order.length;
  const strokes = Int32Array.from([n, ...first.order]);
  const positions = new Int32Array(n + 1);
  for (const [p, stroke] of strokes.entries()) positions[stroke] = p;
  /** 0 where a stroke is painted from its first point, 1 where from its last */
  const back = Int32Array.from([...first.turned, 0]);
  const scratch = new Int32Array(n + 1);
  const free = order.pairs === 0;
  const canTurn = mayTurn.every((may) => may === 1);
  let changes: Change[] = [];

  const put = (position: number, stroke: number): void => {
    strokes[position] = stroke;
    positions[stroke] = position;
  };
  const flip = (stroke: number): void => {
    back[stroke] = 1 - at(back, stroke);
  };
  const turn = (from: number, to: number): void => {
    let [i, j] = [from, to];
    for (; i < j; i++, j--) {
      const a = at(strokes, i);
      const b = at(strokes, j);
      put(i, b);
      put(j, a);
      flip(a);
      flip(b);
    }
    if (i === j) flip(at(strokes, i));
  };
  const exchange = (from: number, mid: number, to: number): void => {
    // the shorter part waits aside while the longer one slides
    const head = mid - from + 1;
    const tail = to - mid;
    if (head <= tail) {
      for (let i = 0; i < head; i++) scratch[i] = at(strokes, from + i);
      for (let p = mid + 1; p <= to; p++) put(p - head, at(strokes, p));
      for (let i = 0; i < head; i++) put(from + tail + i, at(scratch, i));
    } else {
      for (let i = 0; i < tail; i++) scratch[i] = at(strokes, mid + 1 + i);
      for (let p = mid; p >= from; p--) put(p + tail, at(strokes, p));
      for (let i = 0; i < tail; i++) put(from + i, at(scratch, i));
    }
  };
  /** whether a stroke of from..to must stay before or after one of low..high */
  const tied = (from: number, to: number, low: number, high: number, ties: readonly Int32Array[]): boolean => {
    for (let p = from; p <= to; p++) {
      const others = ties[at(strokes, p)];
      if (others === undefined) continue;
      for (let k = 0; k < others.length; k++) {
        const q = at(positions, at(others, k));
        if (q >= low && q <= high) return true;
      }
    }
    return false;
  };

  return {
    length: n,
    position: (stroke) => at(positions, stroke),
    stroke: (position) => at(strokes, position),
    entry: (position) => (position > n ? -1 : 2 * at(strokes, position) + at(back, at(strokes, position))),
    exit: (position) => 2 * at(strokes, position) + 1 - at(back, at(strokes, position)),
    join: (a, b) => {
      if (b < 0) return 0;
      const change = a >> 1 !== n && at(group, a >> 1) !== at(group, b >> 1) ? changeMm : 0;
      return change + apartMm(ends, a, b);
    },
    mayTurn: (from, to) => {
      if (!canTurn) for (let p = from; p <= to; p++) if (mayTurn[at(strokes, p)] !== 1) return false;
      return free || !tied(from, to, from, to, order.before);
    },
    mayExchange: (from, mid, to) => {
      if (free) return true;
      return mid - from < to - mid ? !tied(from, mid, mid + 1, to, order.after) : !tied(mid + 1, to, from, mid, order.before);
    },
    turn: (from, to) => {
      turn(from, to);
      changes.push({ kind: 'turn', from, to });
    },
    exchange: (from, mid, to) => {
      exchange(from, mid, to);
      changes.push({ kind: 'exchange', from, mid, to });
    },
    keep: () => {
      changes = [];
    },
    undo: () => {
      for (const change of changes.reverse()) {
        if (change.kind === 'turn') turn(change.from, change.to);
        else exchange(change.from, change.from + change.to - change.mid - 1, change.to);
      }
      changes = [];
    },
  };
}

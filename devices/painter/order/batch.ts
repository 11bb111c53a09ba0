import { at } from './orderable.ts';
import type { Precedence } from './precedence.ts';

export interface BatchOpts { width: number; alpha: number; beta: number; gamma: number; delta:number }
interface State {
  waiting: Int32Array;
  open: number[];
  done: number;
  filling: number;
  hashA: number;
  parent: State | null;
  emitted: number[];
}

export function bounds(order: Precedence, filling: Int32Array, count: number): Int32Array[] {
  const b = Array.from({ length: order.size }, () => new Int32Array(count));
  for (let v = order.size - 1; v >= 0; v--) {
    const own = at(filling, v);
    const row = b[v]!;
    row[own] = 1;
    for (const w of order.after[v]!) {
      const next = b[w]!;
      for (let c = 0; c < count; c++) {
        const x = next[c]! + (c === own && filling[w] !== own ? 1 : 0);
        if (x > row[c]!) row[c] = x;
      }
    }
  }
  return b;
}

export function heights(order: Precedence, filling: Int32Array): Int32Array {
  const h = new Int32Array(order.size);
  for (let v = order.size - 1; v >= 0; v--) {
    h[v] = 1;
    for (const w of order.after[v]!) h[v] = Math.max(h[v]!, h[w]! + (filling[w] === filling[v] ? 0 : 1));
  }
  return h;
}

export function batch(order: Precedence, filling: Int32Array, o: BatchOpts): { runs: number[][]; lower: number } {
  const n = order.size;
  const count = Math.max(0, ...filling) + 1;
  const b = bounds(order, filling, count);
  const h = heights(order, filling);
  const weight = Float64Array.from({ length: n }, (_, v) => b[v]!.reduce((x, y) => x + y ** o.delta, 0));
  const key = new Int32Array(n);
  let s = 12345;
  for (let v = 0; v < n; v++) { s = Math.imul(s ^ (s >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0; key[v] = s ^ (s >>> 13); }
  const root: State = { waiting: Int32Array.from(order.before, (x) => x.length), open: [], done: 0, filling: -1, hashA: 0, parent: null, emitted: [] };
  for (let v = 0; v < n; v++) if (root.waiting[v] === 0) root.open.push(v);
  const lower = (() => { let sum = 0; for (let c = 0; c < count; c++) { let m = 0; for (const v of root.open) m = Math.max(m, b[v]![c]!); sum += m; } return sum; })();
  let beam = [root];
  for (;;) {
    const kids: { score: number; parent: State; filling: number; hash: number; done:number }[] = [];
    for (const st of beam) {
      const fs = new Set(st.open.map((v) => filling[v]!));
      for (const f of fs) {
        if (f === st.filling) continue;
        const { waiting } = st;
        const emitted: number[] = [];
        const opened: number[] = [];
        let hash = st.hashA; let wsum = 0;
        for (const v of st.open) if (filling[v] === f) emitted.push(v);
        for (let i = 0; i < emitted.length; i++) {
          const v = emitted[i]!;
          hash = hash ^ key[v]!; wsum += weight[v]!;
          for (const w of order.after[v]!) {
            if (--waiting[w]! === 0) { if (filling[w] === f) emitted.push(w); else opened.push(w); }
          }
        }
        for (const v of emitted) for (const w of order.after[v]!) waiting[w]!++;
        let lb = 0; let hm = 0;
        for (let c = 0; c < count; c++) {
          let m = 0;
          for (const v of st.open) if (filling[v] !== f && b[v]![c]! > m) m = b[v]![c]!;
          for (const v of opened) if (b[v]![c]! > m) m = b[v]![c]!;
          lb += m;
        }
        for (const v of st.open) if (filling[v] !== f && h[v]! > hm) hm = h[v]!;
        for (const v of opened) hm = Math.max(hm, h[v]!);
        (st as any).w ??= 0;
        kids.push({ score: o.alpha * lb + o.beta * hm - o.gamma * ((st as any).w + wsum), parent: st, filling: f, hash, done: st.done + emitted.length, w: (st as any).w + wsum } as any);
      }
    }
    kids.sort((x, y) => x.score - y.score);
    const seen = new Set<number>();
    const next: State[] = [];
    for (const k of kids) {
      if (next.length >= o.width) break;
      if (seen.has(k.hash * 20 + k.filling)) continue;
      seen.add(k.hash * 20 + k.filling);
      const waiting = k.parent.waiting.slice();
      const emitted: number[] = [];
      const open: number[] = [];
      for (const v of k.parent.open) if (filling[v] === k.filling) emitted.push(v); else open.push(v);
      for (let i = 0; i < emitted.length; i++) for (const w of order.after[emitted[i]!]!) if (--waiting[w]! === 0) { if (filling[w] === k.filling) emitted.push(w); else open.push(w); }
      const st: State = { waiting, open, done: k.parent.done + emitted.length, filling: k.filling, hashA: k.hash, parent: k.parent, emitted };
      (st as any).w = (k as any).w;
      if (st.done === n) {
        const runs: number[][] = [];
        for (let q: State | null = st; q?.parent; q = q.parent) runs.unshift(q.emitted);
        return { runs, lower };
      }
      next.push(st);
    }
    beam = next;
  }
}
